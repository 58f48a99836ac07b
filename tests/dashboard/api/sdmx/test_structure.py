"""The structure message: what pysdmx reads in each of its forms, its ids, and its version."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from dash import Dash
from flask.testing import FlaskClient
from pysdmx.io import read_sdmx
from pysdmx.model.message import Message

from dashboard.api.sdmx import FORMS
from dashboard.api.sdmx.components import COMPONENTS, CROSS_DOMAIN, DATASET, OBSERVATION
from dashboard.api.sdmx.lists import CodeLists, ids_of, lists_of
from dashboard.app import create_app
from dashboard.reading.editions import Edition
from dashboard.reading.warehouse import Snapshot
from indicators.settings import Settings

AN_ID = re.compile(r"[A-Za-z0-9_@$-]+")
A_COMPONENT = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


@pytest.fixture
def lists(snapshot: Snapshot) -> CodeLists:
    """The code lists of the build."""
    return lists_of(snapshot.build)


def read(client: FlaskClient, form: str, query: str = "") -> Message:
    """A structure as pysdmx reads it; one in XML is held against the schemas of SDMX as well."""
    answer = client.get(f"/api/v1/structure.{form}?{query}")
    assert (answer.status_code, answer.content_type) == (200, FORMS[form])
    return read_sdmx(answer.text, validate=form.endswith("xml"))


@pytest.mark.parametrize("form", FORMS)
def test_structure_is_read_back(client: FlaskClient, lists: CodeLists, form: str):
    """Each form gives back every list with its codes and their names, and every component with what it is made of."""
    message = read(client, form)
    found = {one.id: one for one in message.get_codelists()}
    assert list(found) == [one.id for one in lists.lists]
    for one in lists.lists:
        there = found[one.id]
        assert (there.agency, there.version) == (one.agency, one.version or lists.version)
        assert [(code.id, code.name, code.description or "") for code in there] == [
            (code.id, code.name, code.says) for code in one.codes
        ]
    (described,) = message.get_data_structure_definitions()
    parts = {one.id: one for one in described.components}
    assert set(parts) == {one.id for one in COMPONENTS}
    for one in COMPONENTS:
        part = parts[one.id]
        assert str(part.role).lower() == one.part
        assert part.attachment_level == (one.of or None)
        assert (part.concept.id, part.concept.name, part.concept.description) == (one.id, one.name, one.says)
        assert part.dtype == one.kind
        assert (part.enumeration.id if part.enumeration else "") == one.codes
        assert part.required is one.required
    (flow,) = message.get_dataflows()
    assert flow.short_urn == f"Dataflow={lists.dataflow}"
    assert str(flow.structure.short_urn if hasattr(flow.structure, "short_urn") else flow.structure).endswith(
        f"DataStructure={described.agency}:{described.id}({lists.version})"
    )


def test_order_of_components(client: FlaskClient):
    """Dimensions come in the order of a file, the year last; only the build belongs to a file as a whole."""
    (described,) = read(client, "sdmx.xml").get_data_structure_definitions()
    dimensions = [one.id for one in described.components.dimensions]
    assert dimensions == [one.id for one in COMPONENTS][: len(dimensions)]
    assert (dimensions[0], dimensions[-1]) == ("FREQ", "TIME_PERIOD")
    assert [one.id for one in described.components.attributes if one.attachment_level == DATASET] == ["BUILD"]


def test_ids_are_valid(lists: CodeLists):
    """Every id is one of SDMX, unique in its list, and every code has a name."""
    for one in lists.lists:
        ids = [code.id for code in one.codes]
        assert len(ids) == len(set(ids)) > 0, one.id
        assert all(AN_ID.fullmatch(id_) for id_ in (one.id, *ids)), one.id
        assert all(code.name for code in one.codes), one.id
    assert all(A_COMPONENT.fullmatch(one.id) for one in COMPONENTS)
    assert re.fullmatch(r"1\.20\d{4}\.\d{1,8}", lists.version)


@pytest.mark.parametrize(
    ("word", "id_"),
    [
        ("internet_users", "internet_users"),
        ("2025 (Nov)", "2025_Nov"),
        ("1.7", "1_7"),
        ("ITU-AFR", "ITU-AFR"),
        ("Eurostat isoc_ci_in_h, 2026-06-25", "Eurostat_isoc_ci_in_h_2026-06-25"),
        ("=1+1", "1_1"),
        ("-2 @home", "2_home"),
    ],
)
def test_rule_of_ids(word: str, id_: str):
    """A word that is an id stays; a run of other characters becomes one mark, with none at the ends."""
    assert ids_of([word]) == {word: id_}


def test_ids_never_meet():
    """Words that would have one id, or none, get different ones, whatever their order; others keep theirs."""
    words = ["2025 (Nov)", "2025, Nov", "2025", "（）", "…"]
    made = ids_of(words)
    assert made["2025"] == "2025"
    assert len(set(made.values())) == len(words)
    assert all(AN_ID.fullmatch(id_) for id_ in made.values())
    assert ids_of(reversed(words)) == made


def test_version_says_what_is_held(snapshot: Snapshot):
    """The same catalogue and editions have one version; another name, code or edition has another, a newer a later."""
    build = snapshot.build
    catalogue, version = build.catalogue, lists_of(build).version
    renamed = (replace(catalogue.areas[0], name="The whole world"), *catalogue.areas[1:])
    newer = (*build.editions, Edition("2031", {"itu_datahub": ["2031-05"]}))
    changed = [
        lists_of(one).version
        for one in (
            replace(build, catalogue=replace(catalogue, areas=renamed)),
            replace(build, catalogue=replace(catalogue, areas=catalogue.areas[:-1])),
            replace(build, editions=build.editions[1:]),
            replace(build, editions=newer, newest_source="2031-05"),
        )
    ]
    assert lists_of(replace(build, build_id="another", file="another")).version == version
    assert len({version, *changed}) == 5
    assert changed[-1].startswith("1.203105.")


def test_same_structure_of_another_build(built_on: Callable[[str], Settings], client: FlaskClient):
    """A build with the same lists has the same version, whenever it was made; a message is the same every time."""
    other = create_app(built_on("2031-01-01 00:00:00")).server.test_client()
    flows = [read(one, "sdmx.json").get_dataflows()[0].short_urn for one in (client, other)]
    assert flows[0] == flows[1]
    first, second = (client.get("/api/v1/structure.sdmx.xml") for _ in range(2))
    assert first.data == second.data
    assert client.get("/api/v1/structure.sdmx.xml", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_shared_lists_are_those_of_all_offices(client: FlaskClient):
    """Frequency, sex and status use codes of SDMX itself, as parts of its lists, and concepts that all share."""
    message = read(client, "sdmx.xml")
    parts = {one.id: [code.id for code in one] for one in message.get_codelists() if one.agency == "SDMX"}
    assert {name: set(ids) for name, ids in parts.items()} == {
        "CL_FREQ": {"A"},
        "CL_SEX": {"F", "M", "_T"},
        "CL_OBS_STATUS": {"A", "E", "F"},
    }
    assert all(one.is_partial for one in message.get_codelists() if one.agency == "SDMX")
    (shared,) = (one for one in message.get_concept_schemes() if one.agency == "SDMX")
    assert (shared.agency, shared.id, shared.version) == CROSS_DOMAIN
    assert {"FREQ", "REF_AREA", "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE"} <= {one.id for one in shared}


def test_own_group_has_a_code(client: FlaskClient):
    """A group of the reader's own is an area of the structure that is asked for with it, and has another version."""
    areas, versions = [], []
    for query in ("", "group=KEN,UGA"):
        message = read(client, "sdmx.xml", query)
        (listed,) = (one for one in message.get_codelists() if one.id == "CL_AREA")
        areas.append({code.id: code.name for code in listed})
        versions.append(message.get_dataflows()[0].version)
    assert areas[1] == areas[0] | {"KEN_UGA": "Kenya and Uganda"}
    assert versions[0] != versions[1]


def test_what_it_does_not_take(client: FlaskClient):
    """Filters of observations are refused, and so is a group that is none, with the error object of the API."""
    for query, code in (("area=WLD", "unknown_parameter"), ("group=XXX", "unknown_value")):
        answer = client.get(f"/api/v1/structure.sdmx.json?{query}")
        assert (answer.status_code, answer.json["error"]["code"]) == (400, code)
    assert client.get("/api/v1/structure.xml").status_code == 404


def test_document_names_every_component():
    """docs/sdmx.md has a row for each component, in their order, with its part and the list of its codes."""
    rows = re.findall(r"^\| ([A-Z_]+) \| ([^|]+) \| ([^|]+) \|", Path("docs/sdmx.md").read_text(), re.MULTILINE)
    parts = {OBSERVATION: "of the observation", DATASET: "of the file"}
    assert [(name, part) for name, part, _ in rows] == [
        (one.id, parts.get(one.of, f"of {one.of}") if one.of else one.part) for one in COMPONENTS
    ]
    for one, (*_, values) in zip(COMPONENTS, rows, strict=True):
        assert one.codes in values
        assert ("or empty" in values) is not one.required


def test_kept_build_describes_itself(first: Dash, refused: Dash):
    """With its id a kept build gives the structure that it gave when it was served, and its rows name that one."""
    then, now = (app.server.test_client() for app in (first, refused))
    build_id = then.get("/healthz").json["build_id"]
    served_id = now.get("/healthz").json["build_id"]
    assert build_id != served_id
    asked = now.get(f"/api/v1/structure.sdmx.xml?build={build_id}")
    assert asked.text == then.get("/api/v1/structure.sdmx.xml").text
    assert asked.headers["Content-Location"] == f"/api/v1/structure.sdmx.xml?build={build_id}"
    for query, id_ in (("", served_id), (f"build={build_id}", build_id)):
        (flow,) = read(now, "sdmx.xml", query).get_dataflows()
        rows = now.get(f"/api/v1/observations.sdmx.csv?area=WLD&{query}").text.splitlines()
        assert f'"{flow.short_urn.removeprefix("Dataflow=")}"' in rows[1]
        assert rows[1].endswith(f'"{id_}"')
    gone = now.get("/api/v1/structure.sdmx.xml?build=20200101-000000-0000")
    assert (gone.status_code, gone.json["error"]["parameter"]) == (404, "build")
