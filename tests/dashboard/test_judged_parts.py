"""What pages say of judgements: the opened badge, the status table, the grid, the slider, the lens in every link."""

from urllib.parse import parse_qsl

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.address.lens import Lens
from dashboard.pages.overview.grid import status_grid, tally
from dashboard.pages.targets.ahead import future, tried_in_words
from dashboard.pages.targets.controls import slider_of
from dashboard.pages.targets.view import TargetView, judged_row, target_view, view_progress, view_rows
from dashboard.parts.status import REASONS, WORDS
from dashboard.reading.judgements import of_groups
from dashboard.reading.warehouse import Snapshot
from indicators.vocabulary import Reason, Status
from tests.dashboard.pages.test_pages import page
from tests.dashboard.reader import as_json, components, kind, text


def opened(snapshot: Snapshot, target: str, query: str = "") -> TargetView:
    return target_view(snapshot, snapshot.catalogue.target_by_id[target], parse_qsl(query, keep_blank_values=True))


def verdict_of(app: Dash, target: str, **query: str):
    """The opened badge of a target's page."""
    (found,) = [one for one in components(page(app, "targets", target_id=target, **query)) if _id(one) == "verdict"]
    return found


def _id(one) -> str:
    return getattr(one, "id", "")


def test_words_for_everything():
    """Every status and every reason has its words, each its own."""
    assert set(WORDS) == set(Status)
    assert set(REASONS) == set(Reason)
    assert len(set(WORDS.values())) == len(WORDS)


def test_the_opened_badge(app: Dash):
    """The arithmetic of the world's Internet use can be followed from the words alone."""
    words = text(verdict_of(app, "1.7"))
    for said in (
        "73.6\u202f% in 2025, published, edition 2025 (Nov)",
        "21.4 points to ≥\u202f95\u202f%",
        "+2.2 points a year: least squares over 4 observations, 2022–2025",
        "0.3838 a year on the logit scale, ln(p / (1 − p)) = (2.9444 − 1.0253) / 5, from 73.6\u202f% to 95\u202f%",
        "0.27 of the pace needed: needs 3.7 times the recent pace",
        "far too slow: the ratio is below 0.5",
        "67\u202f% in 2022, where the other methods begin",
        "No two verdicts are two steps apart",
        "Logistic, ceiling 100",
    ):
        assert said in words, said


def test_a_badge_that_is_named_is_open(app: Dash):
    """The address that names an area opens its badge; the bare page's is closed."""
    assert verdict_of(app, "1.7").open is False
    assert verdict_of(app, "1.7", badge="ITU-AFR").open is True
    assert "Two verdicts are two steps or more apart" in text(verdict_of(app, "1.7", badge="ITU-AFR"))


def test_a_computed_badge_says_what_it_rests_on(app: Dash):
    """A mean of economies says how many and how much of the population, and lists the same economies' values."""
    words = text(verdict_of(app, "1.7", badge="DEVELOPED", area_type="development_level"))
    assert "computed from" in words
    assert "% of the population" in words
    assert "the same economies in every year" in words


@pytest.mark.parametrize(
    ("target", "query", "why"),
    [
        ("1.4", {}, "one observation tells no pace"),
        ("1.6", {"indicator": "gci_score", "badge": "ITU-AFR"}, "a break in the series lies between the observations"),
        ("2.5", {}, "only the direction can be told"),
        ("2.3", {}, "no figure is in this build"),
        ("1.1", {"indicator": "coverage_3g", "badge": "ITU-AFR"}, "less than two years apart"),
    ],
)
def test_no_verdict_says_why(app: Dash, target: str, query: dict[str, str], why: str):
    """A badge without a verdict says the reason in its line."""
    assert why in text(verdict_of(app, target, **query))


@pytest.mark.parametrize(
    ("areas", "chosen", "level"),
    [
        (["WLD", "ITU-AFR", "ITU-EUR"], "", 95),
        (["WLD", "ITU-AFR", "ITU-EUR"], "commission_2025", 95),
        (["WLD"], "commission_2025", 75),
        (["WLD", "LDC"], "commission_2025", 35),
        (["WLD", "LDC", "LLDC"], "commission_2025", None),
        (["WLD", "ITU-AFR"], "connectivity_2030", 100),
    ],
)
def test_a_ranking_counts_by_one_benchmark(snapshot: Snapshot, areas: list[str], chosen: str, level: float | None):
    """Areas are counted against a benchmark only where it is the one that each of them is judged by."""
    shared = snapshot.catalogue.indicator_by_id["internet_users"].shared_benchmark(areas, chosen)
    assert (shared.value if shared else None) == level


def test_a_benchmark_of_one_area_says_so(app: Dash):
    """The world's own benchmark is drawn under its own name, so that no region is read against it."""
    layout = page(app, "targets", target_id="1.7", benchmark="commission_2025")
    assert "Broadband Commission, 75 % of the world" in as_json(layout)
    assert "None of the six reaches the benchmark" in text(layout)


def test_a_group_says_what_it_rests_on(app: Dash):
    """A group of the user's own says how many economies and people it covers, or that nothing can be computed."""
    words = text(page(app, "targets", target_id="1.7", group="KEN,UGA,TZA"))
    assert "Kenya, Uganda and Tanzania, computed now: 3 of 3 economies with 100\u202f% of people in 2024." in words
    words = text(page(app, "targets", target_id="1.7", group="BTN,PRK"))
    assert "No figure of this kind can be computed for your group" in words


def test_a_computed_figure_is_not_called_its_publishers(app: Dash):
    """In the table computed figures have a flag of their own, and the legend says what it means."""
    words = text(page(app, "targets", target_id="1.6", indicator="gci_score"))
    assert "c computed here, not published" in words
    assert "estimated by the publisher" not in words


def test_unknown_parts_of_the_address(app: Dash):
    """A badge of no area and a gain that is no number are left out with a notice."""
    words = text(page(app, "targets", target_id="1.7", badge="XXX", gain="much"))
    assert "badge=XXX is no area of this page. It was left out." in words
    assert "gain=much is no number" in words


def test_the_address_of_a_view(snapshot: Snapshot):
    """Lens, badge, gain and group stand in the address and come back from it."""
    query = "group=KEN,UGA&horizon=2027&benchmark=commission_2025&badge=group&gain=1.5"
    view = opened(snapshot, "1.7", query)
    assert view.problems == ()
    assert dict(parse_qsl(view.query_string)) == dict(parse_qsl(query))
    assert view.lens == Lens(2027, "commission_2025")


def test_the_links_of_the_status_table(app: Dash, client: FlaskClient):
    """Each status leads to its own badge in the same view; the file holds the judgements of the table."""
    layout = page(app, "targets", target_id="1.7", area_type="income_group", horizon="2027")
    (section,) = [one for one in components(layout) if _id(one) == "standing"]
    addresses = [link.href for link in kind(section, "Link")]
    assert len(addresses) == 5
    for address, area in zip(addresses, ("WLD", "INC-HIC", "INC-UMC", "INC-LMC", "INC-LIC"), strict=True):
        query = dict(parse_qsl(address.partition("?")[2]))
        assert (query["badge"], query["horizon"]) == (area, "2027")
    (download,) = [one for one in kind(section, "A") if text(one) == "Download judgements"]
    answer = client.get(download.href)
    assert answer.headers["X-Total-Rows"] == "5"


def test_the_grid(snapshot: Snapshot):
    """Every target has a row, every group a cell; each cell is a link that says area, figure, verdict or reason."""
    lens = Lens(2027, "commission_2025")
    grid = status_grid(snapshot.catalogue, of_groups(snapshot, lens.selection()), lens)
    rows = kind(grid, "Tr")[1:]
    assert {text(row)[:3] for row in rows if row.className} == {target.id for target in snapshot.catalogue.targets}
    links = kind(grid, "Link")
    assert len(links) == 16 * len(rows)
    said = {link.title: link.href for link in links}
    africa = "Africa, Internet users: 35.7\u202f% in 2025; far too slow by 2027"
    assert said[africa] == "/targets/1.7?horizon=2027&benchmark=commission_2025&indicator=internet_users&badge=ITU-AFR"
    assert "Africa, Businesses using the Internet: no figure; no figure is in this build" in said
    assert any("computed from economies" in one for one in said)


def test_tally():
    """Statuses are counted in the order of the ladder, those that do not occur with 0."""
    words = text(tally(["met", "slow", "met"]))
    assert words == "Met2On track0Too slow0Far too slow1Standing still0Moving away0Not assessable0"


def test_what_lies_ahead(snapshot: Snapshot):
    """Every line shown first has its projection, which starts after it; the judged one the path it needs."""
    view = opened(snapshot, "1.7")
    frame, judged = view_rows(snapshot, view), view_progress(snapshot, view)
    one = judged_row(snapshot, view, judged)
    ahead = future(snapshot, view, frame, judged, one)
    assert len(ahead.projected) == 7
    assert {path[0][0] for path in ahead.projected.values()} == {2026}
    assert {path[-1][0] for path in ahead.projected.values()} == {2030}
    assert (ahead.required[0], ahead.required[-1][0]) == ((2025, 73.6), 2030)
    world = next(path for key, path in ahead.projected.items() if key[0] == "WLD")
    assert world[-1][1] == pytest.approx(one.projected_value)


@pytest.mark.parametrize("query", ["edition=2024", "to=2023", "area_type=economy&member_of=LDC"])
def test_no_future_of_what_was_not_judged(snapshot: Snapshot, query: str):
    """Another edition, or a view that ends early, has no projection that would start elsewhere."""
    view = opened(snapshot, "1.7", query)
    frame, judged = view_rows(snapshot, view), view_progress(snapshot, view)
    ahead = future(snapshot, view, frame, judged, judged_row(snapshot, view, judged))
    latest = {row.area_id: row.year for row in frame[frame["is_headline"] & frame["is_observed"]].itertuples()}
    assert all(path[0][0] == latest[key[0]] + 1 for key, path in ahead.projected.items())
    assert query.startswith("area_type") or not ahead.projected


def test_what_if_in_words(snapshot: Snapshot):
    """Three points a year from 73.6 % on come to 88.6 % in 2030 and to 95 % in 2033; a loss never does."""
    for gain, said in (("3", "would meet ≥\u202f95\u202f% in 2033"), ("-1", "would never meet ≥\u202f95\u202f%")):
        view = opened(snapshot, "1.7", f"gain={gain}")
        words = tried_in_words(view, judged_row(snapshot, view, view_progress(snapshot, view)))
        assert said in words
    assert "88.6" in tried_in_words(
        opened(snapshot, "1.7", "gain=3"), judged_row(snapshot, view, view_progress(snapshot, view))
    )


@pytest.mark.parametrize("target", ["1.2", "1.6", "1.7", "2.1"])
def test_the_slider_holds_what_is_and_what_is_needed(snapshot: Snapshot, target: str):
    """The slider reaches from standing still beyond the pace needed and starts at the recent one."""
    view = opened(snapshot, target)
    one = judged_row(snapshot, view, view_progress(snapshot, view))
    low, high, step, start = slider_of(view, one)
    assert low <= start <= high
    assert start == pytest.approx(one.change_a_year, abs=step)
    if one.change_needed_a_year == one.change_needed_a_year:
        assert low <= one.change_needed_a_year <= high


def test_lens_in_links():
    """The default lens leaves an address bare; another one is kept in it."""
    assert Lens().href("/targets/1.7") == "/targets/1.7"
    assert Lens(2027).href("/gaps", indicator="x") == "/gaps?horizon=2027&indicator=x"
