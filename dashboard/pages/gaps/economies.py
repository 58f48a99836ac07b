"""The ratio of every economy that has a figure: who is at parity, who is furthest from it, and which way each goes."""

from dash import html

from dashboard.address.lens import Lens
from dashboard.numbers import counted, figure, words_of
from dashboard.pages.gaps.files import EDITIONS
from dashboard.pages.gaps.found import Found, newest_of_economies, of_economies
from dashboard.parts.download import File, download
from dashboard.parts.markup import Content, element, island
from dashboard.parts.status import badge_link
from dashboard.parts.table import plain_table
from dashboard.reading.gaps import distance, movement
from dashboard.rows import Judgement, known
from dashboard.words.pace import closes_percent, yearly
from dashboard.words.status import why
from indicators.model import Indicator
from indicators.vocabulary import Reason, Status


def economies(found: Found) -> list[Content]:
    """A table of all economies with a figure of the ratio, the furthest from even first; empty where none has one."""
    judged = sorted(found.economies, key=lambda row: -distance(row.latest_value))
    if not judged:
        return []
    indicator, lens = found.indicator, found.view.lens
    newest, judging = newest_of_economies(found.view), of_economies(found.view)
    figures = File("observations", newest.query_string(), found.files["economies"], EDITIONS)
    judgements = File("progress", judging.query_string(), found.files["judged economies"], EDITIONS)
    files = [
        download("Economies as CSV", figures, found.build),
        download("Their judgements", judgements, found.build),
    ]
    heading = html.Div([html.H2(_title(judged, indicator)), island(files, className="buttons")], className="row wraps")
    heads = ["Economy", "Newest", "Year", f"Status by {lens.horizon}", "Closes", "Change a year", "The gap"]
    table = plain_table(
        f"{indicator.title}: {counted(len(judged), 'economy', 'economies')}; a status opens its arithmetic",
        heads,
        [_cells(row, indicator, lens) for row in judged],
        numeric=(1, 2, 4, 5),
        kind="figures sortable",
    )
    return [html.Section([heading, island(html.Div(table, className="long"))], className="panel", id="economies")]


def _title(judged: list[Judgement], indicator: Indicator) -> str:
    """How many economies there are, how many at parity, and of present figures who is furthest from even."""
    many = f"{counted(len(judged), 'economy', 'economies')} with a figure"
    present = [row for row in judged if row.reason != Reason.STALE]
    if not present:
        return f"{many}, none newer than {max(int(row.latest_year) for row in judged)}"
    furthest = present[0]
    value = f"{figure(furthest.latest_value, indicator, furthest.latest_qualifier)} in {int(furthest.latest_year)}"
    last = f"{furthest.area} furthest from even at {value}"
    if furthest is not judged[0]:  # an older figure is further
        last = f"of those not too old to be judged {last}"
    if not indicator.benchmarks:
        return f"{many}; {last}"
    even = sum(row.status == Status.MET for row in judged)
    return f"{many}, {words_of(even) if even else 'none'} at parity; {last}"


def _cells(row: Judgement, indicator: Indicator, lens: Lens) -> list[Content]:
    address = lens.href(f"/targets/{indicator.target}", indicator=indicator.id, badge=row.area_id)
    change = float(row.recent_a_year) if known(row.recent_a_year) else None
    because = why(row.reason)
    status = badge_link(row.status, address)
    return [
        element("a", row.area, href=lens.href(f"/areas/{row.area_id}")),
        figure(row.latest_value, indicator, row.latest_qualifier),
        str(int(row.latest_year)),
        element("span", [status, *([element("small", because)] if because else [])]),
        closes_percent(row.closes) if known(row.closes) and row.closes > 0 else "–",
        "–" if change is None else yearly(change, indicator),
        movement(indicator, row.latest_value, change).value if change is not None else "–",
    ]
