"""Every registered service is asked as it would be online, by a real client, at a server that replays its answers."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from etl.client import Client
from etl.drop import recognise
from etl.errors import BlockedError, SourceError
from etl.layout import read_pages
from etl.raw import RawStore
from etl.rows import Desk
from etl.session import Result, Session, documents_of
from etl.sources import uis, unctad, worldbank
from etl.sources.register import SERVICES, Service
from indicators.area_codes import load_area_codes
from indicators.catalogue import Catalogue
from indicators.settings import Settings
from tests.replay import ReplayServer, urls
from tests.replay_figures import all_figures
from tests.samples import needs_samples

BY_ID = {service.id: service for service in SERVICES}
NOT_REPLAYED = {"itu_aggregates"}  # its workbook is not at hand
AS_RECORDED = {"itu_prices"}  # its workbook is at hand as a whole, where the samples are
NEWER = {
    "worldbank": "2026-10-01", "unsd_sdg": "2026.Q3.G.01", "uis": "20260901-0a1b2c3d", "unctad": "4712",
    "eurostat": "2026-09-10T11:00:00+0200", "owid": "2026-09-01",
}  # fmt: skip
VERSION_REQUESTS = {
    "worldbank": ["/v2/sources/2"],
    "unsd_sdg": ["/sdgapi/v1/sdg/Series/List"],
    "uis": ["/api/public/versions/default"],
    "unctad": ["/api/reportMetadata/US.IctUseEnterprSize/bulkfiles/en"],
    "owid": [
        "/grapher/share-of-individuals-using-the-internet.metadata.json",
        "/grapher/population-covered-by-mobile-network-by-network-capability.metadata.json",
    ],
}
UNKNOWN = {
    "unsd_sdg": "IT_MOB_3GNTWK: the answer is empty for IT_MOB_3GNTWK; expected figures under one of them",
    "data360": "MOB_COV_3G: the answer is empty under MOB_COV_3G and ITU_DH_POP_COV_3G; expected rows",
    "worldbank": "IT.NET.BBND.P2: the service answers 'The provided parameter value is not valid'; expected figures",
    "uis": "SCHBSP.1.WINTERN: the service has no record of it and says: Unknown indicator SCHBSP.1.WINTERN; expected",
    "unctad": f"none of the uses of ICT is '{unctad.SERIES}'; they are Businesses on the Internet; Proportion of",
    "eurostat": "I_IUGOV1: the answer holds no value of I_IUGOV1; expected some",
    "itu_datahub": "430: the service has no data of 430; expected some",
    "owid": "answered 404, so there is nothing at this address",
}


def ids(*left_out: str) -> list[str]:
    return [service.id for service in SERVICES if service.id not in NOT_REPLAYED | set(left_out)]


@pytest.fixture(scope="module")
def desk() -> Desk:
    """What readers look things up in."""
    catalogue: Catalogue = all_figures().catalogue
    return Desk(catalogue, load_area_codes(Settings().catalogue, catalogue.areas))


@pytest.fixture
def server() -> Iterator[ReplayServer]:
    """The services, each with what it has at first."""
    with ReplayServer() as running:
        yield running


@pytest.fixture
def store(tmp_path: Path) -> RawStore:
    """An empty store."""
    return RawStore(tmp_path / "raw")


@pytest.fixture
def ask(server: ReplayServer, store: RawStore, desk: Desk) -> Callable[[str], Result]:
    """Asks a service once, without pauses, and gives what became of it; the server has the requests of this run."""

    def run(source_id: str) -> Result:
        service: Service = BY_ID[source_id]
        server.requests.clear()
        manners = replace(service.manners.hurried(0.05), gap=0.0, read_timeout=20.0, budget=60.0)
        with Client(source_id, manners) as client:
            session = Session(source_id, urls(server)[source_id], client, store, desk)
            service.fetch(session)
        return session.result

    return run


def skip_without_workbook(source_id: str) -> None:
    if source_id in AS_RECORDED and needs_samples.args[0]:
        pytest.skip("the workbook of price baskets stands among the samples, which are not there")


@pytest.mark.parametrize("source_id", ids())
def test_first_and_second_run(ask, server, store, source_id):
    """The first run brings everything that indicators are fed from; the second finds it unchanged.

    Where the service says its version, the data are not asked for again. What came is recognised as the source's own.
    """
    skip_without_workbook(source_id)
    first = ask(source_id)
    assert (first.failures, first.unchanged) == ([], [])
    assert sorted(first.fresh) == [download.name for download in store.downloads(source_id)] != []
    before = {download.name: download.sha256 for download in store.downloads(source_id)}
    for download in store.downloads(source_id):
        assert {recognise(document).source_id for document in documents_of(store, download)} == {source_id}

    second = ask(source_id)
    assert (second.failures, second.fresh, sorted(second.unchanged)) == ([], [], sorted(first.fresh))
    assert {download.name: download.sha256 for download in store.downloads(source_id)} == before
    if source_id in VERSION_REQUESTS:
        assert sorted(set(server.paths())) == sorted(VERSION_REQUESTS[source_id])


@pytest.mark.parametrize("source_id", ids("unctad", "owid", *AS_RECORDED))
def test_every_series_is_asked_for(ask, server, source_id):
    """No series of the catalogue is left out: its code stands in some request, where a file does not hold them all."""
    ask(source_id)
    asked = " ".join(path for _, path, _ in server.requests)
    assert [one for one in series_of(source_id) if one.partition(":")[0] not in asked] == []


@pytest.mark.parametrize("source_id", ids(*AS_RECORDED))
def test_changed_data_are_fresh(ask, server, store, source_id):
    """When the service has other figures, every download is replaced."""
    names = ask(source_id).fresh
    before = {download.name: download.sha256 for download in store.downloads(source_id)}
    server.replay.scale[source_id] = 0.9
    change_version(server, source_id)

    result = ask(source_id)
    assert (result.failures, sorted(result.fresh)) == ([], sorted(names))
    for download in store.downloads(source_id):
        assert download.sha256 != before[download.name]
        assert source_id not in VERSION_REQUESTS or download.version == NEWER[source_id]


@pytest.mark.parametrize("source_id", ids(*AS_RECORDED))
def test_shrunken_data_are_refused(ask, server, store, source_id):
    """When half of the figures are gone, the good copy stays, and what was received lies aside with the reason."""
    names = ask(source_id).fresh
    before = store.downloads(source_id)
    server.replay.drop[source_id] = 0.5
    change_version(server, source_id)

    result = ask(source_id)
    assert (result.fresh, result.unchanged, len(result.failures)) == ([], [], len(names))
    assert all("The last good copy stays" in failure for failure in result.failures)
    assert store.downloads(source_id) == before
    assert all(store.content(download) for download in before)


@pytest.mark.parametrize("source_id", ids(*AS_RECORDED))
def test_a_wrong_id_is_said(ask, server, source_id):
    """A series that the service does not know is said in a sentence, and the others come all the same."""
    names = ask(source_id).fresh
    server.replay.unknown.add(series_of(source_id)[-1 if source_id == "owid" else 0])
    change_version(server, source_id)
    server.replay.scale[source_id] = 0.9

    result = ask(source_id)
    assert any(UNKNOWN[source_id] in failure for failure in result.failures), result.failures
    if len(names) > 1:
        assert (len(result.failures), len(result.fresh)) == (1, len(names) - 1)


@pytest.mark.parametrize("source_id", ids())
def test_a_service_that_turns_the_program_away(ask, server, store, source_id):
    """A service that answers with a page of refusal ends the asking, after a few requests, and nothing is kept."""
    server.replay.refuses.add(source_id)
    with pytest.raises(BlockedError):
        ask(source_id)
    assert store.downloads(source_id) == []
    assert len(server.requests) <= 3


def change_version(server: ReplayServer, source_id: str) -> None:
    if source_id in NEWER:
        server.replay.version[source_id] = NEWER[source_id]


def series_of(source_id: str) -> list[str]:
    feeds = [feed for _, feed in all_figures().catalogue.feeds_of(source_id)]
    return [codes[0] for feed in feeds for codes in (feed.series, feed.plus) if codes]


def test_all_services_are_replayed():
    """A service that is registered has an answer here, or stands among those that have none."""
    assert set(BY_ID) == set(UNKNOWN) | AS_RECORDED | NOT_REPLAYED


def test_pages_make_one_download(ask, store, desk):
    """Pages of the World Bank are kept together and read as one, figure by figure as they were published."""
    ask("worldbank")
    download = store.download("worldbank", "IT.NET.USER.ZS")
    assert (len(download.pages), download.version) == (3, "2026-07-13")
    file = read_pages(worldbank.API, download.name, documents_of(store, download), desk, "live")
    read = {(row.fields["area_id"], int(row.fields["year"])): float(row.fields["value"]) for row in file.rows}
    published = all_figures().of("worldbank", "IT.NET.USER.ZS")
    assert read == {(one.area, one.year): one.value for one in published}


def test_too_much_for_the_institute(ask, server, store, desk):
    """Where all series at once are too much for the UIS, they are asked for one by one, and make one download."""
    server.replay.most["uis"] = 100
    assert (ask("uis").failures, len(server.requests)) == ([], 6)
    download = store.download("uis", "schools")
    assert len(download.pages) == 4
    file = read_pages(uis.API, "schools", documents_of(store, download), desk, "live", version=download.version)
    assert {row.fields["level"] for row in file.rows} == {"primary", "lower secondary", "upper secondary", "secondary"}
    assert [release.name for release in file.releases] == ["UIS database 20260507"]


def test_a_series_that_is_too_much_by_itself(ask, server, store):
    """A refusal that asking for less does not cure is said."""
    server.replay.most["uis"] = 10
    (failure,) = ask("uis").failures
    assert "Too much data requested" in failure
    assert store.downloads("uis") == []


def test_the_parameters_of_the_institute(ask, server):
    """The UIS is asked by the names of parameters that it knows, and for its present version."""
    ask("uis")
    _, asked, _ = server.requests[-1]
    assert asked.count("indicator=") == 4
    for part in ("geoUnitType=NATIONAL", "start=2000", "end=20", "footnotes=true", "version=20260507-91260335"):
        assert part in asked


RECORD = {"indicatorId": "SCHBSP.1.WINTERN", "geoUnit": "CHE", "year": 2021, "value": 1}
CUBE = {
    "id": ["indic_is", "unit", "geo", "time"], "size": [1, 1, 1, 1], "value": {"0": 50},
    "dimension": {
        name: {"category": {"index": {code: 0}}}
        for name, code in {"indic_is": "I_IUGOV1", "unit": "PC_IND_IU3", "geo": "CH", "time": "2023"}.items()
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("source_id", "answer", "sentence"),
    [
        ("uis", {"hints": [], "records": [RECORD | {"year": 1999}]}, "SCHBSP.1.WINTERN of 1999, which was not asked"),
        ("uis", {"hints": [], "records": [RECORD | {"indicatorId": "CR.1"}]}, "CR.1 of 2021, which was not asked for"),
        ("uis", {"hints": [{"message": "No such unit"}], "records": []}, "no record and says: No such unit; expected"),
        ("uis", {"data": []}, "no records and no hints; expected both"),
        ("unctad", [], "lists no file of US.IctUseEnterprSize; expected one"),
        ("unctad", [{"name": "x"}], "names no fileId"),
        ("eurostat", CUBE, "the answer is of I_IUGOV1 in PC_IND_IU3, asked was I_IUGOV1 in PC_IND"),
        ("eurostat", CUBE | {"value": {}}, "holds no value of I_IUGOV1"),
        ("eurostat", {"error": [{"status": 100, "label": "No results found"}]}, "answers 'No results found'; expected"),
        ("eurostat", {"warning": {"status": 413, "label": "ASYNCHRONOUS_RESPONSE"}}, "answers 'ASYNCHRONOUS_RESPONSE'"),
        ("eurostat", {"hello": 1}, "not JSON-stat of isoc_ciegi_ac"),
        ("worldbank", {"hello": 1}, "no pages and no rows"),
    ],
)
def test_answers_of_another_kind(ask, server, store, source_id, answer, sentence):
    """An answer with status 200 that is not what was asked for is said in a sentence, and nothing is kept."""
    server.answers = lambda _path, _query: (200, {"Content-Type": "application/json"}, json.dumps(answer).encode())
    result = ask(source_id)
    assert sentence in result.failures[0]
    assert store.downloads(source_id) == []


def test_no_version_no_shortcut(ask, server):
    """Where the World Bank does not say its version, the data are asked for and compared."""
    gone = server.answers
    server.answers = lambda path, query: (404, {}, b"{}") if path == "/v2/sources/2" else gone(path, query)
    names = ask("worldbank").fresh
    result = ask("worldbank")
    assert (result.fresh, sorted(result.unchanged)) == ([], sorted(names))
    assert len(server.requests) > len(names)


@needs_samples
def test_a_file_is_asked_for_by_its_marks(ask, server):
    """The second time the workbook of ITU is asked for only if it is another one."""
    ask("itu_prices")
    result = ask("itu_prices")
    _, path, headers = server.requests[-1]
    marks = {name.lower() for name in headers}
    assert path.endswith("ITU_ICTPriceBaskets_2008-2025.xlsx")
    assert {"if-none-match", "if-modified-since"} <= marks
    assert result.unchanged == ["ict-price-baskets"]


def test_a_chart_without_a_version_is_asked_for_by_its_marks(ask, server):
    """Where Our World in Data does not say when a chart was updated, an unchanged table is not sent again."""
    whole = server.answers
    server.answers = lambda path, query: (404, {}, b"{}") if path.endswith(".json") else whole(path, query)
    names = ask("owid").fresh
    result = ask("owid")
    assert (result.failures, sorted(result.unchanged)) == ([], sorted(names))


def test_a_failing_service_leaves_the_good_copies(ask, server, store):
    """When every answer is a page in place of data, the sentence says so and the store is as before."""
    ask("eurostat")
    before = store.downloads("eurostat")
    server.fault = "html 200"
    with suppress(SourceError):
        assert "a page of HTML" in ask("eurostat").failures[0]
    assert store.downloads("eurostat") == before
