"""What stands under the title of a target page: charts, table, judgements and what they rest on."""

from urllib.parse import parse_qsl

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.address.selection import ALL, DISTINCT, Selection
from dashboard.numbers import counted
from dashboard.pages.targets.content import content
from dashboard.pages.targets.found import find
from dashboard.pages.targets.view import target_view
from dashboard.reading import selected
from dashboard.reading.warehouse import Snapshot
from tests.dashboard.made import page
from tests.dashboard.reader import as_json, components, kind, opened, text


@pytest.mark.parametrize(
    ("target", "said", "link"),
    [
        (
            "1.2",
            "2025 Broadband Advocacy Targets, target 2. Scope: Entry-level broadband, fixed or mobile, in low-",
            "advo",
        ),
        ("1.6", "As reported by Crédit Libanais", "https://www.itu.int/pub/D-HDB-GCI.01-2024"),
    ],
)
def test_where_a_benchmark_is_to_be_read(app: Dash, target: str, said: str, link: str):
    """Definitions and the opened badge name a benchmark's document, place and scope, or who reports it, with a link."""
    layout = opened(page(app, "targets", target_id=target))
    (meaning,) = [one for one in kind(layout, "Section") if text(one).startswith("What it means")]
    (badge,) = [one for one in kind(layout, "Details") if getattr(one, "id", "") == "verdict"]
    for part in (meaning, badge):
        assert said in text(part)
        assert [one.href for one in kind(part, "A") if link in one.href]


def test_a_benchmark_of_one_area_says_so(app: Dash):
    """The world's own benchmark is drawn under its own name, so that no region is read against it."""
    layout = opened(page(app, "targets", target_id="1.7", benchmark="commission_2025"))
    assert "Broadband Commission, 75 % of the world" in as_json(layout)
    assert "None of the six reaches the benchmark" in text(layout)


@pytest.mark.parametrize("indicator", ["internet_users", "coverage_3g", "ewaste_generated_mass"])
def test_one_year_draws_its_figures(snapshot: Snapshot, indicator: str):
    """Of one year, whichever has a figure, a target page has a chart whose words have its figures; where only other
    editions have one it has the way to them, and they are drawn there.
    """
    one = snapshot.catalogue.indicator_by_id[indicator]
    (target,) = [target for target in snapshot.catalogue.targets if target.id == one.target]
    every = selected.observations(snapshot, Selection(indicator=(indicator,), area=("WLD",), edition=ALL))
    for year in sorted(set(every["year"])):
        asked = [("indicator", indicator), ("from", str(year)), ("to", str(year)), ("area_type", "world")]
        found = find(snapshot, target_view(snapshot, target, asked))
        if found.frame.empty:
            assert f"Show {counted(found.further, 'figure')} of other editions" in text(content(found)), year
            found = find(snapshot, target_view(snapshot, target, [*asked, ("edition", DISTINCT)]))
        charts = text(kind(content(found), "Figure"))
        (edition, *_) = found.frame["edition"]
        assert f"World (edition {edition}): " in charts, year
        assert ("only editions that are not shown first" in charts) == (not found.frame["is_headline"].any()), year


def test_areas_that_a_ranking_leaves_out(snapshot: Snapshot):
    """Of one year the areas that only other editions have a figure of are named, for no bar shows them."""
    target = snapshot.catalogue.target_by_id["1.7"]
    asked = [("area_type", "development_level"), ("from", "2020"), ("to", "2020")]
    words = text(content(find(snapshot, target_view(snapshot, target, asked))))
    assert "Of the years chosen only editions that are not shown first have a figure of LDCs, LLDCs, SIDS." in words


def test_a_group_says_what_it_rests_on(app: Dash):
    """A group of the user's own says how many economies and people it covers, or that nothing can be computed."""
    words = text(opened(page(app, "targets", target_id="1.7", group="KEN,UGA,TZA")))
    assert "Kenya, Uganda and Tanzania, computed now: 3 of 3 economies with 100\u202f% of people in 2024." in words
    words = text(opened(page(app, "targets", target_id="1.3", group="BTN,PRK")))
    assert "No figure of this kind can be computed for your group" in words


def test_a_computed_figure_is_not_called_its_publishers(app: Dash):
    """In the table computed figures have a flag of their own, and the legend says what it means."""
    words = text(opened(page(app, "targets", target_id="1.6", indicator="gci_score")))
    assert "c computed here: rest on the figure" in words
    assert "estimated by the publisher" not in words


def test_unknown_parts_of_the_address(app: Dash):
    """A badge of no area and a gain that is no number are left out with a notice."""
    words = text(opened(page(app, "targets", target_id="1.7", badge="XXX", gain="much")))
    assert "badge=XXX is no area of this page. It was left out." in words
    assert "gain=much is no number" in words


def test_the_links_of_the_status_table(app: Dash, client: FlaskClient):
    """Each status leads to its own badge in the same view; the file holds the judgements of the table."""
    layout = opened(page(app, "targets", target_id="1.7", area_type="income_group", horizon="2027"))
    (section,) = [one for one in components(layout) if getattr(one, "id", "") == "standing"]
    addresses = [link.href for link in [link for link in kind(section, "A") if "badge=" in link.href]]
    assert len(addresses) == 5
    for address, area in zip(addresses, ("WLD", "INC-HIC", "INC-UMC", "INC-LMC", "INC-LIC"), strict=True):
        query = dict(parse_qsl(address.partition("?")[2]))
        assert (query["badge"], query["horizon"]) == (area, "2027")
    (download,) = [one for one in kind(section, "A") if text(one) == "Download judgements"]
    answer = client.get(download.href)
    assert answer.headers["X-Total-Rows"] == "5"


@pytest.mark.parametrize(
    ("target_id", "area_type", "words"),
    [
        ("1.2", "income_group", "Its groups of economies: the 2025 classifications for all years (UN M49; World Bank"),
        ("1.2", "development_level", "Its groups of economies: the 2025 classifications for all years (UN M49; World"),
        ("1.7", "income_group", "Which development levels and income groups it used is not stated in what was read."),
        ("1.2", "itu_region", None),
        ("1.7", "economy", None),
    ],
)
def test_an_aggregate_says_which_groups_it_is_of(app: Dash, target_id: str, area_type: str, words: str | None):
    """Where aggregates by development level or income are in view, each source says which classification it used, or
    that it is not known; where none are, it says nothing.
    """
    layout = opened(page(app, "targets", target_id=target_id, area_type=area_type))
    (sources,) = [one for one in kind(layout, "Section") if text(one).startswith("Sources of this view")]
    if words:
        assert words in text(sources)
    else:
        assert "groups" not in text(sources)


def test_a_computed_figure_is_of_no_publications_groups(app: Dash):
    """A source whose economies alone are used says nothing of groups."""
    layout = opened(page(app, "targets", target_id="1.6", indicator="gci_score", area_type="income_group"))
    (sources,) = [one for one in kind(layout, "Section") if text(one).startswith("Sources of this view")]
    assert "Cybersecurity" in text(sources)
    assert "groups" not in text(sources)
