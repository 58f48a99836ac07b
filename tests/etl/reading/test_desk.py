"""What becomes of every figure that a reader offers, and what edition a file is."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.reading import vintages
from etl.reading.desk import Desk, Reading
from etl.reading.rows import Aside, AsOf, ReadFile, Release
from etl.staging.contract import stage
from indicators.area_codes import load_area_codes
from indicators.catalogue import Catalogue
from indicators.feed import Feed
from indicators.settings import Settings

# A source of which little is known: shares in two units, two levels of skill, an index that changed its scale.
FEEDS = {
    "internet_users": (
        Feed(source="egov", series=("NET", "OLD_NET"), units={"PCT": 1, "PERMILLE": 0.1}),
        Feed(source="egov", series=("NET_F",), sex="female"),
    ),
    "ict_skills_basic_only": (Feed(source="egov", series=("BASIC",), level="safety"),),
    "ict_skills_above_basic": (Feed(source="egov", series=("ABOVE",), level="safety"),),
    "gci_score": (Feed(source="egov", series=("INDEX",), from_year=2020),),
    "ewaste_per_capita": (Feed(source="egov", series=("WASTE",), gives="groups", because="of an economy: mixed"),),
}
UNTRACKED = "an area that is not tracked (an aggregate of the service's own, or a territory)"


@pytest.fixture(scope="module")
def desk(catalogue: Catalogue) -> Desk:
    """The project's areas, with indicators that are fed from one source alone."""
    known = tuple(replace(one, feeds=FEEDS.get(one.id, ())) for one in catalogue.indicators)
    codes = load_area_codes(Settings().catalogue, catalogue.areas)
    return Desk(replace(catalogue, indicators=known), codes)


def offered(desk: Desk, *offers: dict[str, Any], **known: Any) -> ReadFile:
    """The file after these offers; what they do not say is Internet use in Switzerland in 2023, 97.3 %."""
    reading = Reading("a file", "egov", desk, "A document", **known)
    for line, one in enumerate(offers, start=1):
        given = {"series": "NET_F", "area": "CHE", "year": "2023", "value": "97.3"} | one
        reading.offer(line, schemes=("iso3", "worldbank_aggregate"), **given)
    return reading.result("a layout", "drop", 0.0)


def fields(file: ReadFile, *names: str) -> list[tuple[str, ...]]:
    return [tuple(row.fields[name] for name in names) for row in file.rows]


def aside(file: ReadFile) -> dict[str, int]:
    return {one.reason: one.figures for one in file.aside}


def rejected(file: ReadFile, desk: Desk) -> list[tuple[str, str]]:
    return [
        (one.column, one.value)
        for one in stage([file.rows], desk.catalogue, {file.file: {one.name for one in file.releases}})[1]
    ]


def test_a_figure_becomes_a_row(desk: Desk):
    """A row has the words of the feed, the unit of the indicator and the codes of the catalogue."""
    file = offered(desk, {"area": "KSO", "note": " two\n lines ", "status": "estimated", "locator": "page 3"})
    assert (file.rows[0].line, file.rows[0].file, file.figures, file.aside) == (1, "a file", 1, ())
    assert file.rows[0].fields == {
        "indicator_id": "internet_users",
        "area_id": "XKX",
        "year": "2023",
        "sex": "female",
        "age": "all",
        "location": "total",
        "level": "",
        "value": "97.3",
        "unit": "percent",
        "qualifier": "",
        "value_status": "estimated",
        "edition": "United Nations E-Government Survey, to 2023",
        "document": "A document",
        "locator": "page 3",
        "url": "",
        "quoted_by": "",
        "read_in": "table",
        "note": "two lines",
    }
    assert rejected(file, desk) == []


@pytest.mark.parametrize("value", ["", "  ", "NA", "n/a", "N.A.", "null", "None", "NaN", "..", "...", "-", "–", ":"])
def test_words_for_no_value(desk: Desk, value: str):
    """What services write where there is no figure is none, in capitals or not."""
    file = offered(desk, {"value": value}, {"value": f" {value.upper()} "})
    assert (file.rows, aside(file)) == ((), {"no value": 2})


@pytest.mark.parametrize(
    ("offer", "reason"),
    [
        ({"series": "OTHER"}, "series OTHER fills no indicator"),
        ({"series": "net_f"}, "series net_f fills no indicator"),
        ({"series": "NET", "unit": "PEOPLE"}, "in PEOPLE, where PCT or PERMILLE was expected"),
        ({"series": "NET"}, "in no unit, where PCT or PERMILLE was expected"),
        ({"area": "AFE"}, UNTRACKED),
        ({"area": "LDC"}, UNTRACKED),
        ({"area": "ATA", "groups": True}, UNTRACKED),
        ({"area": "afe "}, UNTRACKED),
        ({"area": "ANT", "groups": True}, "a former state (Netherlands Antilles), which is none of the areas of today"),
        ({"words": {"age": None}}, "a breakdown by age that is not carried"),
        ({"series": "INDEX", "year": "2019"}, "before 2020: another scale"),
        ({"series": "WASTE", "groups": True}, "of an economy: mixed"),
        ({"area": "WLD", "aggregates": "a simple mean"}, "a simple mean"),
        ({"area": "AFE", "aggregates": "a simple mean"}, "a simple mean"),
        ({"area": "ATA", "aggregates": "a simple mean"}, UNTRACKED),
    ],
)
def test_what_is_set_aside(desk: Desk, offer: dict[str, Any], reason: str):
    """A figure that fills nothing is counted under its reason, with the line of the first of them."""
    file = offered(desk, {}, offer, offer)
    assert (file.figures, len(file.rows), file.aside) == (3, 1, (Aside(reason, 2, 2),))


def test_a_feed_of_groups_alone(desk: Desk):
    """Where a series has another definition for economies, the world and groups are taken."""
    offers = [{"series": "WASTE", "groups": True, "area": area, "value": "7"} for area in ("WLD", "LDC", "CHE", "XYZ")]
    file = offered(desk, *offers)
    assert fields(file, "indicator_id", "area_id") == [("ewaste_per_capita", "WLD"), ("ewaste_per_capita", "LDC")]
    assert aside(file) == {"of an economy: mixed": 2}


def test_figures_that_a_reader_leaves(desk: Desk):
    """Figures that a reader sets aside itself are counted like the others."""
    reading = Reading("a file", "egov", desk, "A document")
    reading.leave("a list", 7, figures=5)
    reading.leave("a list", 9)
    file = reading.result("a layout", "drop", 0.0)
    assert (file.figures, file.aside, file.releases) == (6, (Aside("a list", 6, 7),), ())


def test_groups_are_let_in_on_request(desk: Desk):
    """The world and groups come in only where a reader says that the file's are the plan's."""
    areas = ("WLD", "LDC", "ITU-AFR", "CHE")
    assert fields(offered(desk, *({"area": one} for one in areas)), "area_id") == [("CHE",)]
    assert fields(offered(desk, *({"area": one, "groups": True} for one in areas)), "area_id") == [
        ("WLD",),
        ("LDC",),
        ("ITU-AFR",),
        ("CHE",),
    ]


def test_an_unknown_area_is_refused_by_name(desk: Desk):
    """An area that nobody knows is not dropped: the row contract refuses it with its name."""
    file = offered(desk, {"area": "Atlantis"})
    assert (file.aside, rejected(file, desk)) == ((), [("area_id", "Atlantis")])


def test_breakdowns_of_the_file_go_before_those_of_the_feed(desk: Desk):
    """The file's own word for a breakdown stands in place of the feed's."""
    file = offered(desk, {"words": {"sex": "male", "location": "rural"}})
    assert fields(file, "sex", "location", "age") == [("male", "rural", "all")]


@pytest.mark.parametrize("series", ["NET", "OLD_NET"])
def test_units_have_factors(desk: Desk, series: str):
    """A value is brought to the indicator's unit; one that is in it already is not touched, digit by digit."""
    units = (("PCT", "97.30"), ("PERMILLE", "970"), ("PERMILLE", "x"))
    file = offered(desk, *({"series": series, "unit": unit, "value": value} for unit, value in units))
    assert fields(file, "value", "unit", "locator") == [
        ("97.30", "percent", "series NET"),
        ("97.0", "percent", "series NET"),
        ("x", "percent", "series NET"),
    ]


@pytest.mark.parametrize(
    ("value", "qualifier", "text"),
    [
        (">95", "more_than", "95"),
        (">= 95", "at_least", "95"),
        ("≥95", "at_least", "95"),
        ("<5", "less_than", "5"),
        ("<=5", "at_most", "5"),
        (" ≤ 5 ", "at_most", "5"),
        ("95", "", "95"),
    ],
)
def test_bounds(desk: Desk, value: str, qualifier: str, text: str):
    """A bound is kept as one, in a word of the vocabulary."""
    file = offered(desk, {"value": value})
    assert fields(file, "qualifier", "value") == [(qualifier, text)]
    assert rejected(file, desk) == []


@pytest.mark.parametrize(("value", "text"), [("about half", "about half"), ("97,3", "97,3"), ("1 234", "1 234")])
def test_text_where_a_number_was_expected(desk: Desk, value: str, text: str):
    """What is no number is not guessed at: the row contract refuses it with what stands there."""
    assert rejected(offered(desk, {"value": value}), desk) == [("value", text)]


def part(series: str, value: str, year: str = "2023", **more: Any) -> dict[str, Any]:
    return {"series": series, "value": value, "year": year} | more


OFFERS = st.lists(
    st.fixed_dictionaries(
        {
            "series": st.sampled_from(["NET", "OLD_NET", "NET_F", "BASIC", "ABOVE", "INDEX", "OTHER"]),
            "area": st.sampled_from(["CHE", "KEN", "AFE", "LDC", "QQQ", ""]),
            "year": st.sampled_from(["2019", "2020", "2021", "20x1", ""]),
            "value": st.sampled_from(["1", "2.5", "97", "", "NA", "> 95", "text"]),
            "unit": st.sampled_from(["PCT", "PERMILLE", "HH", ""]),
            "words": st.sampled_from([{}, {"sex": "female"}, {"sex": None}, {"age": "15-24"}]),
            "groups": st.booleans(),
        }
    ),
    max_size=30,
)


@given(offers=OFFERS)
def test_every_figure_is_accounted_for(desk: Desk, offers: list[dict[str, Any]]):
    """Whatever is offered, each figure is a row, a part of one, or set aside, and the staging loses no row."""
    file = offered(desk, *offers)
    assert file.figures == len(offers) == len(file.rows) + sum(one.figures for one in file.aside)
    kept, refused = stage([file.rows], desk.catalogue, {file.file: {one.name for one in file.releases}})
    assert len(kept) + len(refused) == len(file.rows)
    assert [row.line for row in file.rows] == sorted(row.line for row in file.rows)


BASKET = {"mobile_basket_2gb": (Feed(source="egov", series=("PRICE",), units={"GNI": 1, "PERMILLE": 0.1}),)}


def test_a_price_of_nothing(catalogue: Catalogue, desk: Desk):
    """A 0 where every figure lies above 0 is set aside, in whatever unit and however written; no other value is."""
    known = tuple(replace(one, feeds=BASKET.get(one.id, ())) for one in catalogue.indicators)
    prices = Desk(replace(catalogue, indicators=known), desk.codes)
    values = ("0", "0.00", "-0", "0e3", " 0 ", "0.01", "5")
    offers = [{"series": "PRICE", "unit": unit, "value": value} for value in values for unit in ("GNI", "PERMILLE")]
    file = offered(prices, *offers)
    assert aside(file) == {"0 in place of a figure: Mobile basket, 2 GB is always above it": 10}
    assert [float(value) for (value,) in fields(file, "value")] == [0.01, 0.001, 5, 0.5]
    assert aside(offered(desk, {"value": "0"})) == {}


def test_an_edition_that_is_stated(desk: Desk):
    """An edition that a file states is that of all its rows, whenever in the file it is stated."""
    reading = Reading("a file", "egov", desk, "A document", received_at=datetime(2026, 5, 1, tzinfo=UTC))
    reading.offer(1, "NET_F", "CHE", "2023", "1", schemes=("iso3",))
    reading.released("Edition 2", "2026-03", "Another document")
    file = reading.result("a layout", "live", 0.0)
    assert (file.releases, fields(file, "edition")) == (
        (Release("Edition 2", "2026-03", "Another document"),),
        [("Edition 2",)],
    )


def test_an_edition_as_of_a_day(desk: Desk):
    """What a service sent without an edition is the edition of the day on which it came, in Greenwich's time."""
    file = offered(desk, {}, received_at=datetime.fromisoformat("2026-05-01T00:30:00+02:00"))
    assert file.releases == (Release("United Nations E-Government Survey, as of 2026-04-30", "2026-04", "A document"),)


NAMED = AsOf(datetime(2026, 4, 24, tzinfo=UTC), vintages.NAMED)
SAID = AsOf(datetime(2020, 4, 24, tzinfo=UTC), vintages.SAID)
AGES = {
    "from the name": (NAMED, "", "2023", "as of 2026-04-24"),
    "changed before it was downloaded": (NAMED, "2026-04-23", "2023", "as of 2026-04-24"),
    "changed on the day of the download": (NAMED, "2026-04-24T23:59:00Z", "2023", "as of 2026-04-24"),
    "changed after what the name says": (NAMED, "2026-05-01", "2023", "as of 2026-05-01"),
    "changed, without a name": (None, "2025-11-17", "2023", "as of 2025-11-17"),
    "changed before its newest figure": (None, "2019-11-17", "2023", "to 2023"),
    "named before its newest figure": (replace(NAMED, at=datetime(2022, 4, 24, tzinfo=UTC)), "", "2023", "to 2023"),
    "said, against its figures": (SAID, "2026-05-01", "2023", "as of 2020-04-24"),
    "changed on no day": (None, "11/5/2026", "2023", "to 2023"),
    "without any": (None, "", "2021", "to 2021"),
}


@pytest.mark.parametrize("what", AGES)
def test_the_edition_of_a_dropped_file(desk: Desk, what: str):
    """A dropped file is an edition of the day as of which it stands; else it is known by its newest figure."""
    as_of, changed, year, edition = AGES[what]
    reading = Reading("a file", "egov", desk, "A document", as_of=as_of)
    reading.offer(1, "NET_F", "CHE", year, "1", schemes=("iso3",))
    reading.changed("2019-01-01")
    reading.changed(changed)
    file = reading.result("a layout", "drop", 0.0)
    assert file.releases[0].name == f"United Nations E-Government Survey, {edition}"
    assert file.releases[0].vintage == (edition[6:13] if edition.startswith("as of") else f"{edition[3:]}-12")
    assert (file.as_of.day if file.as_of else "") == edition.partition("as of ")[2]


def test_a_projection_makes_no_file_younger(desk: Desk):
    """A year for which a figure is only projected does not speak against the moment of the download."""
    reading = Reading("a file", "egov", desk, "A document", as_of=replace(NAMED, at=datetime(2024, 4, 24, tzinfo=UTC)))
    reading.offer(1, "NET_F", "CHE", "2025", "1", schemes=("iso3",), status="projected")
    assert reading.result("a layout", "drop", 0.0).releases[0].vintage == "2024-04"


@pytest.mark.parametrize(
    ("years", "newest"),
    [
        (["2019", "2021", "2020"], 2021),
        (["2021", "2204"], 2021),
        (["2021", "20x4", ""], 2021),
        (["2204"], date.today().year),  # noqa: DTZ011
    ],
)
def test_an_edition_up_to_the_newest_year(desk: Desk, years: list[str], newest: int):
    """A dropped file without an edition is as old as its newest figure; a year still to come is a mistyped one."""
    file = offered(desk, *({"year": year} for year in years))
    assert [(one.name, one.vintage) for one in file.releases] == [
        (f"United Nations E-Government Survey, to {newest}", f"{newest}-12")
    ]
