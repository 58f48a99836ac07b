"""The section of /report on the figures that the report prints: what becomes of each in its own edition and since."""

from collections.abc import Iterable, Mapping

from dash import html

from dashboard.address.claims import ClaimsView, read_view
from dashboard.numbers import bound, counted
from dashboard.parts.download import File, download
from dashboard.parts.markup import Content, element, island
from dashboard.parts.notices import notices
from dashboard.parts.table import Column, records
from dashboard.reading import claims, extents
from dashboard.reading.claims import Claim, Counts
from dashboard.reading.warehouse import Snapshot
from dashboard.words.sources import citation
from indicators.claims import ANSWERS, Answer
from indicators.units import UNITS
from indicators.vocabulary import BREAKDOWNS, TOTALS

_COLUMNS = (
    Column("Figure", "name"),
    Column("Printed", "number"),
    Column("In its own edition", "long"),
    Column("In the newest edition", "long"),
    Column("In the report", "long"),
)


def section(snapshot: Snapshot, arguments: Iterable[tuple[str, str]]) -> html.Section:
    """The printed figures that the arguments of the address ask for (dashboard.address.claims), as a table with its
    filters and its file; a sentence where no report has been checked.
    """
    known = claims.reports(snapshot)
    view, problems = read_view(arguments, snapshot.catalogue, known)
    heading = html.H2("The printed figures, checked", id="claims", tabIndex="-1")
    if not known:
        return html.Section(
            [heading, html.P("This build holds no figures that a report prints.")], className="report claims"
        )
    counts, found = claims.counts(snapshot, view.report), claims.claims(snapshot, view.chosen)
    extent = extents.of_list(snapshot, "claims", kind="", **view.chosen)
    title = f"Printed figures of the {_name(view.report)}"
    file = File("claims", view.query(), extent)
    words = "These figures as CSV" if len(found) < sum(counts.own.values()) else "All figures as CSV"
    return html.Section(
        [
            heading,
            html.P(_told(view.report, counts)),
            notices(problems),
            island(_filters(view, known, counts, snapshot), className="asked"),
            records(title, _COLUMNS, [_cells(one) for one in found]) if found else html.P("No figure is of this kind."),
            html.P(download(words, file, snapshot.build, cite=citation(title, (), snapshot.build))),
        ],
        className="claims",
    )


def to_claims() -> Content:
    """Where the section is, for the head of a long page."""
    return element("p", element("a", "The figures that the report prints, checked", href="#claims"))


def _name(report: str) -> str:
    return report.replace("_", " ")


def _told(report: str, counts: Counts) -> str:
    """How the figures of a report stand, and on what that rests."""
    total, own = sum(counts.own.values()), counts.own
    reproduced, odd = own.get(Answer.REPRODUCED, 0), own.get(Answer.INCONSISTENT, 0)
    revised = counts.newest.get(Answer.REVISED_SINCE, 0)
    contradicted = "No figure contradicts" if not odd else f"{counted(odd, 'figure')} {_form(odd, 'contradicts')}"
    return (
        f"{counted(total, 'figure')} of the {_name(report)}: {reproduced} can be reproduced in their own edition, "
        f"{counts.elsewhere} of them from another document than the report itself. {contradicted} others of the "
        f"report or what is held. Of {counted(revised, 'figure')} an edition of a later year says something else. What "
        "the report alone prints is held as it prints it: that shows that nothing was lost on the way, not that it is "
        "right."
    )


def _form(count: int, verb: str) -> str:
    return verb if count == 1 else verb.removesuffix("s")


def _filters(view: ClaimsView, reports: tuple[str, ...], counts: Counts, snapshot: Snapshot) -> list[Content]:
    targets = {target.id: target.id for target in snapshot.catalogue.targets}
    rows = [
        _links("Own edition", "verdict", view.verdict, _answers(counts.own), view),
        _links("Newest edition", "newest", view.newest, _answers(counts.newest), view),
        _links("Target", "target", view.target, targets, view),
    ]
    if len(reports) > 1:
        named = {report: _name(report) for report in reports}
        rows.insert(0, _links("Report", "report", view.report, named, view, has_all=False))
    return rows


def _answers(counts: Mapping[str, int]) -> dict[str, str]:
    """The verdicts that there are, with how many figures have each."""
    return {answer.value: f"{words} ({counts[answer]})" for answer, words in ANSWERS.items() if answer in counts}


def _links(
    name: str, key: str, chosen: str, offered: Mapping[str, str], view: ClaimsView, *, has_all: bool = True
) -> Content:
    """A choice as links, each to the same page with that filter."""
    every = ({"": "all"} if has_all else {}) | dict(offered)
    links = [
        element(
            "li",
            element(
                "a",
                words,
                href=f"/report?{view.address(**{key: word})}#claims",
                **{"aria-current": "true" if word == chosen else None},
            ),
        )
        for word, words in every.items()
    ]
    return element("nav", [element("b", name), element("ul", links)], className="choice", **{"aria-label": name})


def _cells(claim: Claim) -> list[Content]:
    """A row of the table."""
    whom = [
        BREAKDOWNS[column][word].lower()
        for column, total in zip(BREAKDOWNS, TOTALS, strict=True)
        if (word := getattr(claim, column)) != total
    ]
    when = claim.as_of or (f"{claim.year:.0f}" if claim.year == claim.year and claim.year else "")
    figure = ", ".join(filter(None, (f"{claim.indicator}: {claim.area}", *whom, when)))
    unit = UNITS[claim.unit].label if claim.unit in UNITS else claim.unit
    return [
        figure,
        f"{bound(claim.qualifier)}{claim.printed} {unit}",
        _verdict(claim.verdict, claim.reason),
        _verdict(claim.newest_verdict, claim.newest_reason),
        f"{claim.locator} ({claim.claim_id})",
    ]


def _verdict(answer: str, reason: str) -> Content:
    return [element("b", ANSWERS[Answer(answer)]), f" {reason}"]
