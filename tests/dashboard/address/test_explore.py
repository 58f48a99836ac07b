"""The state of the page Explore: from the address and back, and the rows that it draws."""

import csv
import io
import re
from collections import Counter
from urllib.parse import parse_qsl

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.address.explore import AXES, FORMS, PANELS, SHOWS, SPLITS, ExploreView, read_view
from dashboard.address.selection import ALL, DISTINCT, HISTORY, LATEST, Selection
from dashboard.pages.explore.content import content
from dashboard.pages.explore.kinds import KINDS
from dashboard.reading.explored import find
from dashboard.reading.warehouse import Snapshot, served
from indicators.vocabulary import AGES, LEVELS, LOCATIONS, SEXES
from tests.dashboard.address.test_selection import CATALOGUE, EDITIONS, GROUPS, YEARS, some
from tests.dashboard.reader import as_json, kind, text

ECONOMIES = [one.area_id for one in CATALOGUE.areas if one.area_type == "economy"]
USUAL = tuple(one.id for one in CATALOGUE.explored_first)
AREA_KINDS = ("world", "itu_region", "development_level", "income_group", "economy")
DATA = st.builds(
    Selection,
    indicator=some(CATALOGUE.indicator_by_id),
    area=some(CATALOGUE.area_by_id),
    area_type=some(AREA_KINDS),
    member_of=some(GROUPS),
    group=some(ECONOMIES),
    sex=some(SEXES),
    age=some(AGES),
    location=some(LOCATIONS),
    level=some(level for level in LEVELS if level),
    year_from=YEARS,
    year_to=YEARS,
    edition=st.sampled_from([LATEST, HISTORY, DISTINCT, ALL, *EDITIONS]),
    horizon=some(["2027"]),
    benchmark=st.sampled_from(["default", "connectivity_2030"]),
).filter(lambda one: not (one.year_from and one.year_to) or one.year_from <= one.year_to)
VIEWS = st.builds(
    ExploreView,
    data=DATA,
    kind=st.sampled_from(list(KINDS.values())),
    usual=st.just(USUAL),
    usual_horizon=st.just(2030),
    year=YEARS,
    split=st.sampled_from(list(SPLITS)),
    axis=st.sampled_from(list(AXES)),
    show=st.sampled_from(list(SHOWS)),
    form=st.sampled_from(list(FORMS)),
    sort=st.sampled_from(["", "area", "-area", "edition", "2024", "-2019"]),
    find=st.sampled_from(["", "land", "Côte d’Ivoire", "a&b=c"]),
    page=st.integers(1, 40),
    embed=st.booleans(),
).map(ExploreView.plainest)

# Selections that mostly have figures: what a reader may come to by clicking.
LIKELY = st.builds(
    ExploreView,
    data=st.builds(
        Selection,
        indicator=st.lists(
            st.sampled_from(
                [
                    "internet_users",
                    "gci_score",
                    "schools_internet",
                    "mobile_basket_2gb",
                    "online_service_index",
                    "internet_gender_parity",
                    "households_internet",
                    "mobile_owners",
                    "fixed_broadband_subscriptions",
                    "coverage_4g",
                ]
            ),
            max_size=2,
            unique=True,
        ).map(tuple),
        area=some(["WLD", "ITU-AFR", "LDC", "KEN", "IND", "VAT", "USA"]),
        area_type=some(AREA_KINDS),
        member_of=some(["LDC", "ITU-CIS", "SIDS"]),
        group=st.sampled_from([(), ("ESP", "PRT"), ("VAT",)]),
        sex=some(SEXES),
        level=some(["primary"]),
        year_from=st.sampled_from([None, 2010, 2019, 2024]),
        year_to=st.sampled_from([None, 2024, 2025]),
        edition=st.sampled_from([LATEST, HISTORY, DISTINCT, ALL, "2024"]),
    ),
    kind=st.sampled_from(list(KINDS.values())),
    usual=st.just(USUAL),
    usual_horizon=st.just(2030),
    year=st.sampled_from([None, 2019, 2024, 1999]),
    split=st.sampled_from(list(SPLITS)),
    axis=st.sampled_from(list(AXES)),
    show=st.sampled_from(list(SHOWS)),
    form=st.sampled_from(list(FORMS)),
).map(ExploreView.plainest)


class Shared:
    """One snapshot and the client, for all cases of a property; silent where a failing case is printed."""

    def __init__(self, snapshot: Snapshot, client: FlaskClient) -> None:
        self.snapshot, self.client = snapshot, client


def read(query: str) -> ExploreView:
    """The view of an address without a problem."""
    view, problems = read_view(parse_qsl(query, keep_blank_values=True), CATALOGUE, KINDS)
    assert not problems
    return view


@settings(max_examples=200)
@given(VIEWS)
def test_there_and_back(view: ExploreView):
    """Controls to address to controls is the identity."""
    assert read(view.query_string()) == view


def test_defaults_are_left_out():
    """The bare page has an empty address; what equals a default, or what the chart does not know, is left out."""
    assert ExploreView(KINDS["trend"], USUAL, 2030, Selection(edition=HISTORY)).query_string() == ""
    assert read("edition=history").query_string() == read("chart=ranking&edition=latest").query_string()[13:] == ""
    assert read("edition=latest").query_string() == "edition=latest"
    assert read("area=WLD&area_type=itu_region&indicator=internet_users&chart=trend&page=1").query_string() == ""
    assert read("chart=map&area_type=economy&show=value").query_string() == "chart=map"
    assert read("chart=map&form=tiles").query_string() == "chart=map"
    assert read("chart=heat&form=map").query_string() == "chart=heat"
    assert read("year=2019&split=indicator&show=status").query_string() == ""
    assert read("chart=ranking&year=2019&axis=log").query_string() == "chart=ranking&year=2019"
    assert read("chart=map&show=status&year=2019&from=2015&edition=all").query_string() == "chart=map&show=status"


def test_a_usual_address_is_short():
    """A usual view stays well under 300 characters."""
    query = (
        "indicator=internet_users,gci_score&area=WLD&area_type=itu_region&member_of=LDC&sex=female,male&from=2015"
        "&to=2024&edition=all&horizon=2027&chart=panels&split=indicator&page=2&sort=-2024&find=land"
    )
    assert len(read(query).query_string()) < 300


def test_what_a_chart_cannot_show_is_told(snapshot: Snapshot):
    """A ranking is of one indicator, and says so of two; a logarithmic axis has no place for zero."""
    two = find(snapshot, read("chart=ranking&indicator=gci_score,internet_users"))
    assert set(two.frame["indicator_id"]) == {"gci_score"}
    assert "A ranking shows 1 indicator: those chosen first." in text(content(two, []))
    both = find(snapshot, read("indicator=gci_score,internet_users"))
    assert set(both.frame["indicator_id"]) == {"gci_score", "internet_users"}
    zeros = find(snapshot, read("indicator=gci_score&axis=log&area_type=economy"))
    assert zeros.frame["value"].min() == 0
    assert "no place for zero" in text(content(zeros, []))


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("chart=pie", "chart"),
        ("year=19", "year"),
        ("page=0", "page"),
        ("sort=colour", "sort"),
        ("axis=up", "axis"),
        ("area=ATLANTIS", "area"),
        ("colour=red", "colour"),
        ("embed=maybe", "embed"),
        ("split=x", "split"),
        ("show=all", "show"),
        ("form=globe", "form"),
        ("from=2020&to=2010", "from"),
    ],
)
def test_what_cannot_be_used_is_told(query: str, parameter: str):
    """An unknown parameter or value is left out and told, with its name; the rest of the address holds."""
    view, problems = read_view(parse_qsl(f"{query}&indicator=gci_score"), CATALOGUE, KINDS)
    assert [problem.parameter for problem in problems] == [parameter]
    assert problems[0].message
    assert view == ExploreView(KINDS["trend"], USUAL, 2030, Selection(indicator=("gci_score",), edition=HISTORY))


@settings(max_examples=40)
@given(view=LIKELY)
def test_export_is_the_view_and_no_chart_is_blank(shared: Shared, view: ExploreView):
    """The file of a view has exactly the rows drawn; without any, a reason stands in the chart's place."""
    snapshot, client = shared.snapshot, shared.client
    found = find(snapshot, view)
    by_status = view.kind.name == "map" and view.show == "status"
    rows = found.verdicts if by_status else found.frame
    answer = client.get(f"/api/v1/explore.csv?{view.query_string()}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["X-Total-Rows"] == str(len(rows))
    lines = Counter(
        (row["indicator_id"], row["area_id"], row["sex"], row["level"], row["edition"], row.get("year"))
        for row in csv.DictReader(io.StringIO(answer.text))
    )
    years = [None] * len(rows) if by_status else [str(year) for year in rows["year"]]
    shown = zip(*(rows[name] for name in ("indicator_id", "area_id", "sex", "level", "edition")), years, strict=True)
    assert lines == Counter(shown)
    parts = content(found, [])
    assert as_json(parts)
    figures = kind(parts, "Figure")
    if rows.empty:
        (reason,) = [one for one in kind(parts, "P") if getattr(one, "className", "") == "why-empty"]
        assert len(text(reason)) > 40
        assert not figures
    elif view.kind.name != "table":
        (figure,) = figures
        assert text(kind(figure, "H2")[0])
        if view.kind.name != "panels" or len(found.areas) <= PANELS:
            assert _marks(figure, view.kind.name) == len(rows), view.query_string()


def _marks(figure: object, chart: str) -> int:
    """How many figures a chart shows: points of its lines, bars, cells or tiles; a disc of a scatter shows two."""
    drawn = [one.data for one in kind(figure, "Store")]
    if not drawn:
        (field,) = [one for one in kind(figure, "Div") if hasattr(one, "data-grid")]
        filled = r'class="(?:field \w+ )?(?:q\d|s-\w+(?: patterned)?)" data-cell'
        return len(re.findall(filled, getattr(field, "data-html")))
    traces = [trace for trace in drawn[0]["data"] if trace.get("hoverinfo") != "skip"]
    return sum(value is not None for trace in traces for value in trace["y"]) * (2 if chart == "scatter" else 1)


@pytest.fixture(scope="module")
def shared(app, client):
    """One snapshot and the client, for all cases of a property."""
    with app.server.test_request_context(), served().snapshot() as opened:
        yield Shared(opened, client)
