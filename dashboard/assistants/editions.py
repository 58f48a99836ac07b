"""compare_editions: what every edition and source prints for an indicator and area, year by year."""

from dashboard.address.selection import ALL, OF_OBSERVATIONS
from dashboard.assistants.answers import EditionsAnswer, YearOfEditions
from dashboard.assistants.arguments import EditionsArguments
from dashboard.assistants.asked import MOST_ROWS, Asking, counted
from dashboard.assistants.figures import NOTHING, missing, quote
from dashboard.numbers import counted as how_many
from dashboard.numbers import figure, runs
from dashboard.reading import own_groups
from dashboard.rows import Observation, breakdown_words, cited, lines, observations
from dashboard.words.editions import beside
from indicators.catalogue import Catalogue
from indicators.model import Indicator
from indicators.vocabulary import BREAKDOWNS, Origin


def compare_editions(asking: Asking, asked: EditionsArguments) -> EditionsAnswer:
    """All figures of a line in all editions of all sources, by year; whole years are given, the newest first."""
    snapshot = asking.snapshot
    indicator, area = asking.indicator(asked.indicator), asking.area(asked.area)
    selection = asking.selection(asked, OF_OBSERVATIONS).but(edition=ALL, source="all")
    if not selection.level and indicator.default_level:
        selection = selection.but(level=(indicator.default_level,))
    found = observations(own_groups.observations(snapshot, selection))
    years = sorted(lines(found, ("year", *BREAKDOWNS)), key=lambda of: -of[0].year)
    given: list[list[Observation]] = []
    for year in years:
        if given and sum(map(len, given)) + len(year) > MOST_ROWS:
            break
        given.append(year)
    rows = [row for year in given for row in year]
    repeat = asking.base.observations(selection)
    differing = [of[0].year for of in years if _differ(of, indicator)]
    what = f"{indicator.short}, {area.name}"
    said = (
        f"{what}: editions or sources differ in {how_many(len(differing), 'year')} of {len(years)}"
        f"{f' ({runs(differing)})' if differing else ''}. Each line is of one edition; a figure of one "
        "and a figure of another are no change over time."
    )
    return EditionsAnswer(
        said=[said] if found else [NOTHING],
        rows=[_year(of, indicator, snapshot.catalogue) for of in given],
        counted=counted(len(found), len(rows), repeat.csv),
        missing=missing(snapshot, selection, {(row.indicator_id, row.area_id) for row in found}),
        sources=asking.sources(rows),
        repeat=repeat,
        build=asking.build,
    )


def _year(of: list[Observation], indicator: Indicator, catalogue: Catalogue) -> YearOfEditions:
    first, *others = sorted(of, key=lambda row: not row.is_headline)
    shown = "shown first" if first.is_headline else "of a line that is not shown first"
    computed = ", computed" if first.origin == Origin.COMPUTED else ""
    value = figure(first.value, indicator, first.qualifier)
    said = f"{', '.join([str(first.year), *breakdown_words(first)])}: {value} ({cited(first.source, first.edition)}"
    said = f"{said}{computed}), {shown}"
    return YearOfEditions(
        said=f"{said}; beside it {beside(first, others, indicator)}." if others else f"{said}; no other.",
        year=first.year,
        sex=first.sex,
        age=first.age,
        location=first.location,
        level=first.level,
        differ=_differ(of, indicator),
        figures=[quote(row, catalogue) for row in (first, *others)],
    )


def _differ(of: list[Observation], indicator: Indicator) -> bool:
    """Whether the figures of a year differ as they are shown."""
    return len({figure(row.value, indicator, row.qualifier) for row in of}) > 1
