"""Every registered service is asked as it would be online, by a real client, at a server that replays its answers."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from etl.asking.raw import RawStore
from etl.asking.session import Result, documents_of
from etl.errors import BlockedError
from etl.intake.drop import recognise
from etl.register import SERVICES
from etl.sources import unctad
from tests.etl.fetching import BY_ID, asked
from tests.replay import ReplayServer
from tests.replay_figures import all_figures
from tests.samples import needs_samples

NOT_REPLAYED = {"itu_aggregates"}  # its workbook is not at hand
AS_RECORDED = {"itu_prices"}  # its workbook is at hand as a whole, where the samples are
NEWER = {
    "worldbank": "2026-10-01",
    "unsd_sdg": "2026.Q3.G.01",
    "uis": "20260901-0a1b2c3d",
    "unctad": "4712",
    "eurostat": "2026-09-10T11:00:00+0200",
    "owid": "2026-09-01",
}
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
    "eurostat": "isoc_ci_in_h: the answer holds no value of isoc_ci_in_h; expected some",
    "itu_datahub": "430: the service has no data of 430; expected some",
    "owid": "answered 404, so there is nothing at this address",
}


def ids(*left_out: str) -> list[str]:
    return [service.id for service in SERVICES if service.id not in NOT_REPLAYED | set(left_out)]


def skip_without_workbook(source_id: str) -> None:
    if source_id in AS_RECORDED and needs_samples.args[0]:
        pytest.skip("the workbook of price baskets stands among the samples, which are not there")


@dataclass(frozen=True)
class First:
    """A service that was asked for the first time: what became of it, what was asked for, and the store with it."""

    result: Result
    requests: str
    raw: Path


@pytest.fixture(scope="module")
def asked_first(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], First]:
    """Asks a service for the first time, once for all cases; the store is not to be damaged."""

    @cache
    def first(source_id: str) -> First:
        raw = tmp_path_factory.mktemp(source_id)
        with ReplayServer() as server:
            result = asked(source_id, server, RawStore(raw))
            return First(result, " ".join(path for _, path, _ in server.requests), raw)

    return first


@pytest.fixture
def first(asked_first: Callable[[str], First], tmp_path: Path, source_id: str) -> First:
    """The service was asked once, and all that came is in the store."""
    skip_without_workbook(source_id)
    found = asked_first(source_id)
    shutil.copytree(found.raw, tmp_path / "raw")
    return found


@pytest.mark.drawn(5)
@pytest.mark.parametrize("source_id", ids())
def test_first_and_second_run(first, ask, server, store, source_id):
    """The first run brings everything that indicators are fed from; the second finds it unchanged.

    Where the service says its version, the data are not asked for again. What came is recognised as the source's own.
    """
    assert (first.result.failures, first.result.unchanged) == ([], [])
    assert sorted(first.result.fresh) == [download.name for download in store.downloads(source_id)] != []
    before = {download.name: download.sha256 for download in store.downloads(source_id)}
    for download in store.downloads(source_id):
        assert {recognise(document).source_id for document in documents_of(store, download)} == {source_id}

    second = ask(source_id)
    assert (second.failures, second.fresh, sorted(second.unchanged)) == ([], [], sorted(first.result.fresh))
    assert {download.name: download.sha256 for download in store.downloads(source_id)} == before
    if source_id in VERSION_REQUESTS:
        assert sorted(set(server.paths())) == sorted(VERSION_REQUESTS[source_id])


@pytest.mark.parametrize("source_id", ids("unctad", "owid", *AS_RECORDED))
def test_every_series_is_asked_for(first, source_id):
    """No series of the catalogue is left out: its code stands in some request, where a file does not hold them all."""
    assert [one for one in series_of(source_id) if one.partition(":")[0] not in first.requests] == []


@pytest.mark.parametrize("source_id", ids(*AS_RECORDED))
def test_changed_data_are_fresh(first, ask, server, store, source_id):
    """When the service has other figures, every download is replaced."""
    names = first.result.fresh
    before = {download.name: download.sha256 for download in store.downloads(source_id)}
    server.replay.scale[source_id] = 0.9
    change_version(server, source_id)

    result = ask(source_id)
    assert (result.failures, sorted(result.fresh)) == ([], sorted(names))
    for download in store.downloads(source_id):
        assert download.sha256 != before[download.name]
        assert source_id not in VERSION_REQUESTS or download.version == NEWER[source_id]


@pytest.mark.parametrize("source_id", ids(*AS_RECORDED))
def test_shrunken_data_are_refused(first, ask, server, store, source_id):
    """When half of the figures are gone, the good copy stays, and what was received lies aside with the reason."""
    names = first.result.fresh
    before = store.downloads(source_id)
    server.replay.drop[source_id] = 0.5
    change_version(server, source_id)

    result = ask(source_id)
    assert (result.fresh, result.unchanged, len(result.failures)) == ([], [], len(names))
    assert all("The last good copy stays" in failure for failure in result.failures)
    assert store.downloads(source_id) == before
    assert all(store.content(download) for download in before)


@pytest.mark.parametrize("source_id", ids(*AS_RECORDED))
def test_a_wrong_id_is_said(first, ask, server, source_id):
    """A series that the service does not know is said in a sentence, and the others come all the same."""
    names = first.result.fresh
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
    return [feed.series[0] for feed in feeds]


def test_all_services_are_replayed():
    """A service that is registered has an answer here, or stands among those that have none."""
    assert set(BY_ID) == set(UNKNOWN) | AS_RECORDED | NOT_REPLAYED
