"""From the address to the view: defaults, choices, and that page and export hold the same rows."""

import csv
import io
import re
from random import Random
from urllib.parse import parse_qsl

import pytest
from dash import Dash
from dash.development.base_component import Component
from flask.testing import FlaskClient

from dashboard.address.lens import Lens
from dashboard.pages.targets.found import find, selection_of
from dashboard.pages.targets.view import TargetView, target_view
from dashboard.pages.targets.why_empty import why_empty
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import latest_of_each_line
from dashboard.words.spoken import in_words
from indicators.vocabulary import AreaType
from tests.dashboard.made import page
from tests.dashboard.pages.targets.views import rows_of
from tests.dashboard.reader import as_json, kind, text

IN_A_RUN = 1
"""Under how many kinds of area an indicator is looked at: others in every run, which prints its seed."""

BARE = {
    "1.1": ("coverage_3g", "itu_region"),
    "1.2": ("mobile_basket_5gb", "itu_region"),
    "1.3": ("households_internet", "itu_region"),
    "1.4": ("mobile_owners", "itu_region"),
    "1.5": ("schools_internet", "itu_region"),
    "1.6": ("countries_with_cirt", "world"),
    "1.7": ("internet_users", "itu_region"),
    "2.1": ("internet_gender_parity", "itu_region"),
    "2.2": ("ict_skills_basic", "itu_region"),
    "2.3": ("businesses_internet", "economy"),
    "2.4": ("egov_users", "itu_region"),
    "2.5": ("ewaste_recycled_share", "world"),
}
VIEWS = [
    ("1.7", ""),
    ("1.7", "edition=latest"),
    ("1.7", "edition=distinct"),
    ("1.2", "area_type=economy&member_of=LDC&over=5&under=12.5"),
    ("1.7", "edition=2024"),
    ("1.7", "sex=female,male&from=2019&to=2024"),
    ("1.7", "location=urban,rural&area_type=development_level"),
    ("1.7", "area_type=economy"),
    ("1.7", "area_type=economy&area=DEU,FRA,BGD"),
    ("1.7", "area_type=economy&member_of=LDC"),
    ("1.5", "level=primary"),
    ("1.5", "edition=UNSD SDG DB, 2020-10"),
    ("1.2", "area_type=income_group&indicator=fixed_basket_5gb"),
    ("2.2", "indicator=ict_skills_country_median&level=safety,problem_solving"),
    ("2.4", "indicator=online_service_index"),
]


def pairs(query: str) -> list[tuple[str, str]]:
    return [tuple(part.split("=", 1)) for part in query.split("&") if part]


def opened(snapshot: Snapshot, target: str, query: str = "") -> TargetView:
    """The view of a target that a query string asks for."""
    return target_view(snapshot, snapshot.catalogue.target_by_id[target], pairs(query))


def exported(client: FlaskClient, snapshot: Snapshot, view: TargetView) -> list[tuple[str, ...]]:
    """The rows of a view's export, as a spreadsheet would read them."""
    answer = client.get(f"/api/v1/observations.csv?{selection_of(snapshot, view).query_string()}")
    assert answer.status_code == 200, answer.text
    return [identity(row) for row in csv.DictReader(io.StringIO(answer.text))]


def identity(row: dict) -> tuple[str, ...]:
    keys = ("indicator_id", "area_id", "year", "sex", "age", "location", "level", "origin", "edition", "source_id")
    return (*(str(row[key]) for key in keys), f"{float(row['value']):g}")


def test_bare_pages(snapshot: Snapshot):
    """A bare page opens on the first indicator of its card that has a figure, of the world if any has one, and has
    rows; an indicator without figures says why there is none.
    """
    for target in snapshot.catalogue.targets:
        view = opened(snapshot, target.id)
        assert (view.query_string, view.problems, view.chosen) == ("", (), view.default)
        frame = rows_of(snapshot, view)
        assert (view.indicator.id, *view.chosen.area_type) == BARE[target.id]
        assert not frame.empty
    silent = opened(snapshot, "1.4", "indicator=smartphone_users")
    assert rows_of(snapshot, silent).empty
    assert re.search("no figure|not published|held|not shown", why_empty(find(snapshot, silent)))


@pytest.mark.parametrize(("target", "query"), VIEWS)
def test_export_is_what_is_shown(client: FlaskClient, snapshot: Snapshot, target: str, query: str):
    """The file that a page offers has exactly the rows of the page, in the same order."""
    view = opened(snapshot, target, query)
    assert view.problems == ()
    rows = [identity(row) for row in rows_of(snapshot, view).to_dict(orient="records")]
    assert len(rows) > 1
    assert exported(client, snapshot, view) == rows


@pytest.mark.drawn(6)
@pytest.mark.parametrize("target", BARE)
def test_every_indicator_under_kinds_of_area(
    app: Dash, client: FlaskClient, snapshot: Snapshot, chance: Random, target: str
):
    """Views that a page's controls offer have a title, and charts or a reason; and their file has what they show."""
    for indicator in snapshot.catalogue.indicators_of(target):
        view = opened(snapshot, target, f"indicator={indicator.id}")
        assert view.indicator == indicator
        offered = sorted(set(view.exists["area_type"]) or {"world"})
        for area_type in chance.sample(offered, min(IN_A_RUN, len(offered))):
            other = opened(snapshot, target, f"indicator={indicator.id}&area_type={area_type}")
            frame = rows_of(snapshot, other)
            layout = page(app, "targets", target_id=target, indicator=indicator.id, area_type=area_type)
            assert as_json(layout)
            reads_well(layout)
            assert kind(layout, "Graph") or len(why_empty(find(snapshot, other))) > 60
            rows = [identity(row) for row in frame.to_dict(orient="records")]
            assert exported(client, snapshot, other) == rows


def reads_well(layout: Component) -> None:
    """Fail where a page has no title, where one of its titles tells a missing value, or its words do."""
    headings = kind(layout, "H1", "H2")
    assert sum(type(one).__name__ == "H1" for one in headings) == 1
    for heading in headings:
        title = text(heading).lower().replace("none of", "").split()
        assert title
        assert not {"nan", "none", "–", "nat"} & set(title), title
    words = text(layout)
    assert "None" not in words.replace("None of", "").replace("None is on record", "")
    assert " nan" not in words
    assert kind(layout, "Graph") or "held" in words or "not published" in words


@pytest.mark.parametrize(("target", "query"), VIEWS)
def test_the_address_reproduces_the_view(snapshot: Snapshot, target: str, query: str):
    """What a view writes into the address opens the same view."""
    view = opened(snapshot, target, query)
    again = target_view(snapshot, view.target, parse_qsl(view.query_string, keep_blank_values=True))
    assert (again.chosen, again.indicator, again.problems) == (view.chosen, view.indicator, ())


def test_unknown_values_are_told(snapshot: Snapshot):
    """What an address asks for in vain is told, one by one, and the rest of it is shown."""
    view = opened(snapshot, "1.7", "area_type=planet&sex=female&colour=red&from=soon&indicator=nothing&source=all")
    assert view.chosen == view.default.but(sex=("female",))
    assert [(problem.parameter, problem.value) for problem in view.problems] == [
        ("area_type", "planet"),
        ("colour", ""),
        ("from", "soon"),
        ("indicator", "nothing"),
        ("source", ""),
    ]


def test_an_indicator_of_another_target(snapshot: Snapshot):
    """An indicator that belongs elsewhere is told, and the page opens on its own."""
    view = opened(snapshot, "1.6", "indicator=internet_users")
    assert view.indicator.id == "countries_with_cirt"
    assert [problem.message for problem in view.problems] == ["indicator=internet_users does not belong to target 1.6"]


def test_a_borrowed_indicator(snapshot: Snapshot):
    """A target offers its own indicators first, then those it borrows, which open like its own."""
    for target in snapshot.catalogue.targets:
        offered = opened(snapshot, target.id).offered
        assert offered == tuple(snapshot.catalogue.indicators_of(target.id))
        for borrowed in [one for one in offered if one.target != target.id]:
            assert opened(snapshot, target.id, f"indicator={borrowed.id}").indicator == borrowed


def test_groups_bring_the_world(snapshot: Snapshot):
    """Groups are always shown beside the world; economies beside the world, unless a whole group was asked for."""
    assert selection_of(snapshot, opened(snapshot, "1.7")).area_type == ("world", "itu_region")
    chosen = selection_of(snapshot, opened(snapshot, "1.7", "area_type=economy&area=DEU,FRA"))
    assert (chosen.area, chosen.area_type) == (("WLD", "DEU", "FRA"), ())
    largest = selection_of(snapshot, opened(snapshot, "1.7", "area_type=economy"))
    assert largest.area == ("WLD", "NGA", "USA", "EGY", "CHN", "RUS", "TUR")
    members = selection_of(snapshot, opened(snapshot, "1.7", "area_type=economy&member_of=LDC"))
    assert (members.member_of, members.area, members.area_type) == (("LDC",), (), ("economy",))


def test_choices(snapshot: Snapshot):
    """A choice replaces the default, an empty one falls back to it, and economies are kept only among economies."""
    view = opened(snapshot, "1.7", "area_type=economy&area=DEU")
    assert opened(snapshot, "1.7", "area_type=economy&area=DEU&sex=female").chosen == view.chosen.but(sex=("female",))
    assert opened(snapshot, "1.7", "area_type=economy&area=DEU&sex=").chosen == view.chosen
    away = opened(snapshot, "1.7", "area_type=world&area=DEU&member_of=LDC")
    assert (away.chosen, away.query_string) == (view.default.but(area_type=("world",)), "area_type=world")
    edition = opened(snapshot, "1.7", "edition=2024&area=DEU&area_type=economy")
    assert edition.query_string == "area=DEU&area_type=economy&edition=2024"
    assert opened(snapshot, "1.7", "area_type=economy&area=DEU&member_of=LDC").chosen.area == ()


def test_an_edition_by_name_is_shown_first(snapshot: Snapshot):
    """Of an edition chosen by name every line counts as the line shown first."""
    frame = rows_of(snapshot, opened(snapshot, "1.7", "edition=2024"))
    assert set(frame["edition"]) == {"2024"}
    assert frame["is_headline"].all()
    assert not rows_of(snapshot, opened(snapshot, "1.7", "edition=all"))["is_headline"].all()


def test_latest_of_each_line(snapshot: Snapshot):
    """The newest observed row of each line shown first, one per area and breakdown; never a projection."""
    latest = latest_of_each_line(rows_of(snapshot, opened(snapshot, "1.7")))
    assert list(latest["area_id"]) == ["WLD", "ITU-AFR", "ITU-AMS", "ITU-ARB", "ITU-ASP", "ITU-CIS", "ITU-EUR"]
    assert set(latest["year"]) == {2025}
    mass = latest_of_each_line(rows_of(snapshot, opened(snapshot, "2.5", "indicator=ewaste_generated_mass")))
    assert mass[["year", "value"]].to_numpy().tolist() == [[2022, 62]]


def test_why_empty(snapshot: Snapshot):
    """A view without rows says what was asked for, and what does exist."""
    view = opened(snapshot, "1.7", "area_type=income_group&sex=female&location=rural")
    assert rows_of(snapshot, view).empty
    reason = why_empty(find(snapshot, view))
    assert "No figure by income group for women, rural is held" in reason
    assert "World 2000–2025" in reason
    assert "nan" not in reason


def test_areas_without_figures_are_named(snapshot: Snapshot):
    """An area that was asked for and has no row is named."""
    view = opened(snapshot, "2.2", "area_type=itu_region")
    found = find(snapshot, view)
    silent = {one.area.area_id for one in found.missing}
    kinds = (AreaType.WORLD, AreaType.ITU_REGION)
    asked = {area.area_id for area in snapshot.catalogue.areas if area.area_type in kinds}
    assert silent == asked - set(found.frame["area_id"])
    assert "ITU-ASP" in silent
    assert "ITU-EUR" not in silent
    view = opened(snapshot, "1.7")
    assert find(snapshot, view).missing == ()


def test_in_words(snapshot: Snapshot):
    """A chart in words names each line with its edition, its first and last value and year."""
    view = opened(snapshot, "1.6")
    words = "World (edition 2024): from 109 in 2020 to 132 in 2024."
    assert in_words(rows_of(snapshot, view), view.indicator) == words
    view = opened(snapshot, "1.7", "area_type=world&sex=female,male&edition=2025")
    assert in_words(rows_of(snapshot, view), view.indicator).startswith(
        "World, Women (edition 2025): 71\u202f% in 2025. World, Men"
    )


def test_the_address_of_a_view(snapshot: Snapshot):
    """Lens, badge, gain and group stand in the address and come back from it."""
    query = "group=KEN,UGA&horizon=2027&benchmark=commission_2025&badge=group&gain=1.5"
    view = opened(snapshot, "1.7", query)
    assert view.problems == ()
    assert dict(parse_qsl(view.query_string)) == dict(parse_qsl(query))
    assert view.lens == Lens(2027, "commission_2025")
