"""The API asked by schemathesis what its own description says that it takes, and what it says that it does not.

Some hundred cases in an ordinary run, on a thin build; FUZZ_CASES=2000 asks at least so many, of all kinds. The seed is
that of the run: --hypothesis-seed gives the same cases again.
"""

import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
import schemathesis
from flask import Flask
from schemathesis import Case, HookContext, Response
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import AcceptedNegativeData, Failure
from schemathesis.engine import events, from_schema
from schemathesis.openapi.checks import RejectedPositiveData

from dashboard.address.keys import KEYS
from dashboard.app import create_app
from indicators.catalogue import Catalogue
from indicators.settings import Settings

CASES = int(os.environ.get("FUZZ_CASES", "0"))
"""How many at least; 0 for those of an ordinary run."""

PHASES = ("examples", "coverage", "fuzzing", "stateful") if CASES else ("examples", "fuzzing")
UNSAYABLE = {"empty_period", "not_before", "not_together"}
"""Errors about two parameters together, which a description in OpenAPI cannot tell."""


@dataclass
class Report:
    """What a run has found: how many cases, their statuses, the checks that were made, and what failed."""

    statuses: Counter[int] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def thin(thin_settings: Settings) -> Flask:
    """The application over the thin build."""
    return create_app(thin_settings).server


@pytest.fixture(scope="module")
def described(thin: Flask, catalogue: Catalogue) -> dict[str, Any]:
    """The description, with the ids of the served build where it tells their form: else no question would find any."""
    client = thin.test_client()
    document = client.get("/api/openapi.json").json
    parameters = document["components"]["parameters"]
    for name in ("indicator", "area", "member_of", "group", "edition"):
        schema = parameters[name]["schema"]
        schema = schema.get("items", schema)
        del schema["pattern"]
        schema["enum"] = list(KEYS[name].allowed(catalogue))
    builds = [build["build_id"] for build in client.get("/api/v1/builds").json["data"]]
    for name in ("since", "until", "build"):
        parameters[name]["schema"] = {"type": "string", "enum": builds}
    parameters["report"]["schema"] = {"type": "string", "enum": ["annual_report_2024"]}
    (build,) = document["paths"]["/api/v1/builds/{build_id}/observations.parquet"]["get"]["parameters"]
    build["schema"] = {"type": "string", "enum": builds}
    return document


def is_a_fault(_context: HookContext, failure: Failure, case: Case, response: Response) -> bool:
    """Whether a failed check is one of the API: not where the description cannot say what is wrong, or where what is
    wrong is a value that is not there, which asks for nothing.
    """
    if isinstance(failure, RejectedPositiveData):
        error = response.json()["error"]
        return error["code"] not in UNSAYABLE and error["parameter"] != "cursor"
    return not (
        isinstance(failure, AcceptedNegativeData) and any(_is_nothing(one) for one in (case.query or {}).values())
    )


def _is_nothing(value: object) -> bool:
    """Whether a value of an address has no word in it: none, or empty ones in a list."""
    return all(_is_nothing(one) for one in value) if isinstance(value, list) else not str(value).strip(", ")


def asked(app: Flask, document: Mapping[str, Any], seed: int) -> Report:
    """The answers to the cases that a seed gives."""
    operations = len(document["paths"])
    settings = {
        "seed": seed,
        "headers": {"Accept-Encoding": "identity"},  # what is compressed for the wire is not looked at
        "phases": {phase: {"enabled": phase in PHASES} for phase in ("examples", "coverage", "fuzzing", "stateful")},
        "generation": {"max-examples": max(CASES // (4 * operations), 5), "database": "none"},
    }
    schema = schemathesis.openapi.from_dict(dict(document), config=SchemathesisConfig.from_dict(settings))
    schema.app = app
    schema.hook("filter_failure")(is_a_fault)
    report = Report()
    for event in from_schema(schema).execute():
        if isinstance(event, events.NonFatalError):
            report.wrong.append(f"{event.label}: {event.value}")
        elif isinstance(event, events.ScenarioFinished):
            _add(report, event)
    return report


def _add(report: Report, event: events.ScenarioFinished) -> None:
    interactions = event.recorder.interactions
    report.statuses.update(one.response.status_code for one in interactions.values() if one.response)
    for case, checks in event.recorder.checks.items():
        for check in checks:
            report.checks[check.name] += 1
            if check.failure_info:
                asked_for = interactions[case].request
                said = f"{check.name}: {asked_for.method} {asked_for.uri}\n{check.failure_info.failure.message}"
                report.wrong.append(said)


def test_every_answer_is_as_described(thin: Flask, described: dict[str, Any], request: pytest.FixtureRequest):
    """Whatever is asked, no answer is a failure of the server, each has the status, type, headers and shape that the
    description gives it, what fits it is answered, and what does not is refused.
    """
    seed = request.config.getoption("hypothesis_seed")
    report = asked(thin, described, int(seed))
    print(f"{report.statuses.total()} cases: {dict(report.statuses)}; {dict(report.checks)}")
    assert not report.wrong, "\n\n".join(report.wrong[:10])
    assert report.statuses.total() >= max(CASES, 100)
    assert {200, 400} <= set(report.statuses) <= {200, 304, 400, 404, 405, 406, 413}
    assert len(report.checks) >= 10


def test_a_wrong_answer_is_found(thin: Flask, described: dict[str, Any], request: pytest.FixtureRequest):
    """A column that the description has otherwise is found: what is asked here can fail."""
    document = {**described, "paths": {path: described["paths"][path] for path in ("/api/v1/targets",)}}
    schemas = document["components"]["schemas"]
    target = schemas["Target"]
    wrong_target = {**target, "properties": {**target["properties"], "title": {"type": "integer"}}}
    schemas = {**schemas, "Target": wrong_target}
    document["components"] = {**document["components"], "schemas": schemas}
    wrong = asked(thin, document, int(request.config.getoption("hypothesis_seed"))).wrong
    assert any("response_schema_conformance" in one for one in wrong)
