"""/api/openapi.json: the API described for programs (OpenAPI 3.1), made from the models of its answers, the register of
the keys of an address, the register of formats, and examples of the served build.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from flask import Response, current_app, request
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from dashboard.address.keys import KEYS, MOST_LETTERS, Key
from dashboard.api import api
from dashboard.api.examples import first_row
from dashboard.api.formats.format import Format
from dashboard.api.models import WORDS, Health, NoHealth, Refusal, answer_model, explored_model, row_model
from dashboard.api.resources import BUILD_ID, OF_A_BUILD, RESOURCES, Resource, keys_of, keys_of_format
from dashboard.api.sdmx import FORMS
from dashboard.reading.warehouse import Snapshot, served
from dashboard.serving.addresses import base
from dashboard.serving.lifetimes import UNTIL_CHANGED
from dashboard.serving.limits import MOST_BYTES
from indicators.catalogue import Catalogue

Schema = dict[str, Any]

VERSION = "1.0.0"
"""Of the API; its first number stands in the addresses."""

_ABOUT = """\
The figures of the {title} and the verdicts on them, as the pages show them: published figures with edition, source and
place, and what is computed from them. Only GET, HEAD and OPTIONS; no key is needed, and pages of other sites may ask.

- A list is separated by commas, or its parameter repeated. A parameter without a value asks for nothing.
- Rows come in a stable order and are never cut in silence: JSON has a page of them where `limit` asks for one, all else
  is given whole.
- An answer has an `ETag`: with `If-None-Match`, what has not changed is 304 without a body. The same address gives the
  same bytes as long as the same build is served.
- What cannot be used is 400 with an error that says what was expected. Numbers, years and codes are never guessed.
- An address or a body of more than {most} kB is not read (414, 413); the server before the program may take less.
- Cite the source, edition and build of a row. Figures keep their publishers' terms: /api/v1/sources has them."""

_HEADERS: dict[str, tuple[str, Schema]] = {
    "ETag": ("Changes with the build, the question and the format", {"type": "string"}),
    "X-Total-Rows": ("How many rows there are", {"type": "integer", "minimum": 0}),
    "Content-Disposition": ("A name for the file that says what is in it", {"type": "string"}),
    "Content-Location": ("The address that gives this answer as long as its build is kept", {"type": "string"}),
    "Access-Control-Allow-Origin": ("Pages of every site may read the answer", {"const": "*"}),
}

_REFUSALS: dict[str, tuple[str, str]] = {
    "400": ("Refused", "A parameter or value cannot be used"),
    "404": ("NotThere", "There is no such resource or format"),
    "406": ("NotAcceptable", "Accept names none of the formats"),
    "410": ("Gone", "The build that is asked is no longer kept; Link leads to the same question of the served one"),
    "413": ("TooMuch", "The body is too long, or the format has no room for so many rows"),
    "414": ("TooLong", "The address is too long"),
    "503": ("NoBuild", "No build is served yet"),
}


def document(snapshot: Snapshot, address: str) -> Schema:
    """The description of the API over the served build, reached at `address`."""
    return {**_of_build(snapshot), "servers": [{"url": address}]}


@api.get("/api/openapi.json")
def openapi() -> Response:
    """The document, with an ETag; 304 where the asker has it."""
    with served().snapshot() as snapshot:
        body = json.dumps(document(snapshot, base()), ensure_ascii=False, separators=(",", ":")).encode()
    response = Response(body, mimetype="application/json", headers={"Cache-Control": UNTIL_CHANGED})
    response.set_etag(hashlib.sha256(body).hexdigest()[:32])
    response.make_conditional(request)
    return response


def _of_build(snapshot: Snapshot) -> Schema:
    kinds = tuple(current_app.extensions["kinds"])
    made: Schema = snapshot.of_build(("openapi", kinds), lambda: _made(snapshot, kinds))
    return made


def _made(snapshot: Snapshot, kinds: tuple[str, ...]) -> Schema:
    catalogue = snapshot.catalogue
    parameters: Schema = {}
    paths: Schema = {}
    for resource in RESOURCES.values():
        keys = keys_of(resource, kinds)
        example = first_row(resource)
        for path, formats in _paths(resource):
            named = [*keys, OF_A_BUILD, *(key for one in formats[:1] for key in keys_of_format(one))]
            references = [_reference(parameters, key, resource, catalogue) for key in named]
            paths[path] = {"get": _operation(resource, path, formats, references, example)}
    paths |= _of_builds() | _of_structure(parameters, catalogue) | _of_service()
    title = catalogue.plan.title
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{title}: target tracker",
            "version": VERSION,
            "summary": "Figures and verdicts of the plan's targets",
            "description": _ABOUT.format(title=title, most=MOST_BYTES // 1024),
        },
        "tags": [
            {"name": "Figures", "description": "What was published or computed, and what was judged"},
            {"name": "Lists", "description": "What figures are of, where they come from, and what was refused"},
            {"name": "Service", "description": "The state of the server, and this description"},
        ],
        "paths": paths,
        "components": {
            "schemas": _schemas(),
            "parameters": parameters,
            "headers": {
                name: {"description": says, "schema": schema, "required": name != "Content-Disposition"}
                for name, (says, schema) in _HEADERS.items()
            },
            "responses": _responses(),
        },
    }


def _paths(resource: Resource) -> Iterator[tuple[str, tuple[Format, ...]]]:
    """The paths of a resource with the formats that they give: those with parameters of their own each by itself."""
    first, *others = resource.formats
    yield f"/api/v1/{resource.name}", (first,)
    for one in others:
        if one.options:
            yield f"/api/v1/{resource.name}.{one.suffix}", (one,)
    if plain := tuple(one for one in others if not one.options):
        yield f"/api/v1/{resource.name}.{{format}}", plain


def _operation(
    resource: Resource, path: str, formats: tuple[Format, ...], parameters: list[Schema], example: Schema
) -> Schema:
    names = " or ".join(one.says for one in formats)
    of_formats = path.endswith("{format}")
    if of_formats:
        suffixes = [one.suffix for one in formats]
        parameters = [
            {
                "name": "format",
                "in": "path",
                "required": True,
                "description": f"The format: {names}",
                "schema": {"type": "string", "enum": suffixes},
                "example": suffixes[0],
            },
            *parameters,
        ]
    first = formats[0] is resource.formats[0]
    suffix = "" if first else "_file" if of_formats else f"_{formats[0].suffix}"
    accept = " Accept can ask for another format here; a suffix does so more plainly." if first else ""
    return {
        "operationId": f"{resource.name}{suffix.replace('.', '_')}",
        "summary": f"{resource.says.partition('.')[0].partition(':')[0]}, as {names}",
        "description": f"{resource.says}{accept}",
        "tags": ["Figures" if resource.takes and resource.name in _FIGURES else "Lists"],
        "parameters": parameters,
        "responses": {
            "200": {
                "description": f"All rows, as {names}" if not first else "The rows, or a page of them",
                "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in _HEADERS},
                "content": {one.media_type.partition(";")[0]: _content(resource, one, example) for one in formats},
                **({"links": _next_page(resource)} if formats[0].paged else {}),
            },
            **_NOT_MODIFIED,
            **_refused(*_REFUSALS),
        },
    }


def _next_page(resource: Resource) -> Schema:
    """How the next page of an answer is asked for: by the same question with what the answer says."""
    return {
        "NextPage": {
            "operationId": resource.name,
            "parameters": {"cursor": "$response.body#/meta/next_cursor"},
            "description": "The page after this one, of the same question; there is none where next_cursor is null",
        }
    }


_FIGURES = ("observations", "progress", "explore")


def _content(resource: Resource, chosen: Format, example: Schema) -> Schema:
    if chosen is resource.formats[0]:
        return {"schema": {"$ref": f"#/components/schemas/{answer_name(resource)}"}, "example": example}
    if chosen.media_type.startswith("text/"):
        return {"schema": {"type": "string"}}
    return {"schema": {}}


def _reference(parameters: Schema, key: Key, resource: Resource, catalogue: Catalogue) -> Schema:
    """A reference to the parameter of a key, which is put among `parameters`; a name may have more than one meaning."""
    made = _parameter(key, catalogue)
    name = key.name
    if parameters.setdefault(name, made) != made:
        name = f"{key.name}_of_{resource.name}"
        parameters[name] = made
    return {"$ref": f"#/components/parameters/{name}"}


def _parameter(key: Key, catalogue: Catalogue) -> Schema:
    said: Schema = {"name": key.name, "in": "query", "description": key.means, "schema": _schema(key, catalogue)}
    if key.is_list:
        said |= {"style": "form", "explode": False}
    if key.tried:
        said["example"] = list(key.tried) if key.is_list else _typed(key, key.tried[0])
    return said


def _typed(key: Key, text: str) -> object:
    match key.takes:
        case "year" | "count":
            return int(text)
        case "number":
            return float(text)
        case _:
            return text


_NUMBERS: dict[str, Schema] = {
    "year": {"type": "integer", "minimum": 1000, "maximum": 9999},
    "number": {"type": "number"},
    "count": {"type": "integer", "minimum": 1, "maximum": 99_999_999},
    "flag": {"type": "string", "enum": ["true", "false", "1", "0", "yes", "no"]},
}


def _schema(key: Key, catalogue: Catalogue) -> Schema:
    """What a key takes, as JSON Schema; its usual value is its default."""
    if key.takes in _NUMBERS:
        return _NUMBERS[key.takes]
    if key.takes == "text":
        return {"type": "string", "pattern": key.form} | ({"maxLength": MOST_LETTERS} if key.name == "find" else {})
    words = _words(key, key.allowed(catalogue))
    if key.is_list:
        return {"type": "array", "items": words}
    return words | ({"default": key.usual} if key.usual else {})


def _words(key: Key, allowed: tuple[str, ...]) -> Schema:
    vocabulary = WORDS.get(key.name)
    if vocabulary and set(vocabulary) == set(allowed):
        return {"$ref": f"#/components/schemas/{vocabulary.__name__}"}
    return {"type": "string"} | ({"pattern": key.form} if key.form else {"enum": list(allowed)})


def answer_name(resource: Resource) -> str:
    """The name of the model of an answer."""
    return "ExploreRows" if resource.others else f"{resource.row}Rows"


def answer_models() -> dict[str, type[BaseModel]]:
    """The models of all answers in JSON, by the name of the resource."""
    rows = {one.name: row_model(one.row, one.columns, one.filled) for one in RESOURCES.values() if not one.others}
    made = {name: answer_model(row) for name, row in rows.items()}
    for one in RESOURCES.values():
        if one.others:
            made[one.name] = explored_model(answer_name(one), rows["observations"], rows[one.others])
    return made


def _schemas() -> Schema:
    wanted: Iterable[type[BaseModel]] = (*answer_models().values(), Refusal, Health, NoHealth)
    _, found = models_json_schema(
        [(one, "serialization") for one in wanted], ref_template="#/components/schemas/{model}"
    )
    schemas: Schema = found["$defs"]
    return {name: _plain(schema) for name, schema in schemas.items()}


def _plain(schema: Any) -> Any:
    """A schema without the titles that only repeat its names."""
    if isinstance(schema, list):
        return [_plain(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {key: _plain(one) for key, one in schema.items() if key != "title" or not isinstance(one, str)}


def _responses() -> Schema:
    refusal = {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}
    allowed = {"Access-Control-Allow-Origin": {"$ref": "#/components/headers/Access-Control-Allow-Origin"}}
    return {
        "NotModified": {"description": "The asker has the answer (If-None-Match)"},
        **{name: {"description": says, "headers": allowed, "content": refusal} for name, says in _REFUSALS.values()},
    }


def _gives(content: Schema, says: str) -> Schema:
    """A response with a body of the types that are the keys of `content`."""
    return {"description": says, "content": {media: {"schema": schema} for media, schema in content.items()}}


def _refused(*statuses: str) -> Schema:
    return {code: {"$ref": f"#/components/responses/{_REFUSALS[code][0]}"} for code in statuses}


_NOT_MODIFIED = {"304": {"$ref": "#/components/responses/NotModified"}}


def _of_builds() -> Schema:
    refusal = {"application/json": {"$ref": "#/components/schemas/Refusal"}}
    parquet: Schema = {"application/vnd.apache.parquet": {}}
    build = {"type": "string", "pattern": BUILD_ID}
    return {
        "/api/v1/builds/{build_id}/observations.parquet": {
            "get": {
                "operationId": "observations_of_build",
                "summary": "All observations of a build as one Parquet file",
                "description": "Whole, or the part that Range asks for: programs read only the columns that they need.",
                "tags": ["Figures"],
                "parameters": [{"name": "build_id", "in": "path", "required": True, "schema": build}],
                "responses": {
                    "200": _gives(parquet, "The file"),
                    "206": _gives(parquet, "The part that Range asks for"),
                    **_NOT_MODIFIED,
                    **_refused("400", "404", "410", "414", "503"),
                    "416": _gives(refusal, "Range asks for no part of the file"),
                },
            }
        }
    }


def _of_structure(parameters: Schema, catalogue: Catalogue) -> Schema:
    form = {"type": "string", "enum": list(FORMS)}
    group = _reference(parameters, KEYS["group"], RESOURCES["observations"], catalogue)
    return {
        "/api/v1/structure.{form}": {
            "get": {
                "operationId": "structure",
                "summary": "The structure message of the observations in SDMX",
                "tags": ["Lists"],
                "parameters": [{"name": "form", "in": "path", "required": True, "schema": form}, group],
                "responses": {
                    "200": _gives({media.partition(";")[0]: {} for media in FORMS.values()}, "The message"),
                    **_NOT_MODIFIED,
                    **_refused("400", "404", "414", "503"),
                },
            }
        }
    }


def _of_service() -> Schema:
    health = {"application/json": {"$ref": "#/components/schemas/Health"}}
    no_health = {"application/json": {"$ref": "#/components/schemas/NoHealth"}}
    return {
        "/healthz": {
            "get": {
                "operationId": "health",
                "summary": "Whether a build is served, and which",
                "tags": ["Service"],
                "responses": {"200": _gives(health, "The served build"), "503": _gives(no_health, "Why there is none")},
            }
        },
        "/api/openapi.json": {
            "get": {
                "operationId": "openapi",
                "summary": "This description",
                "tags": ["Service"],
                "responses": {
                    "200": _gives({"application/json": {"type": "object"}}, "The description, of the served build"),
                    **_NOT_MODIFIED,
                    **_refused("503"),
                },
            }
        },
    }
