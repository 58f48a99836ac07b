"""What a report's figures must be to each other, whichever report it is: arithmetic that anybody can redo.

Figures are ranges, as wide as their last digit: what no number within them can satisfy is inconsistent.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from etl.claims.claim import OUTSIDE, Claim, Key, Span, shown
from etl.claims.held import Holdings
from etl.claims.relations import Part, Relation, Relations
from indicators.catalogue import Catalogue
from indicators.units import UNITS
from indicators.vocabulary import BREAKDOWNS, TOTALS, AreaType

_PARTITIONS = {
    "sex": (("female", "male"),),
    "age": (("15-24", "not 15-24"),),
    "location": (("urban", "rural"),),
}
"""The parts of a whole, by the column of the breakdown in which they stand."""

_OF_A_MEAN = frozenset({"percent", "per_100", "percent_gni"})
"""Units in which a whole lies between its parts."""

_CLOSE = 2
"""Below so many times, a difference is told as such and not as a factor."""


@dataclass(frozen=True)
class Known:
    """A figure that a rule uses: a range, how it is written, and whether the warehouse holds it."""

    span: Span
    value: float
    text: str
    is_held: bool


@dataclass(frozen=True)
class Finding:
    """What a rule found of a claim. `is_held`: all that it is counted from is held in the warehouse."""

    rule: str
    holds: bool
    arithmetic: str
    is_held: bool = False


class Report:
    """The claims of a report with what is held of them: finds the figures that rules ask for."""

    def __init__(
        self, claims: Sequence[Claim], trusted: frozenset[str], holdings: Holdings, catalogue: Catalogue
    ) -> None:
        """`trusted` are the claims whose figure is held as printed: of two that contradict each other they speak."""
        self.trusted, self.holdings, self.catalogue = trusted, holdings, catalogue
        self.claims: dict[Key, list[Claim]] = {}
        for claim in sorted(claims, key=lambda one: one.claim_id not in trusted):
            self.claims.setdefault(claim.key, []).append(claim)

    def find(self, claim: Claim, **other: object) -> Known | None:
        """The figure that differs from a claim in these columns: as the report prints it, or else as it is held."""
        key = claim.at(**other)
        printed = next((one for one in self.claims.get(key, ()) if one is not claim and not one.is_derived), None)
        held = next(iter(self.holdings.own(key, claim.edition)), None)
        if held and not printed:
            return Known(held.span, held.value, shown(held.value), is_held=True)
        return Known(printed.span, printed.value, printed.printed, held is not None) if printed else None


def findings(claim: Claim, report: Report, relations: Relations) -> list[Finding]:
    """What every rule that can be applied to a claim finds of it."""
    if claim.is_derived or claim.of_each:
        return []
    found = [
        _possible(claim, report),
        _one_figure(claim, report),
        *(_related(claim, report, one) for one in relations.of.get(claim.indicator_id, ())),
        *_between(claim, report),
        *(_added(claim, report) if claim.indicator_id in relations.adding else ()),
    ]
    return [one for one in found if one is not None]


def _possible(claim: Claim, report: Report) -> Finding | None:
    """No share is above 100, and no count above those who are counted."""
    indicator = report.catalogue.indicator_by_id.get(claim.indicator_id)
    if indicator is None or claim.unit not in UNITS:
        return None
    unit = UNITS[claim.unit]
    high = unit.high if indicator.out_of is None else indicator.out_of
    holds = claim.span.meets(Span(unit.low, high))
    said = f"{claim.printed} is outside of {shown(unit.low)} to {shown(high)}, between which such a figure lies"
    return None if holds else Finding("possible_value", False, said)


def _one_figure(claim: Claim, report: Report) -> Finding | None:
    """A report that prints one figure twice prints it alike; of two that differ, the one that is held speaks."""
    for other in report.claims[claim.key]:
        if other is claim or other.is_derived or other.span.meets(claim.span):
            continue
        if claim.claim_id not in report.trusted:
            said = f"{claim.printed} is printed where the same figure is {other.printed} in claim {other.claim_id}"
            return Finding("one_figure", False, said)
    return None


def _related(claim: Claim, report: Report, relation: Relation) -> Finding | None:
    """A product, a ratio, a sum, a share, or a part is what its parts make it."""
    parts = [_part(claim, report, part, number) for number, part in enumerate(relation.parts)]
    known = [one for one in parts if one is not None]
    if len(known) < len(parts):
        return None
    spans, held = [one.span for one in known], all(one.is_held for one in known)
    texts = [one.text for one in known]
    if relation.kind == "at_most":
        holds = claim.span.meets(Span(-math.inf, spans[0].high))
        said = f"{claim.printed} is {'not ' if holds else ''}more than {texts[0]}, of which it is a part"
        return Finding("part_of_whole", holds, said)
    if relation.kind == "within":
        inside = spans[0].meets(Span(relation.low, relation.high))
        surely = relation.low <= spans[0].low and spans[0].high <= relation.high
        holds = inside if claim.value else not surely
        said = f"{texts[0]} is {'' if inside else 'not '}within {relation.low:g} to {relation.high:g}"
        return Finding("band", holds, said, held)
    if any(one.low < 0 or math.isinf(one.high) for one in spans):
        return None
    made, sign = _made(relation, spans)
    middle = _made(relation, [Span(one.value, one.value) for one in known])[0].low
    written = sign.join(texts) if relation.kind != "share_of_sum" else f"{texts[0]} / ({texts[0]} + {texts[1]})"
    written = f"100 − {texts[0]}" if relation.kind == "rest" else written
    times = f" × {relation.times:g}" if relation.times != 1 else ""
    rule = {"share_of_sum": "share_of_whole", "rest": "share_of_whole"}.get(relation.kind, relation.kind)
    return _counted(claim, rule, f"{written}{times}", made, middle, is_held=held)


def _part(claim: Claim, report: Report, part: Part, number: int) -> Known | None:
    other: dict[str, object] = {"indicator_id": part.indicator_id}
    if part.column:
        if getattr(claim, part.column) != TOTALS[tuple(BREAKDOWNS).index(part.column)]:
            return None
        other[part.column] = part.word
    if number == 1 and claim.other_area:
        other["area_id"] = claim.other_area
    return report.find(claim, **other)


def _made(relation: Relation, spans: Sequence[Span]) -> tuple[Span, str]:
    """What parts make, at least and at most, and the sign that stands between them."""
    first, second = spans[0], spans[-1]
    match relation.kind:
        case "product":
            low, high, sign = math.prod(one.low for one in spans), math.prod(one.high for one in spans), " × "
        case "ratio":
            low, high, sign = first.low / second.high, first.high / second.low if second.low else math.inf, " / "
        case "share_of_sum":
            low, high, sign = first.low / (first.low + second.high), first.high / (first.high + second.low), " / "
        case "rest":
            return Span(100 - first.high, 100 - first.low), ""
        case _:
            low, high, sign = sum(one.low for one in spans), sum(one.high for one in spans), " + "
    return Span(low * relation.times, high * relation.times), sign


def _between(claim: Claim, report: Report) -> Iterable[Finding]:
    """The figure of the whole lies between those of its parts, both of which are known."""
    if claim.unit not in _OF_A_MEAN:
        return
    for parts in _of_breakdown(claim, report):
        whole = Span(min(one.span.low for one in parts), max(one.span.high for one in parts))
        low, high = (one.text for one in sorted(parts, key=lambda one: one.value))
        holds = claim.span.meets(whole)
        said = f"{claim.printed} lies {'' if holds else 'not '}between {low} and {high}, the figures of its parts"
        yield Finding("between_parts", holds, said)


def _added(claim: Claim, report: Report) -> Iterable[Finding]:
    """The figure of the whole is the sum of its parts: of town and countryside, of all regions."""
    sums = [*_of_breakdown(claim, report)]
    if claim.area_id == "WLD":
        areas = [*report.holdings.areas.get(AreaType.ITU_REGION, ()), *OUTSIDE]
        regions = {one: report.find(claim, area_id=one) for one in areas}
        known = [one for one in regions.values() if one is not None]
        if all(regions[one] for one in areas if one not in OUTSIDE):
            sums.append(known)
    for parts in sums:
        made = Span(sum(one.span.low for one in parts), sum(one.span.high for one in parts))
        held = all(one.is_held for one in parts)
        yield _counted(
            claim, "sum", " + ".join(one.text for one in parts), made, sum(one.value for one in parts), is_held=held
        )


def _of_breakdown(claim: Claim, report: Report) -> Iterable[list[Known]]:
    for column, partitions in _PARTITIONS.items():
        if getattr(claim, column) != TOTALS[tuple(BREAKDOWNS).index(column)]:
            continue
        for words in partitions:
            parts = [report.find(claim, **{column: word}) for word in words]
            known = [one for one in parts if one is not None]
            if len(known) == len(words):
                yield known


def _counted(claim: Claim, rule: str, written: str, made: Span, middle: float, *, is_held: bool) -> Finding:
    """What was counted, against what is printed."""
    said = f"{written} = {shown(middle)}"
    if claim.span.meets(made):
        return Finding(rule, True, f"{said}; printed {claim.printed}", is_held)
    apart = middle / claim.value if claim.value else math.inf
    if 1 / _CLOSE < apart < _CLOSE:
        difference = claim.value - middle
        more = f"{shown(abs(difference))} {'more' if difference > 0 else 'less'}"
        return Finding(rule, False, f"{said}; printed {claim.printed}, {more}")
    factor = f"{shown(round(apart, 1))} times" if apart > 1 else f"a {shown(round(1 / apart, 1))}th of"
    return Finding(rule, False, f"{said}, {factor} the printed {claim.printed}")
