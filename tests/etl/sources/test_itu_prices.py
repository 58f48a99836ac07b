"""ITU price baskets: the workbook, its two sheets of figures, and where it is looked for."""

import csv
from collections import Counter
from datetime import UTC, datetime

import pytest

from etl.errors import BlockedError
from etl.intake import drop
from etl.reading.desk import Desk
from etl.reading.rows import ReadFile
from etl.sources import itu_prices
from etl.staging.contract import stage
from indicators.settings import Settings
from tests.etl.sources.asked import asking, paths
from tests.etl.sources.workbooks import Cell, workbook
from tests.fault_server import BLOCK, HTML, PAGE
from tests.samples import needs_samples, sample

ABOUT = ("IsoCode", "Economy", "Code", "Basket name", "Unit", "ITURegion", "LDC", "LLDC", "SIDS", "Income_2025")
CITE = 'For reference, please use: "ITU ICT Price Baskets, historical data series, Dec 2025 release"'
XLSX = {"Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
KNOWN = "/en/ITU-D/Statistics/Documents/ICT_Prices/ITU_ICTPriceBaskets_2008-2025.xlsx"
COMPARED = "a median of the same economies of several years, not of all"


def economy(iso: str, code: str, *values: Cell, unit: str = "GNIpc") -> tuple[Cell, ...]:
    return (iso, "A name", code, "A basket", unit, "Europe countries", 0, 0, 0, "High income", *values)


def prices(*rows: tuple[Cell, ...], years: tuple[Cell, ...] = (2024, 2025), edition: str = "2025", cite: str = CITE):
    overview = [(), ("", "ITU ICT Price Baskets"), ("", "How to cite:", cite)]
    return workbook({"Overview": overview, f"economies_2008-{edition}": [(*ABOUT, *years), *rows]})


def medians(*rows: tuple[Cell, ...]) -> bytes:
    titles = [
        (*[""] * 8, "Use this to compare last 2 years"),
        (*[""] * 4, "Annual medians for all economies", "", "", "", "Medians based on economies with data"),
    ]
    header = ("Code", "Unit", "Grouping", "Group", 2024, 2025, "", "", 2024, 2025)
    return workbook({"Overview": [("", CITE)], "medians": [*titles, header, *rows]})


def read(content: bytes, desk: Desk) -> ReadFile:
    (file,) = drop.read_file("prices.xlsx", content, desk)
    return file


def fields(file: ReadFile, *names: str) -> list[tuple[str, ...]]:
    return [tuple(row.fields[name] for name in names) for row in file.rows]


def aside(file: ReadFile) -> dict[str, int]:
    return {one.reason: one.figures for one in file.aside}


def test_economies(desk):
    """A row gives a figure a year; NA and empty cells give none, other units and baskets are set aside."""
    file = read(
        prices(
            economy("CHE", "i154_FBB5_GNI", 0.9, 0.85),
            economy("ABW", "i154_FBB5_GNI", "NA", 3.11),
            economy("FRA", "i154_FBB5_GNI", None, "NA"),
            economy("CHE", "i154_FBB5_PPP", 40, 41, unit="PPP"),
            economy("CHE", "i154_FBB5_GNI", 60, 61, unit="USD"),
        ),
        desk,
    )
    assert fields(file, "indicator_id", "area_id", "year", "value") == [
        ("fixed_basket_5gb", "CHE", "2024", "0.9"),
        ("fixed_basket_5gb", "CHE", "2025", "0.85"),
        ("fixed_basket_5gb", "ABW", "2025", "3.11"),
    ]
    assert (file.records, file.figures) == (5, 7)
    assert aside(file) == {"series i154_FBB5_PPP fills no indicator": 2, "in USD, where GNIpc was expected": 2}


@pytest.mark.parametrize("years", [(2024, 2025), ("2024", "2025"), ("y_2024", "y_2025")])
def test_headers_of_years(desk, years):
    """Years are numbers in the file of 2025; text and the names of a statistics program are years as well."""
    file = read(prices(economy("CHE", "i154_FBB5_GNI", 1, 2), years=years), desk)
    assert fields(file, "year") == [("2024",), ("2025",)]


def test_the_sheet_of_another_year(desk):
    """The sheet of the economies is found by its columns: its name carries the year of the edition."""
    cite = CITE.replace("Dec 2025", "Nov 2026")
    file = read(prices(economy("CHE", "i154_FBB5_GNI", 1, 2), years=(2025, 2026), edition="2026", cite=cite), desk)
    assert [(one.name, one.vintage) for one in file.releases] == [("2026 (Nov)", "2026-11")]
    document = "ITU ICT Price Baskets, historical data series, November 2026 release"
    assert set(fields(file, "document", "locator")) == {(document, "sheet economies_2008-2026, i154_FBB5_GNI")}


def test_without_an_edition(desk):
    """A workbook that does not state its release is an edition up to its newest year."""
    file = read(prices(economy("CHE", "i154_FBB5_GNI", 1, 2), cite=""), desk)
    assert [one.name for one in file.releases] == ["ICT Price Baskets, historical data series, to 2025"]


def test_years_in_which_a_basket_is_experimental(desk):
    """2 GB is the official basket from 2021 to 2024, 5 GB from 2025 on: other years say so."""
    file = read(prices(economy("CHE", "i271mb_2GB_GNI", 1, 2), economy("CHE", "i271mb_5GB_GNI", 3, 4)), desk)
    assert fields(file, "indicator_id", "year", "note") == [
        ("mobile_basket_2gb", "2024", ""),
        ("mobile_basket_2gb", "2025", "experimental in 2025: not ITU's official basket of that year"),
        ("mobile_basket_5gb", "2024", "experimental in 2024: not ITU's official basket of that year"),
        ("mobile_basket_5gb", "2025", ""),
    ]


def test_medians(desk):
    """Only the first block of years is read; the blocks beside it repeat its years and are set aside."""
    row = ("i154_FBB5_GNI", "GNIpc")
    file = read(
        medians(
            (*row, "World", "World", 2.5, 2.25, "", "", 2.625, 2.375),
            (*row, "ITURegion", "The Americas", 3, "NA", "", "", "NA", "NA"),
            (*row, "ITURegion", "Other Economies", 4, 5, "", "", 6, 7),
            (*row, "Income_2025", "Lower middle income", "NA", 6, "", "", "NA", 6.5),
            (*row, "LDC", "LDC", "NA", 7, "", "", "NA", "NA"),
        ),
        desk,
    )
    assert fields(file, "area_id", "year", "value") == [
        ("WLD", "2024", "2.5"),
        ("WLD", "2025", "2.25"),
        ("ITU-AMS", "2024", "3"),
        ("INC-LMC", "2025", "6"),
        ("LDC", "2025", "7"),
    ]
    untracked = "an area that is not tracked (an aggregate of the service's own, or a territory)"
    assert (file.records, aside(file)) == (0, {COMPARED: 5, untracked: 2})
    assert fields(file, "locator")[0] == ("sheet medians, all economies with data in the year",)


def serve(found: dict[str, bytes], otherwise: tuple[int, dict[str, str], bytes] = (404, HTML, PAGE)):
    return lambda path, _query: (200, XLSX | {"ETag": '"1"'}, found[path]) if path in found else otherwise


@pytest.mark.parametrize("otherwise", [(404, HTML, PAGE), (200, HTML, PAGE)])
def test_the_newest_address_first(desk, tmp_path, otherwise):
    """The address of this year is asked first; nothing or a page there means the year before."""
    content, year = prices(economy("CHE", "i154_FBB5_GNI", 1, 2)), max(datetime.now(UTC).year, 2025)
    with asking("itu_prices", serve({KNOWN: content}, otherwise), tmp_path, desk) as (session, server, store):
        itu_prices.fetch(session)
        assert (session.result.fresh, session.result.failures) == (["ict-price-baskets"], [])
        asked = list(dict.fromkeys(paths(server)))
        assert asked[0].endswith(f"ICT_Prices/ITU_ICTPriceBaskets_2008-{year}.xlsx")
        assert asked[-1] == KNOWN
        assert [path.count("/publications/prices") for path in asked] == [0, 1] * (year - 2025) + [0]
        assert len(store.downloads("itu_prices")) == 1


def test_an_unchanged_workbook(desk, tmp_path):
    """A workbook that has not changed is not sent again."""
    content = prices(economy("CHE", "i154_FBB5_GNI", 1, 2))
    with asking("itu_prices", serve({KNOWN: content}), tmp_path, desk) as (session, server, _):
        itu_prices.fetch(session)
        server.answers = lambda path, _query: (304, {"ETag": '"1"'}, b"") if path == KNOWN else (404, HTML, PAGE)
        itu_prices.fetch(session)
        assert session.result.unchanged == ["ict-price-baskets"]
        assert server.requests[-1][2].get("If-None-Match") == '"1"'


def test_no_workbook_anywhere(desk, tmp_path):
    """Where no address holds a file, the sentence names them and says what to do."""
    with asking("itu_prices", serve({}), tmp_path, desk) as (session, _, _):
        itu_prices.fetch(session)
        assert "nothing at the known addresses" in session.result.failures[0]
        assert "ITU_ICTPriceBaskets_2008-2025.xlsx" in session.result.failures[0]
        assert "data/drop" in session.result.failures[0]


def test_a_site_that_refuses(desk, tmp_path):
    """A refusal is not taken for a missing file: no other address is asked."""
    with asking("itu_prices", serve({}, (403, HTML, BLOCK)), tmp_path, desk) as (session, server, _):
        with pytest.raises(BlockedError):
            itu_prices.fetch(session)
        assert len(server.requests) == 1


@pytest.fixture
def recorded(desk: Desk) -> ReadFile:
    """The workbook of December 2025."""
    return read(sample("itu_xlsx/ITU_ICTPriceBaskets_2008-2025.xlsx").read_bytes(), desk)


@needs_samples
def test_sample(desk, recorded):
    """221 economies × 45 codes and 14 groups × 45 codes; the official basket has as many economies as ITU counts."""
    assert recorded.records == 221 * 45
    economies = Counter(
        (row.fields["indicator_id"], row.fields["year"])
        for row in recorded.rows
        if desk.catalogue.area_by_id[row.fields["area_id"]].area_type == "economy"
    )
    assert [economies["mobile_basket_2gb", str(year)] for year in range(2021, 2026)] == [189, 190, 207, 206, 205]
    assert stage([recorded.rows], desk.catalogue, {recorded.file: {"2025 (Dec)"}})[1] == []


@needs_samples
def test_sample_equals_the_embedded_medians(desk, recorded):
    """The medians of the workbook are the embedded ones, figure by figure, under one edition and document."""
    names = ("indicator_id", "area_id", "year", "value", "unit", "edition", "document", "locator")
    with (Settings().published / "itu_prices_2025_12.csv").open(encoding="utf-8", newline="") as file:
        embedded = {tuple(row[name] for name in names) for row in csv.DictReader(file)}
    medians_read = {
        tuple(row.fields[name] for name in names)
        for row in recorded.rows
        if desk.catalogue.area_by_id[row.fields["area_id"]].area_type != "economy"
    }
    assert len(medians_read) == 238
    assert medians_read == embedded
