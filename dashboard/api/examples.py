"""Answers of the served build as examples in the description of the API: what it says to these very questions."""

from typing import Any

from flask import Response, current_app

from dashboard.api.resources import Resource


def first_row(resource: Resource) -> dict[str, Any]:
    """What a resource answers in JSON to its example, with a page of one row."""
    question = "&".join(filter(None, (resource.example, "limit=1")))
    with current_app.test_request_context(resource.address(query=question)):
        answer: Response = current_app.make_response(current_app.dispatch_request())
        told: dict[str, Any] = answer.get_json()
        answer.close()
    return told
