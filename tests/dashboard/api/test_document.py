"""/api/openapi.json: a valid description, of all that there is, that the answers of the real build keep to."""

import gzip
import re
from typing import Any

import jsonschema_rs
import pytest
from dash import Dash
from flask.testing import FlaskClient
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from dashboard.address.keys import KEYS
from dashboard.address.selection import PARAMETERS
from dashboard.api.asked import RESOURCES as ANSWERED
from dashboard.api.document import answer_models
from dashboard.api.formats import FORMATS
from dashboard.api.resources import RESOURCES
from indicators.catalogue import Catalogue


@pytest.fixture(scope="module")
def document(client: FlaskClient) -> dict[str, Any]:
    """The description of the API over the real build."""
    answer = client.get("/api/openapi.json")
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    return answer.json


def test_it_is_valid(document: dict[str, Any]):
    """The document is OpenAPI 3.1, its schemas are JSON Schema, and every reference in it leads somewhere."""
    OPENAPI_31_VALIDATOR.validate(document)
    for schema in document["components"]["schemas"].values():
        jsonschema_rs.meta.validate(schema)
    references = set(re.findall(r"'\$ref': '#/components/(\w+)/([\w-]+)'", str(document)))
    assert {(kind, name) for kind, name in references if name not in document["components"][kind]} == set()
    kinds = ("schemas", "parameters", "headers", "responses")
    assert {(kind, name) for kind in kinds for name in document["components"][kind]} - references <= {
        ("schemas", answer.__name__) for answer in answer_models().values()
    }


def test_it_weighs_little(client: FlaskClient):
    """The document stays one that is loaded in a moment."""
    whole = client.get("/api/openapi.json").data
    assert len(whole) < 150_000
    assert len(gzip.compress(whole)) < 25_000


def test_all_that_there_is_is_described(app: Dash, document: dict[str, Any]):
    """Every resource, in every format that it has, is a path of the document, and so is every other route."""
    assert set(RESOURCES) == set(ANSWERED)
    paths = document["paths"]
    for resource in RESOURCES.values():
        described = {f"/api/v1/{resource.name}"} | {
            f"/api/v1/{resource.name}.{suffix}"
            for path, methods in paths.items()
            for parameter in methods["get"].get("parameters", ())
            if path == f"/api/v1/{resource.name}.{{format}}" and parameter.get("name") == "format"
            for suffix in parameter["schema"]["enum"]
        }
        described |= {path for path in paths if path.startswith(f"/api/v1/{resource.name}.") and "{" not in path}
        assert described == {resource.address(one.suffix, "") for one in resource.formats[1:]} | {
            f"/api/v1/{resource.name}"
        }
    rules = {rule.rule for rule in app.server.url_map.iter_rules() if rule.endpoint.startswith("api.")}
    assert {rule for rule in rules if "<" not in rule} - set(paths) == {"/api/v1/structure"}  # 404: it needs an ending
    assert any("builds/{build_id}/observations.parquet" in path for path in paths)


def test_parameters_are_those_of_the_parser(document: dict[str, Any], catalogue: Catalogue):
    """A parameter is listed with the very words that the parser takes, or with a form that all of them have."""
    assert tuple(KEYS) == PARAMETERS
    for name, key in KEYS.items():
        parameter = document["components"]["parameters"][name]
        schema = parameter["schema"].get("items", parameter["schema"])
        if "$ref" in schema:
            schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        allowed = list(key.allowed(catalogue))
        assert not allowed or schema.get("enum", allowed) == allowed
        for word in allowed:
            jsonschema_rs.validate(schema, word)
        assert set(key.tried) <= set(allowed or key.tried)
        assert parameter["description"]


def test_examples_are_answers(client: FlaskClient, document: dict[str, Any]):
    """The example of each resource is what it answers to that question."""
    for name, resource in RESOURCES.items():
        content = document["paths"][f"/api/v1/{name}"]["get"]["responses"]["200"]["content"]["application/json"]
        question = f"{resource.example}&limit=1"
        assert content["example"] == client.get(f"/api/v1/{name}?{question}").json
        assert client.get(resource.address()).json["data"] or name in ("set_aside", "rejected_rows", "revisions")


@pytest.mark.parametrize("name", RESOURCES)
def test_rows_are_as_described(client: FlaskClient, name: str):
    """Every row of the real build is one of its model: the codebook's columns of their kinds, and filled as it says."""
    large = {"observations": "edition=all&source=all&target=1.2,1.7&group=KEN,UGA", "progress": "target=1.2,1.7"}
    question = large.get(name, "")
    answer_models()[name].model_validate_json(client.get(f"/api/v1/{name}?{question}").data, strict=True)


def test_verdicts_of_a_map_are_as_described(client: FlaskClient):
    """What a map of status draws are judgements."""
    asked = client.get("/api/v1/explore?chart=map&show=status&indicator=internet_users")
    answer_models()["explore"].model_validate_json(asked.data, strict=True)
    assert "status" in asked.json["data"][0]


def test_the_same_document_is_304(client: FlaskClient):
    """Who has the document is told so."""
    tag = client.get("/api/openapi.json").headers["ETag"]
    again = client.get("/api/openapi.json", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_formats_are_described_by_their_media_types(document: dict[str, Any]):
    """Each format is named with its media type where it is offered."""
    of_rows = [path["get"]["responses"]["200"] for name, path in document["paths"].items() if "_id}" not in name]
    told = {media for answer in of_rows if "X-Total-Rows" in answer.get("headers", ()) for media in answer["content"]}
    assert {one.media_type.partition(";")[0] for one in FORMATS.values()} == told
