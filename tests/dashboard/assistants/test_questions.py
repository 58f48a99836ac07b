"""Forty questions are answered with the right figure, edition and address, by calling the tools as documented."""

import csv
import io
import math
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import yaml
from flask.testing import FlaskClient

from dashboard.address.explore import read_view
from dashboard.assistants.addresses import DEFAULT_BASE
from dashboard.pages.explore.kinds import KINDS
from dashboard.pages.targets.view import target_view
from dashboard.reading.warehouse import Snapshot, Warehouse
from indicators.settings import PROJECT
from tests.dashboard.assistants.conftest import answered

QUESTIONS = yaml.safe_load(Path(__file__).with_name("questions.yaml").read_text(encoding="utf-8"))
TOTALS = {"sex": "both", "age": "all", "location": "total", "level": ""}
PLAIN = str.maketrans({"\u202f": " ", "\u00a0": " "})

REFUSED = [one for one in QUESTIONS if "error" in one]


def question_of(asked: dict[str, Any]) -> str:
    return asked["question"]


each_question = pytest.mark.parametrize("asked", QUESTIONS, ids=question_of)
each_answer = pytest.mark.parametrize("asked", [one for one in QUESTIONS if "error" not in one], ids=question_of)


def test_there_are_forty():
    """The table holds forty questions, and each tool answers at least one of them."""
    assert len(QUESTIONS) == 40
    tools = {one["call"][0] for one in QUESTIONS}
    assert len(tools) == 8


@pytest.fixture(scope="module")
def answers(tools: Warehouse) -> Mapping[str, Any]:
    """What each question was answered."""
    found = answered(tools, [tuple(one["call"]) for one in QUESTIONS])
    return {one["question"]: answer for one, answer in zip(QUESTIONS, found, strict=True)}


@each_question
def test_the_words(asked: dict[str, Any], answers: Mapping[str, Any]):
    """The text of an answer has the words that the table says, and not those that it must not have."""
    text = _text(answers[asked["question"]])
    for words in asked.get("says", ()):
        assert words in text
    for words in asked.get("never", ()):
        assert words not in text


@pytest.mark.parametrize("asked", REFUSED, ids=question_of)
def test_the_refusal(asked: dict[str, Any], answers: Mapping[str, Any]):
    """What cannot be answered is an error in the API's shape, with a sentence and what was probably meant."""
    answer = answers[asked["question"]]
    assert answer.is_error
    error = answer.structured_content["error"]
    assert list(error) == ["code", "parameter", "value", "message", "allowed", "did_you_mean"]
    assert {name: error[name] for name in asked["error"]} == asked["error"]
    assert error["message"].rstrip("?") in _text(answer)


@each_answer
def test_the_addresses(asked: dict[str, Any], answers: Mapping[str, Any]):
    """An answer names the addresses that repeat it, and its build, in data and in text."""
    answer = answers[asked["question"]]
    assert not answer.is_error
    data, text = answer.structured_content, _text(answer)
    sign = "&" if "?" in asked["csv"] else "?"
    assert data["repeat"]["csv"] == f"{DEFAULT_BASE}/api/v1/{asked['csv']}{sign}build={data['build']['id']}"
    assert data["repeat"]["api"] == data["repeat"]["csv"].replace(".csv", ".json", 1)
    assert data["repeat"]["page"] == f"{DEFAULT_BASE}/{asked['page']}"
    assert all(said in text for said in (data["repeat"]["csv"], data["repeat"]["page"], data["build"]["id"]))


@each_answer
def test_the_figures(asked: dict[str, Any], answers: Mapping[str, Any]):
    """An answer has the figures and verdicts of the table, with edition and source; none where none is expected."""
    answer = answers[asked["question"]]
    data, text = answer.structured_content, _text(answer)
    for one in asked.get("figures", ()):
        _has_figure(one, _quoted(data), text)
    for one in asked.get("verdicts", ()):
        _has_verdict(one, data, text)
    if asked.get("figures") == [] or asked.get("verdicts") == []:
        assert data["rows"] == []


@each_answer
def test_what_is_there_and_what_is_not(asked: dict[str, Any], answers: Mapping[str, Any]):
    """An answer has the areas and indicators of the table, says why others are missing, and what it left out."""
    answer = answers[asked["question"]]
    data = answer.structured_content
    if "areas" in asked:
        assert [row["area_id"] for row in data["rows"]] == asked["areas"]
    if "indicators" in asked:
        assert [row["indicator_id"] for row in data["rows"]][: len(asked["indicators"])] == asked["indicators"]
    silent = [(one["indicator_id"], one["reason"], one["areas"]) for one in data.get("missing", ())]
    if "missing" in asked:
        assert silent == [(one["indicator"], one["reason"], one["areas"]) for one in asked["missing"]]
    counted = data.get("counted", {"total": 0, "given": 0, "rest": ""})
    assert (counted["given"] < counted["total"]) == bool(counted["rest"]) == bool(asked.get("capped"))
    if asked.get("capped"):
        assert len(data["rows"]) == counted["given"]
        assert data["repeat"]["csv"] in counted["rest"]
        assert counted["rest"] in answer.content[0].text


@each_answer
def test_the_text_says_what_the_data_says(asked: dict[str, Any], answers: Mapping[str, Any]):
    """Every sentence and every licence in the data of an answer is in its text, too."""
    answer = answers[asked["question"]]
    said = list(_all_of(answer.structured_content, ("said", "licence")))
    assert said
    assert [one for one in said if one not in answer.content[0].text] == []


def _all_of(data: Any, names: tuple[str, ...]) -> Iterator[str]:
    """The texts that stand under some names, however deep."""
    if isinstance(data, dict):
        for name, one in data.items():
            yield from (one if isinstance(one, list) else [one]) if name in names else _all_of(one, names)
    elif isinstance(data, list):
        for one in data:
            yield from _all_of(one, names)


@pytest.mark.parametrize("asked", [one for one in QUESTIONS if "facts" in one], ids=question_of)
def test_the_arithmetic(asked: dict[str, Any], answers: Mapping[str, Any]):
    """An opened badge has the arithmetic with its numbers, and the observations that it rests on."""
    data = answers[asked["question"]].structured_content
    said = {one["name"]: f"{one['said']} {one['how']}".translate(PLAIN) for one in data["facts"]}
    assert [name for name, words in asked["facts"].items() if words not in said[name]] == []
    assert {one["year"]: one["value"] for one in data["observations_used"]} == asked["points"]


def _text(answer: Any) -> str:
    return answer.content[0].text.translate(PLAIN)


def _quoted(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The figures of an answer, wherever they stand."""
    rows = [*data.get("rows", ()), *data.get("computed", ())]
    return [figure for row in rows for figure in row.get("figures", [row])]


def _has_figure(one: dict[str, Any], rows: list[dict[str, Any]], text: str) -> None:
    found = [
        row
        for row in rows
        if (row["area_id"], row["year"], row["source_id"]) == (one["area"], one["year"], one["source"])
        and row["edition"] == one["edition"]
    ]
    assert len(found) == 1
    (row,) = found
    assert row["figure"].translate(PLAIN) == one["figure"]
    assert one["figure"] in text
    assert one["edition"] in text
    assert all(row[name] for name in ("unit", "source", "citation", "licence", "said"))
    assert row["origin"] == one.get("origin", "published")
    assert (row["rests_on"] != "") == (row["origin"] == "computed")
    _is_value(one, row)
    if "coverage" in one:
        assert math.isclose(row["coverage_population"], one["coverage"], rel_tol=1e-9)
        assert (row["economies_with_data"], row["economies_total"]) == (one["economies"], one["of"])


def _is_value(one: dict[str, Any], row: dict[str, Any]) -> None:
    """A figure has the value that is printed; a bound has none, and says which it is."""
    value = one["value"] if "value" in one else one["printed"][1]
    if "bound" in one:
        assert row["value"] is None
        assert row["bound"] == {"word": one["bound"], "value": value}
        assert row["qualifier"] == one["bound"]
    else:
        assert row["bound"] is None
        assert math.isclose(row["value"], value, rel_tol=1e-9)


def _has_verdict(one: dict[str, Any], data: dict[str, Any], text: str) -> None:
    rows = data["rows"] if "rows" in data else [data["verdict"]]
    (row,) = (row for row in rows if (row["area_id"], row["indicator_id"]) == (one["area"], one["indicator"]))
    assert (row["status"], row["status_words"]) == (one["status"], one["words"])
    assert f"Verdict of this tracker: {one['words']}" in text
    now = row["now"]
    assert (now["figure"].translate(PLAIN), now["year"], now["edition"]) == (one["now"], one["year"], one["edition"])
    _is_value(one, now)
    assert row["benchmark"].translate(PLAIN) == one["benchmark"]
    assert row["benchmark_source"]
    for name in ("expected", "closes"):
        if name in one:
            assert row[name].translate(PLAIN) == one[name]


@each_question
def test_the_right_figure_is_the_printed_one(asked: dict[str, Any]):
    """What the table expects stands in the file of published figures that it names."""
    tool, arguments = asked["call"]
    for one in (*asked.get("figures", ()), *asked.get("verdicts", ())):
        if "printed" not in one:
            assert one["origin"] == "computed"
            continue
        file, value = one["printed"]
        named = {name: one.get(name, arguments.get(name, total)) for name, total in TOTALS.items()}
        indicator = one.get("indicator") or arguments["indicator"]
        key = (indicator if isinstance(indicator, str) else indicator[0], one["area"], one["year"], *named.values())
        assert value in _printed(file)[key], tool


@cache
def _printed(file: str) -> dict[tuple[Any, ...], list[float]]:
    """The values of a file of published figures by indicator, area, year and breakdown."""
    found: dict[tuple[Any, ...], list[float]] = {}
    with (PROJECT / "data" / "published" / file).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            parts = (row.get(name) or total for name, total in TOTALS.items())
            key = (row["indicator_id"], row["area_id"], int(row["year"]), *parts)
            found.setdefault(key, []).append(float(row["value"]))
    return found


@each_answer
def test_the_address_repeats_it(asked: dict[str, Any], client: FlaskClient, snapshot: Snapshot):
    """The address of an answer gives the same figures as a file, and its page takes all that it says."""
    answer = client.get(f"/api/v1/{asked['csv']}")
    assert answer.status_code == 200
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    for one in asked.get("figures", ()):
        value = one["value"] if "value" in one else one["printed"][1]
        assert any(
            (row["area_id"], row["year"], row["edition"]) == (one["area"], str(one["year"]), one["edition"])
            and math.isclose(float(row["value"]), value, rel_tol=1e-9)
            for row in rows
        )
    for one in asked.get("verdicts", ()):
        (row,) = (row for row in rows if (row["area_id"], row["indicator_id"]) == (one["area"], one["indicator"]))
        assert (row["status"], row["edition"], row["latest_year"]) == (one["status"], one["edition"], str(one["year"]))
    assert _problems(asked["page"], snapshot) == []


def _problems(page: str, snapshot: Snapshot) -> list[object]:
    """What the page of an address cannot use of it."""
    parts = urlsplit(page)
    arguments = parse_qsl(parts.query)
    if parts.path == "explore":
        return list(read_view(arguments, snapshot.catalogue, KINDS)[1])
    if parts.path.startswith("targets/"):
        target = snapshot.catalogue.target_by_id[parts.path.removeprefix("targets/")]
        return list(target_view(snapshot, target, arguments).problems)
    assert parts.path in ("areas", "indicators")
    return []
