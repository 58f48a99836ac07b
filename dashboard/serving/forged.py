"""Callbacks of open pages are answered if a page of this program can have asked them; all others are refused.

Every value that a page sends is text or nothing: which text, the parts that read it check (address/).
"""

import json
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from dash import Dash
from flask import Flask, Response, jsonify, request

from dashboard.serving.dash_internals import CALLBACKS, Callback, callbacks_of

_LOG = logging.getLogger(__name__)
_MOST_NAMES = 100


def refuse_forged(server: Flask, app: Dash) -> None:
    """Answer what no page asks with 400, and note it in one line."""

    @server.before_request
    def look_at_the_question() -> tuple[Response, int] | None:
        if request.path != CALLBACKS or request.method != "POST":
            return None
        wrong = problem(_body(), callbacks_of(app))
        if wrong is None:
            return None
        _LOG.warning("Refused a question that no page asks: %s", wrong)
        message = f"No page asks this: {wrong}. Programs find the figures at /api/v1 (/api/openapi.json)."
        said = {"code": "not_a_question", "parameter": None, "value": None, "message": message}
        return jsonify({"error": {**said, "allowed": [], "did_you_mean": None}}), 400


def problem(body: object, asked: Mapping[str, Callback]) -> str | None:
    """What is wrong with the body of a question, in a few words that repeat nothing of it; None for nothing."""
    if not isinstance(body, dict):
        return "its body is no object in JSON"
    output = body.get("output")
    question = asked.get(output) if isinstance(output, str) else None
    if question is None:
        return "nothing is called what it asks for"
    outputs = body.get("outputs")
    if _places(outputs if question.several else [outputs]) != question.outputs:
        return "its outputs are not those of what it asks for"
    wrong = _not_given("inputs", body, question.inputs) or _not_given("state", body, question.state)
    return wrong or (None if _are_names(body.get("changedPropIds", [])) else "what changed is no list of names")


def _not_given(part: str, body: Mapping[str, Any], expected: Sequence[tuple[str, str]]) -> str | None:
    given = body.get(part, [])
    if _places(given) != expected:
        return f"its {part} are not those of what it asks for"
    if not all(_is_text(one.get("value")) for one in given):
        return f"a value of its {part} is no text"
    if not all(str(one.get("value")).startswith("/") for one in given if one["property"] == "pathname"):
        return "its page has no path"
    return None


def _are_names(given: object) -> bool:
    return isinstance(given, list) and len(given) <= _MOST_NAMES and all(isinstance(one, str) for one in given)


def _body() -> object:
    try:
        return request.get_json(force=True, silent=True)
    except RecursionError:
        return None


def _places(given: object) -> Sequence[tuple[str, str]] | None:
    """The components and properties that a list names; None where it is none."""
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        return None
    return [(_name(one.get("id")), _name(one.get("property"))) for one in given]


def _name(found: Any) -> str:
    """A name as Dash writes it, also that of a component which is named by several words; empty for what is none."""
    if isinstance(found, dict):
        return json.dumps(found, sort_keys=True, separators=(",", ":"))
    return found if isinstance(found, str) else ""


def _is_text(value: object) -> bool:
    """Whether a value is nothing, or text that can be written."""
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            return False
    return value is None or isinstance(value, str)
