"""What services say beside figures: pages, refusals, hints, versions that are not there, answers of another kind."""

import json
from contextlib import suppress

import pytest

from etl.asking.session import documents_of
from etl.errors import SourceError
from etl.layouts.file_layout import read_pages
from etl.sources import uis, worldbank
from tests.etl.fetching import desk
from tests.replay_figures import all_figures
from tests.samples import needs_samples

RECORD = {"indicatorId": "SCHBSP.1.WINTERN", "geoUnit": "CHE", "year": 2021, "value": 1}
CUBE = {
    "id": ["indic_is", "unit", "geo", "time"],
    "size": [1, 1, 1, 1],
    "value": {"0": 50},
    "dimension": {
        name: {"category": {"index": {code: 0}}}
        for name, code in {"indic_is": "I_IUGOV1", "unit": "PC_IND_IU3", "geo": "CH", "time": "2023"}.items()
    },
}


def test_pages_make_one_download(ask, store):
    """Pages of the World Bank are kept together and read as one, figure by figure as they were published."""
    ask("worldbank")
    download = store.download("worldbank", "IT.NET.USER.ZS")
    assert (len(download.pages), download.version) == (3, "2026-07-13")
    file = read_pages(worldbank.API, download.name, documents_of(store, download), desk(), "live")
    read = {(row.fields["area_id"], int(row.fields["year"])): float(row.fields["value"]) for row in file.rows}
    published = all_figures().of("worldbank", "IT.NET.USER.ZS")
    assert read == {(one.area, one.year): one.value for one in published}


def test_too_much_for_the_institute(ask, server, store):
    """Where all series at once are too much for the UIS, they are asked for one by one, and make one download."""
    server.replay.most["uis"] = 100
    assert (ask("uis").failures, len(server.requests)) == ([], 6)
    download = store.download("uis", "schools")
    assert len(download.pages) == 4
    file = read_pages(uis.API, "schools", documents_of(store, download), desk(), "live", version=download.version)
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
    _, path, _ = server.requests[-1]
    assert path.count("indicator=") == 4
    for part in ("geoUnitType=NATIONAL", "start=2000", "end=20", "footnotes=true", "version=20260507-91260335"):
        assert part in path


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
    assert any(sentence in failure for failure in result.failures)
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
