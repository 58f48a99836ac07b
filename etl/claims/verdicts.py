"""What becomes of each claim: held against the figures of its own edition, against the newest, and against the others.

A rule that finds no way for a figure to be right speaks first; then what is held; then what can be counted from that.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from etl.claims.claim import Claim, shown
from etl.claims.held import Figure, Holdings
from etl.claims.relations import Relations
from etl.claims.rules import Finding, Report, findings
from indicators.catalogue import Catalogue
from indicators.claims import Answer, ClaimKind
from indicators.vocabulary import BREAKDOWNS, Qualifier

NONE_LATER = "No edition of a later year gives this figure."
"""Why nothing newer is said of a claim."""

_OWN_ALONE = "What is said of every area is held against its own edition alone."
_NOT_TOLD = "Whether it was revised cannot be told, since its own edition is not held."
_LOWER = (Qualifier.AT_LEAST, Qualifier.MORE_THAN)
_UPPER = (Qualifier.AT_MOST, Qualifier.LESS_THAN)


@dataclass(frozen=True)
class Verdict:
    """The answer to a claim in its own edition and in the newest, each with a sentence.

    `held` is the figure of its own edition, `newest` one that was published in a later year. `difference` is how much
    the newest is more than what is printed. `same_document`: what is held is the report's own figure, and no other's.
    """

    claim: Claim
    answer: Answer
    reason: str
    rules: str
    arithmetic: str
    newest_answer: Answer
    newest_reason: str
    held: Figure | None = None
    same_document: bool = False
    newest: Figure | None = None
    difference: float | None = None


def judge(
    report: str, claims: Sequence[Claim], holdings: Holdings, relations: Relations, catalogue: Catalogue
) -> list[Verdict]:
    """A verdict on every claim of a report, in its order; `report` is the name of its file without the ending."""
    own_file = f"itu_{report}.csv"
    looked_up = {one.claim_id: _own(one, holdings, own_file) for one in claims}
    trusted = frozenset(name for name, (answer, _) in looked_up.items() if answer is Answer.REPRODUCED)
    whole = Report(claims, trusted, holdings, catalogue)
    return [_verdict(one, looked_up[one.claim_id], whole, relations, own_file) for one in claims]


def _verdict(
    claim: Claim, looked_up: tuple[Answer, Figure | None], report: Report, relations: Relations, own_file: str
) -> Verdict:
    found = findings(claim, report, relations)
    answer, held = looked_up
    if claim.of_each:
        answer, reason = _of_each(claim, report)
    elif claim.is_derived:
        answer, reason = _derived(claim, report)
    elif held is None:
        answer, reason = _not_held(claim, report, found)
    else:
        reason = _said(answer, claim, held, report, is_own=held.file == own_file)
    broken = [one for one in found if not one.holds]
    if broken:
        said = broken[0].arithmetic
        answer, reason = Answer.INCONSISTENT, f"{reason if held else ''} {said[:1].upper()}{said[1:]}."
    newer: Figure | None = None
    difference: float | None = None
    if claim.of_each:
        newest_answer, newest_reason = answer, _OWN_ALONE
    elif claim.is_derived:
        newest_answer, newest_reason = _derived_anew(claim, answer, report)
    else:
        newer = report.holdings.newer(claim.key, claim.edition)
        newest_answer, newest_reason, difference = _newest(claim, answer, held, newer)
    return Verdict(
        claim,
        answer,
        reason.strip(),
        " ".join(dict.fromkeys(one.rule for one in (broken or found))),
        "; ".join(one.arithmetic for one in (broken or found)),
        newest_answer,
        newest_reason,
        held,
        held is not None and held.file == own_file,
        newer,
        difference,
    )


def _own(claim: Claim, holdings: Holdings, own_file: str) -> tuple[Answer, Figure | None]:
    """How a claim compares with the figure of its edition that is nearest to it, another document's before its own."""
    if claim.is_derived or claim.of_each:
        return Answer.NOT_AVAILABLE, None
    order = (Answer.REPRODUCED, Answer.ROUNDED_DIFFERENTLY, Answer.INCONSISTENT)
    compared = [(_compared(claim, one, strict=False), one) for one in holdings.own(claim.key, claim.edition)]
    return min(
        compared,
        key=lambda pair: (order.index(pair[0]), pair[1].file == own_file),
        default=(Answer.NOT_AVAILABLE, None),
    )


def _compared(claim: Claim, held: Figure, *, strict: bool) -> Answer:
    """Whether what is held rounds to what is printed, may do so, or cannot.

    Within its edition a figure that was cut off instead of rounded is rounded differently; with `strict` it is another.
    """
    if claim.qualifier in _LOWER + _UPPER:
        lower = claim.qualifier in _LOWER
        beyond = held.value >= claim.value if lower else held.value <= claim.value
        on_it = held.value == claim.value and held.qualifier not in _LOWER + _UPPER
        if on_it and claim.qualifier in (Qualifier.MORE_THAN, Qualifier.LESS_THAN):
            beyond = False
        return Answer.REPRODUCED if beyond else Answer.INCONSISTENT
    apart, slack = abs(held.value - claim.value), 1e-9 * max(1.0, abs(claim.value))
    if apart <= claim.precision / 2 + slack:
        return Answer.REPRODUCED
    if claim.span.meets(held.span) or (not strict and apart < claim.precision - slack):
        return Answer.ROUNDED_DIFFERENTLY
    return Answer.INCONSISTENT


def _said(answer: Answer, claim: Claim, held: Figure, report: Report, *, is_own: bool) -> str:
    where = "the report's own figure" if is_own else f"in {held.document} ({held.source_id})"
    by = f"{shown(held.value)}{',' if is_own else ''} {where}, edition {held.edition}"
    if answer is Answer.REPRODUCED:
        return f"Held as {by}."
    if answer is Answer.ROUNDED_DIFFERENTLY:
        return f"Printed {claim.printed}; held as {by}, which rounds to another last digit."
    return f"Printed {claim.printed}; held as {by}.{_is_of_a_part(claim, report)}"


def _is_of_a_part(claim: Claim, report: Report) -> str:
    """Of which part of the whole the printed figure is, where it is no figure of the whole."""
    for column, words in BREAKDOWNS.items():
        for word, meaning in words.items():
            if word == getattr(claim, column):
                continue
            for one in report.holdings.own(claim.at(**{column: word}), claim.edition):
                if _compared(claim, one, strict=True) is Answer.REPRODUCED:
                    return f" {claim.printed} is the figure of a part: {meaning.lower()}."
    return ""


def _not_held(claim: Claim, report: Report, found: Sequence[Finding]) -> tuple[Answer, str]:
    """Counted from what is held, or of a measure from what is printed; else why there is nothing."""
    counted = [
        one for one in found if one.holds and one.rule not in ("part_of_whole", "between_parts") and _serves(one, claim)
    ]
    if counted:
        return Answer.CONSISTENT, f"Derived: {counted[0].arithmetic}."
    if claim.is_measure:
        return Answer.NOT_AVAILABLE, "No indicator of the catalogue holds it: the report alone gives this figure."
    holdings = report.holdings
    if claim.indicator_id not in holdings.indicators:
        return Answer.NOT_AVAILABLE, f"No source of this build gives any figure of {claim.indicator_id}."
    year = f" in {claim.year}" if claim.year else ""
    other = sorted({one.edition for one in holdings.figures.get(claim.key, ())})
    elsewhere = f"; there is one in edition {', '.join(other)}" if other else ""
    return Answer.NOT_AVAILABLE, (
        f"No source of this build gives {claim.indicator_id} of {claim.area_id}{year} "
        f"in edition {claim.edition}{elsewhere}."
    )


def _serves(finding: Finding, claim: Claim) -> bool:
    return finding.is_held or claim.is_measure


def _derived(claim: Claim, report: Report) -> tuple[Answer, str]:
    """A change, a ratio or a rank, counted from the figures of its edition."""
    if claim.kind is ClaimKind.ORDINAL:
        return _ranked(claim, report)
    other = claim.at(year=claim.other_year or claim.year, area_id=claim.other_area or claim.area_id)
    pair = [next(iter(report.holdings.own(key, claim.edition)), None) for key in (claim.key, other)]
    first, second = pair
    if first is None or second is None:
        key = claim.key if first is None else other
        return Answer.NOT_AVAILABLE, (
            f"What it is counted from is not held: {claim.indicator_id} of {key[1]} in {key[2]}, edition "
            f"{claim.edition}."
        )
    if claim.kind is ClaimKind.RATIO:
        if second.value <= 0:
            return Answer.NOT_AVAILABLE, f"There is no ratio to {shown(second.value)}."
        made, sign = first.value / second.value, " / "
        spread = max(
            abs(first.span.high / max(second.span.low, 1e-12) - made), abs(first.span.low / second.span.high - made)
        )
    else:
        made, sign = first.value - second.value, " − "
        spread = (first.span.high - first.span.low + second.span.high - second.span.low) / 2
    said = f"{shown(first.value)}{sign}{shown(second.value)} = {shown(made)}; printed {claim.printed}."
    span = claim.span
    holds = span.low - spread - 1e-9 <= made <= span.high + spread + 1e-9
    return (Answer.CONSISTENT, f"Derived: {said}") if holds else (Answer.INCONSISTENT, said)


def _ranked(claim: Claim, report: Report) -> tuple[Answer, str]:
    """The place of an area among all areas of its kind, the highest figure first."""
    kind = report.catalogue.area_by_id[claim.area_id].area_type if claim.area_id in report.catalogue.area_by_id else ""
    areas = report.holdings.areas.get(kind, ())
    held = {one: report.holdings.own(claim.at(area_id=one), claim.edition) for one in areas}
    if missing := [one for one in areas if not held[one]] or (["its kind of area"] if not areas else []):
        return (
            Answer.NOT_AVAILABLE,
            f"No rank can be told: edition {claim.edition} has no figure of {', '.join(missing)}.",
        )
    values = {one: figures[0].value for one, figures in held.items()}
    place = 1 + sum(value > values[claim.area_id] for value in values.values())
    last = place - 1 + sum(value == values[claim.area_id] for value in values.values())
    said = f"{shown(values[claim.area_id])} is number {place} of {len(values)}; printed {claim.printed}."
    holds = place <= claim.value <= last
    return (Answer.CONSISTENT, f"Derived: {said}") if holds else (Answer.INCONSISTENT, said)


def _of_each(claim: Claim, report: Report) -> tuple[Answer, str]:
    """What is said of every area of a kind, held against each that has a figure in that edition."""
    areas = report.holdings.areas.get(claim.of_each, ())
    held = {one: report.holdings.own(claim.at(area_id=one), claim.edition) for one in areas}
    broken = [
        f"{one} {shown(figures[0].value)}"
        for one, figures in held.items()
        if figures and _compared(claim, figures[0], strict=False) is Answer.INCONSISTENT
    ]
    if broken:
        return Answer.INCONSISTENT, f"Printed {claim.printed} of {claim.area_id}; held are {', '.join(broken)}."
    if missing := [one for one in areas if not held[one]]:
        return Answer.NOT_AVAILABLE, (
            f"{len(areas) - len(missing)} of {len(areas)} areas have a figure in edition {claim.edition}, and none "
            f"speaks against it; missing: {', '.join(missing[:12])}{'…' if len(missing) > 12 else ''}."
        )
    return Answer.CONSISTENT, f"All {len(areas)} areas of this kind have such a figure in edition {claim.edition}."


def _derived_anew(claim: Claim, answer: Answer, report: Report) -> tuple[Answer, str]:
    """What is counted from two figures, counted again from those of the newest edition that has the first of them."""
    newer = report.holdings.newer(claim.key, claim.edition)
    if newer is None:
        return answer, NONE_LATER
    again, said = _derived(replace(claim, edition=newer.edition), report)
    if again is Answer.INCONSISTENT and answer is Answer.CONSISTENT:
        again = Answer.REVISED_SINCE
    return again, f"Edition {newer.edition}: {said}"


def _newest(
    claim: Claim, answer: Answer, held: Figure | None, newer: Figure | None
) -> tuple[Answer, str, float | None]:
    """How a claim stands beside the newest edition that gives the same figure; its own where none is newer."""
    if newer is None:
        return answer, NONE_LATER, None
    by = f"{newer.document}, edition {newer.edition} ({newer.source_id})"
    difference = float(f"{newer.value - claim.value:.10g}")
    compared = _compared(claim, newer, strict=True)
    if compared is not Answer.INCONSISTENT:
        word = "the same figure" if compared is Answer.REPRODUCED else "the same figure with other digits"
        return compared, f"{word.capitalize()}: {shown(newer.value)} in {by}.", difference
    if answer is Answer.INCONSISTENT:
        return answer, f"The figure is {shown(newer.value)} in {by}.", difference
    if held is None:
        return Answer.NOT_AVAILABLE, f"It is {shown(newer.value)} in {by}. {_NOT_TOLD}", difference
    old = shown(held.value)
    sign = "+" if difference > 0 else "−"
    return (
        Answer.REVISED_SINCE,
        f"{old} then, {shown(newer.value)} now ({sign}{shown(abs(difference))}): {by}.",
        difference,
    )
