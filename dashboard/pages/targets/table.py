"""Where each area of a view stands: first against newest, and the verdict, each badge a way to its arithmetic."""

from collections import Counter

from dash import html

from dashboard.address.selection import Selection
from dashboard.figures.dumbbell import Course, dumbbells
from dashboard.figures.future import LineKey, line_key
from dashboard.numbers import counted, figure, rests_on
from dashboard.pages.targets.found import Found
from dashboard.parts.download import File, download
from dashboard.parts.markup import Content, element, island
from dashboard.parts.status import badge_link
from dashboard.parts.table import plain_table
from dashboard.reading import extents
from dashboard.rows import Judgement, Observation, breakdown_words, known, lines, rows, to_name, where
from dashboard.theme import colours_of, colours_of_breakdowns
from dashboard.words.findings import ranking_title
from dashboard.words.pace import closes_percent, judged_by, judged_together, reached_text, vote_short, yearly
from dashboard.words.status import why
from indicators.model import Indicator
from indicators.vocabulary import AreaType, Direction, Origin, Reason

_MOST_ROWS = 60
_BY_NEWEST = "of newest editions"


def standing(found: Found) -> html.Section:
    """The judgements of a view with a link to each one's arithmetic, the best figure first; those without figures last.

    Its title is what the newest figures say of the benchmark; its file has the rows of the table, and those that a long
    one leaves out.
    """
    indicator, chosen = found.view.indicator, found.view.chosen
    view = found.selection.but(horizon=chosen.horizon, benchmark=chosen.benchmark)
    page = f"/targets/{found.view.target.id}?{view.query_string(Selection())}"
    judged = _ranked([row for row in rows(found.judged) if known(row.latest_year)], indicator)
    shown = judged[:_MOST_ROWS]
    silent = [row.short_name for row in rows(found.judged) if not known(row.latest_year)]
    notes: list[Content] = []
    if len(judged) > len(shown):
        notes.append(html.P(f"{len(judged) - len(shown)} more are in the file.", className="soft"))
    if silent and len(silent) <= _MOST_ROWS:
        notes.append(html.P(f"Without a figure of this kind: {', '.join(silent)}.", className="missing"))
    file = File("progress", _file(found, view), extents.of_progress(found.judged), _BY_NEWEST)
    heading = html.Div(
        [html.H2(_title(found, judged)), download("Download judgements", file, found.build)], className="row"
    )
    table = [_table(found, shown, page)] if shown else []
    return html.Section([heading, *_threshold(found), *table, *notes], className="panel", id="standing")


def _ranked(judged: list[Judgement], indicator: Indicator) -> list[Judgement]:
    """The world before the others, and of those the best first."""
    sign = 1 if indicator.direction is Direction.DOWN else -1
    return sorted(judged, key=lambda row: (row.area_type != AreaType.WORLD, sign * row.latest_value))


def _title(found: Found, judged: list[Judgement]) -> str:
    """What the newest figures of the view say, and of how many."""
    newest = found.frame[found.frame["is_headline"] & found.frame["is_latest"]]
    shared = found.view.indicator.shared_benchmark(list(newest["area_id"]), found.view.lens.benchmark_set)
    old = {line_key(row) for row in judged if row.reason == Reason.STALE} if shared else set()
    present = where(newest, lambda row: line_key(row) not in old)
    if present.empty:
        return f"Where each stands: {counted(len(judged), 'line')}"
    said = ranking_title(present, found.view.indicator, shared)
    return f"{said}; {counted(len(old), 'figure is', 'figures are')} too old to be judged" if old else said


def _file(found: Found, view: Selection) -> str:
    """The query of the file with the judgements of a view."""
    same = {name: getattr(view, name) for name in ("indicator", "sex", "age", "location", "level", "over", "under")}
    places = {name: getattr(view, name) for name in ("area", "area_type", "member_of", "group")}
    lens = found.view.lens
    return Selection(**same, **places, horizon=(str(lens.horizon),), benchmark=lens.benchmark).query_string()


def _threshold(found: Found) -> list[Content]:
    """Two fields of the page's form that keep the economies over or under a figure; empty where groups are shown."""
    chosen, indicator = found.view.chosen, found.view.indicator
    if chosen.area_type != (AreaType.ECONOMY,) and chosen.over is None and chosen.under is None:
        return []
    fields = []
    for key, bound in (("over", chosen.over), ("under", chosen.under)):
        value = "" if bound is None else f"{bound:g}"
        fields += [
            element("label", f"newest {key}", htmlFor=f"target-{key}"),
            element(
                "input",
                type="number",
                step="any",
                id=f"target-{key}",
                name=key,
                value=value,
                form="target-form",
                **{"data-usual": ""},
            ),
        ]
    unit = element("span", indicator.unit_label, className="soft")
    return [island(element("p", ["Only areas with the ", *fields, unit], className="threshold"))]


def _table(found: Found, shown: list[Judgement], page: str) -> html.Div:
    indicator, by = found.view.indicator, judged_together(shown, found.view.lens.horizon)
    apart_by = to_name(shown)
    usual_year = Counter(int(row.latest_year) for row in shown).most_common(1)[0][0]
    drawn = _drawn(found, shown)
    pictured = any(drawn)
    cells = [
        _cells(row, indicator, apart_by, _address(page, row), (usual_year, by), picture if pictured else None)
        for row, picture in zip(shown, drawn, strict=True)
    ]
    heads = [
        "Area",
        *(["First ○ and newest ●"] if pictured else []),
        f"Newest ({usual_year})",
        f"Status by {by}",
        "Closes",
        f"Expected {by}",
        "Expected a year",
        "Needed a year",
        "Reaches it",
        "Published methods",
    ]
    shift = int(pictured)
    numeric = tuple(one + shift for one in (1, 3, 4, 5, 6))
    caption = (
        f"{indicator.title}, {indicator.unit_label}: {counted(len(shown), 'line')}. Closes: the share of the distance "
        "that the present pace closes. A status opens its arithmetic"
    )
    return plain_table(
        caption, heads, cells, numeric=numeric, kind="figures sortable", file="the file has all of the view"
    )


def _drawn(found: Found, shown: list[Judgement]) -> list[Content]:
    """The drawing of each judged line, empty for one that is not among the figures in view."""
    indicator = found.view.indicator
    headlines = {
        line_key(line[0]): [row for row in line if row.is_observed]
        for line in lines(row for row in rows(found.frame) if row.is_headline)
    }
    held = {key: line for key in map(line_key, shown) if (line := headlines.get(key))}
    suspected: dict[LineKey, int] = {
        (one.area_id, one.sex, one.age, one.location, one.level): one.year for one in found.suspected
    }
    courses = [_course(line, indicator, suspected.get(key, 0)) for key, line in held.items()]
    if not courses:
        return [None] * len(shown)
    colours = colours_of(found.areas) | colours_of_breakdowns(rows(found.frame))
    areas = [one.newest.area_id for one in courses]
    benchmark = indicator.shared_benchmark(areas, found.view.lens.benchmark_set)
    pictures = dict(zip(held, dumbbells(courses, indicator, benchmark, colours), strict=True))
    return [pictures.get(line_key(row)) for row in shown]


def _course(line: list[Observation], indicator: Indicator, suspected: int) -> Course:
    """The ends of a headline line; the newest alone where a break, declared or suspected, lies between them."""
    first, newest = line[0], line[-1]
    broken = indicator.is_broken(newest.area_id, first.year, newest.year) or first.year < suspected <= newest.year
    return Course(None if first is newest or broken else first, newest)


def _cells(
    row: Judgement, indicator: Indicator, apart_by: list[str], address: str, usual: tuple[int, int], picture: Content
) -> list[Content]:
    name = ", ".join([row.area, *breakdown_words(row, apart_by)])
    origin = element("small", rests_on(row.coverage_population)) if row.origin == Origin.COMPUTED else ""
    usual_year, by = usual
    year = "" if int(row.latest_year) == usual_year else f" ({int(row.latest_year)})"
    because = why(row.reason)
    return [
        element("span", [name, origin]),
        *([] if picture is None else [picture]),
        f"{figure(row.latest_value, indicator, row.latest_qualifier)}{year}",
        element(
            "span",
            [
                badge_link(row.status, address),
                *([element("small", because)] if because else []),
            ],
        ),
        closes_percent(row.closes) if known(row.closes) and row.closes > 0 else "–",
        f"{figure(row.expected_value, indicator)}{_of_its_year(row, by)}" if known(row.expected_value) else "–",
        yearly(row.expected_a_year, indicator) if known(row.expected_a_year) else "–",
        yearly(row.needed_a_year, indicator) if known(row.needed_a_year) else "–",
        reached_text(row) or "–",
        f"{vote_short(row)}; disagree" if row.methods_disagree is True else vote_short(row),
    ]


def _of_its_year(row: Judgement, by: int) -> str:
    """The year of an expected value where it is not that of the table's heading."""
    return "" if judged_by(row) == by else f" ({judged_by(row)})"


def _address(page: str, row: Judgement) -> str:
    return f"{page}&badge={'group' if row.area_type == AreaType.GROUP else row.area_id}"
