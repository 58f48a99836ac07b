"""Questions that no page asks are refused, whatever they look like; those of pages are answered."""

import copy
import json
import random
import re
from collections.abc import Iterator
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.serving.dash_internals import CALLBACKS, callbacks_of
from tests.dashboard.reader import data_request

_ROUNDS = 300
_ODD: tuple[Any, ...] = (
    None, True, 0, -1, 1.5, 10**400, "", "x", "\ud800", "../../etc/passwd", "a=" * 2_000, [], [[]], [1], {}, {"a": {}},
    {"id": "data-asked"}, "data-asked.data", ["x"] * 500, {"wild": ["ALL"]}, "__proto__", [None], "\x00", "'; drop",
)  # fmt: skip


def _real(app: Dash) -> list[dict[str, Any]]:
    """A body for each question that a page asks, with nothing chosen."""

    def named(place: tuple[str, str]) -> dict[str, Any]:
        return {"id": json.loads(place[0]) if place[0].startswith("{") else place[0], "property": place[1]}

    return [
        {
            "output": name,
            "outputs": [named(one) for one in of.outputs] if of.several else named(of.outputs[0]),
            "inputs": [{**named(one), "value": ""} for one in of.inputs],
            "state": [{**named(one), "value": ""} for one in of.state],
            "changedPropIds": [f"{place}.{prop}" for place, prop in of.inputs],
        }
        for name, of in callbacks_of(app).items()
    ]


def _places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Every container of a body with each of its keys."""
    for key in list(tree) if isinstance(tree, dict) else range(len(tree)):
        yield tree, key
        if isinstance(tree[key], dict | list):
            yield from _places(tree[key])


def _forged(body: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The same with up to three things in it another, gone, or twice there."""
    forged = copy.deepcopy(body)
    for _ in range(chance.randint(1, 3)):
        holder, key = chance.choice(list(_places(forged)) or [(forged, "output")])
        match chance.randrange(3):
            case 0:
                holder[key] = copy.deepcopy(chance.choice(_ODD))
            case 1:
                del holder[key]
            case _ if isinstance(holder, list):
                holder.append(copy.deepcopy(holder[key]))
            case _:
                holder[chance.choice(["id", "property", "value", "output", "more"])] = copy.deepcopy(
                    chance.choice(_ODD)
                )
        if not forged:
            break
    return forged


def test_forged_questions(app: Dash, client: FlaskClient, chance: random.Random, caplog: pytest.LogCaptureFixture):
    """None is answered with a fault of the server: it is refused in one line of the log, or it is a question after all.

    Of what is wrong nothing is repeated that came with it, and no traceback is written.
    """
    real = _real(app)
    found = []
    for _ in range(_ROUNDS):
        forged = _forged(chance.choice(real), chance)
        caplog.clear()
        answer = client.post(CALLBACKS, json=forged)
        assert answer.status_code in (200, 204, 400), (answer.status_code, forged, answer.text[:300])
        found.append(answer.status_code)
        if answer.status_code == 400 and answer.is_json:
            assert answer.json["error"]["code"] == "not_a_question"
            assert [record.exc_info for record in caplog.records] == [None], caplog.text
    assert found.count(400) > _ROUNDS / 3


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"7", b'"x"', b"\xff\xfe", b"[" * 60_000, b'{"output": NaN}', b"{" * 9, b"1" * 9_000]
)
def test_no_question_at_all(client: FlaskClient, body: bytes):
    """What is no object in JSON is refused like any other."""
    answer = client.post(CALLBACKS, data=body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json["error"]["code"] == "not_a_question"


def test_questions_of_pages_are_answered(client: FlaskClient):
    """The form of the page Data asks, and is answered."""
    assert client.post(CALLBACKS, json=data_request("target=1.1")).status_code == 200
    assert client.post(CALLBACKS, json=data_request(None)).status_code == 200


def test_many_unknown_words(app: Dash, client: FlaskClient):
    """Sixty thousand bytes of words that nobody knows are told by the first few, and how many there are."""
    (asked,) = [one for one in _real(app) if "explore-content.children" in one["output"]]
    sizes = []
    for many in (0, 9_000):
        asked["inputs"][0]["value"] = f"area={','.join(f'zz{number}' for number in range(many))}"
        answer = client.post(CALLBACKS, json=asked)
        assert answer.status_code == 200, answer.text
        sizes.append(len(answer.data))
    assert "zz0" in answer.text
    assert re.search(r"\b8,?99\d more values of area are not known", answer.text)
    assert sizes[1] < sizes[0] + 5_000


@pytest.mark.parametrize("path", ["nothing/x.js", "dash/nothing.js", "os/path.py", "dash/../../etc/passwd", "dcc/"])
def test_no_such_script(client: FlaskClient, path: str):
    """A script that Dash does not have is not there; nothing failed."""
    assert client.get(f"/_dash-component-suites/{path}").status_code == 404
