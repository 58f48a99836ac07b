"""Our World in Data: two charts as CSV, under value columns of many names."""

import json

import pytest

from etl.asking.session import documents_of
from etl.errors import BlockedError, RefusedFileError
from etl.intake import drop
from etl.layouts.file_layout import read_pages
from etl.reading.desk import Desk
from etl.reading.rows import ReadFile
from etl.sources import owid
from etl.staging.contract import stage
from tests.etl.sources.asked import asking, paths
from tests.fault_server import BLOCK, HTML, JSON
from tests.samples import needs_samples, sample

INTERNET, COVERAGE = (
    "share-of-individuals-using-the-internet",
    "population-covered-by-mobile-network-by-network-capability",
)
CSV = {"Content-Type": "text/csv; charset=utf-8"}
NO_CODE = "an aggregate or a former state, without a country's code"
UNTRACKED = "an area that is not tracked (an aggregate of the service's own, or a territory)"


def read(content: str | bytes, desk: Desk) -> ReadFile:
    (file,) = drop.read_file("chart.csv", content if isinstance(content, bytes) else content.encode(), desk)
    return file


def fields(file: ReadFile, *names: str) -> list[tuple[str, ...]]:
    return [tuple(row.fields[name] for name in names) for row in file.rows]


def aside(file: ReadFile) -> dict[str, int]:
    return {one.reason: one.figures for one in file.aside}


@pytest.mark.parametrize(
    "column",
    [
        "Individuals",
        "Share of the population using the Internet",
        "it_net_user_zs",
        "i99h__individuals__it_net_user",
        "Individuals using the Internet (% of population)",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_chart_of_internet_use(desk, column, end):
    """The value column is called differently by every copy, and is known all the same."""
    file = read(end.join(["Entity,Code,Year," + column, "France,FRA,2023,86.8", ""]), desk)
    assert fields(file, "indicator_id", "area_id", "year", "value") == [("internet_users", "FRA", "2023", "86.8")]
    assert [one.name for one in file.releases] == ["Our World in Data, to 2023"]


def test_the_chart_of_coverage(desk):
    """Columns of coverage are known by their beginnings; an empty cell is no figure, another column fills nothing."""
    names = ("_9_c_1__it_mob_2gntwk", "_9_c_1__it_mob_4gntwk__2025", "_9_c_1__it_mob_6gntwk", "continent")
    file = read(f"entity,code,year,{','.join(names)}\nFrance,FRA,2020,100,99,1,Europe\nFrance,FRA,2021,,99.5,,\n", desk)
    assert fields(file, "indicator_id", "year", "value") == [
        ("coverage_2g", "2020", "100"),
        ("coverage_4g", "2020", "99"),
        ("coverage_4g", "2021", "99.5"),
    ]
    assert aside(file) == {
        "series _9_c_1__it_mob_6gntwk fills no indicator": 1,
        "series continent fills no indicator": 1,
    }


def test_aggregates(desk):
    """Aggregates have no code or one of the site's own, and are set aside; Kosovo has one as well and is kept."""
    lines = ["Arab World,,2019,60", "World,OWID_WRL,2019,50", "USSR,OWID_USS,1990,1", "Kosovo,OWID_KOS,2018,89"]
    file = read("\n".join(["Entity,Code,Year,Individuals", *lines, "Nowhere,XYZ,2019,1"]), desk)
    assert fields(file, "area_id") == [("XKX",), ("XYZ",)]
    soviet = "a former state (Union of Soviet Socialist Republics), which is none of the areas of today"
    assert aside(file) == {NO_CODE: 1, soviet: 1, UNTRACKED: 1}


@pytest.mark.parametrize(
    "column", ["Number of individuals using the Internet", "number_of_internet_users", "Population"]
)
def test_other_charts(desk, column):
    """A chart of something else is not taken for a share of people, a number of users least of all."""
    with pytest.raises(RefusedFileError, match="not recognised"):
        read(f"Entity,Code,Year,{column}\nFrance,FRA,2023,60000000\n", desk)


class Site:
    """The site with its two charts; `updated` is the day on which they were changed last."""

    updated = "2026-04-20"
    values = ("86.8", "99.5")

    def answers(self, path: str, query: str) -> tuple[int, dict[str, str], bytes]:
        """A chart, or what the site says about it."""
        assert "useColumnShortNames=true" in query
        chart = path.rpartition("/")[2].partition(".")[0]
        column = {INTERNET: "it_net_user_zs", COVERAGE: "_9_c_1__it_mob_4gntwk"}[chart]
        if path.endswith(".metadata.json"):
            return 200, JSON, json.dumps({"columns": {column: {"lastUpdated": self.updated}}}).encode()
        value = self.values[chart == COVERAGE]
        return 200, CSV, f"entity,code,year,{column}\nFrance,FRA,2023,{value}\n".encode()


def test_fetch(desk, tmp_path):
    """Each chart is asked for with its metadata; the table is not asked for again until the chart is updated."""
    site = Site()
    with asking("owid", site.answers, tmp_path, desk) as (session, server, store):
        owid.fetch(session)
        assert session.result.fresh == [INTERNET, COVERAGE]
        assert [one.version for one in store.downloads("owid")] == ["2026-04-20", "2026-04-20"]
        owid.fetch(session)
        assert session.result.unchanged == [INTERNET, COVERAGE]
        site.updated, site.values = "2026-07-27", ("87.9", "99.9")
        owid.fetch(session)
        assert session.result.fresh == [INTERNET, COVERAGE] * 2
        assert sum(path.endswith(".csv") for path in paths(server)) == 4


def test_without_metadata(desk, tmp_path):
    """Without metadata the table is asked for all the same; a 403 is a refusal."""

    def answers(path: str, query: str) -> tuple[int, dict[str, str], bytes]:
        return (404, JSON, b"{}") if path.endswith(".json") else Site().answers(path, query)

    with asking("owid", answers, tmp_path, desk) as (session, server, store):
        owid.fetch(session)
        assert (session.result.fresh, [one.version for one in store.downloads("owid")]) == (
            [INTERNET, COVERAGE],
            ["", ""],
        )
        assert (
            next(headers for _, path, headers in server.requests if ".csv" in path)["Accept"] == "text/csv, */*;q=0.1"
        )
    with asking("owid", lambda *_: (403, HTML, BLOCK), tmp_path, desk) as (session, server, _):
        with pytest.raises(BlockedError):
            owid.fetch(session)
        assert len(server.requests) == 1


def test_the_day_of_the_chart_is_the_edition(desk, tmp_path):
    """A download is an edition of the day on which its chart was updated, however often it is asked for."""
    with asking("owid", Site().answers, tmp_path, desk) as (session, _, store):
        owid.fetch(session)
        (held, _) = store.downloads("owid")
        file = read_pages(owid.CHART, held.name, documents_of(store, held), desk, "live", version=held.version)
        assert [(one.name, one.vintage) for one in file.releases] == [("Our World in Data 2026-04-20", "2026-04")]


@needs_samples
def test_sample(desk):
    """7,119 rows of 261 entities; those without a country's code are set aside, and the world under its own."""
    file = read(sample("owid/share-of-individuals-using-the-internet.csv").read_bytes(), desk)
    assert (file.records, file.figures, len(file.rows)) == (7_119, 7_119, 5_752)
    assert aside(file) == {NO_CODE: 1_339, UNTRACKED: 28}
    assert stage([file.rows], desk.catalogue, {file.file: {file.releases[0].name}})[1] == []
