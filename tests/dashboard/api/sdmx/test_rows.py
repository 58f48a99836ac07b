"""SDMX-CSV: its columns and codes against the structure, its cells against the JSON of the same selection."""

import csv
import io
from collections.abc import Callable
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.csv
import pytest
from dash import Dash
from flask.testing import FlaskClient
from pysdmx.io import read_sdmx
from pysdmx.model import Components

from dashboard.api.sdmx.components import COMPONENTS, Part
from dashboard.api.sdmx.lists import lists_of
from dashboard.api.sdmx.rows import as_components, cells_of
from dashboard.app import create_app
from dashboard.reading.warehouse import Snapshot
from indicators.settings import Settings
from indicators.vocabulary import Qualifier

HEAD = ["STRUCTURE", "STRUCTURE_ID", "ACTION"]
KEY = [one.id for one in COMPONENTS if one.part is Part.DIMENSION]
SELECTIONS = (
    "target=1.1,1.2&edition=all&source=all&area=WLD,LDC,ITU-AFR,KEN,CIV,NAM",
    "indicator=internet_users&edition=distinct&area_type=economy&from=2023",
    "target=1.7,2.5&edition=all",
    "indicator=mobile_basket_2gb,population&area=WLD,SIDS,INC-LMC,PSE",
    "indicator=internet_users&edition=all&group=KEN,UGA,TZA&area=WLD",
    "indicator=schools_internet&level=primary,lower secondary&area_type=itu_region",
    "indicator=internet_users&area=KEN&edition=history&find=nowhere",
)
UNCHANGED = {
    "area_id": "REF_AREA",
    "indicator_id": "INDICATOR",
    "origin": "ORIGIN",
    "source_id": "SOURCE",
    "unit": "UNIT_TEXT",
    "area_type": "AREA_TYPE",
    "value_status": "VALUE_STATUS",
    "citation": "CITATION",
    "note": "COMMENT_OBS",
    "build_id": "BUILD",
}
NUMBERS = {
    "year": "TIME_PERIOD",
    "value": "OBS_VALUE",
    "coverage_population": "COVERAGE_POPULATION",
    "economies_with_data": "ECONOMIES_WITH_DATA",
    "economies_total": "ECONOMIES_TOTAL",
}
NAMED = {"indicator": "INDICATOR", "area": "REF_AREA", "source": "SOURCE", "edition": "EDITION"}
IN_WORDS = {
    "sex": ("SEX", {"_T": "both", "F": "female", "M": "male"}),
    "age": (
        "AGE",
        {
            "_T": "all",
            "Y0T14": "0-14",
            "Y15T24": "15-24",
            "NOT_Y15T24": "not 15-24",
            "Y25T74": "25-74",
            "Y_GE75": "75+",
        },
    ),
    "location": ("URBANISATION", {"_T": "total", "U": "urban", "R": "rural"}),
}
OBS_STATUS = {"reported": "A", "estimated": "E", "modelled": "E", "projected": "F"}


def as_json(row: dict[str, str], names: dict[str, dict[str, str]]) -> dict[str, Any]:
    """What the JSON of the API says of a row of SDMX-CSV: read from the row, and from the names of its codes."""
    said: dict[str, Any] = {ours: row[theirs] for ours, theirs in UNCHANGED.items()}
    said |= {ours: float(row[theirs]) if row[theirs] else None for ours, theirs in NUMBERS.items()}
    said |= {ours: names[theirs][row[theirs]] for ours, theirs in NAMED.items()}
    said |= {ours: words[row[theirs]] for ours, (theirs, words) in IN_WORDS.items()}
    said["iso3"] = row["REF_AREA"] if row["AREA_TYPE"] == "economy" else None
    said["level"] = "" if row["LEVEL"] == "_T" else row["LEVEL"].replace("_secondary", " secondary")
    said["target_id"] = row["TARGET"].replace("_", ".") or None
    said["area_id"] = row["REF_AREA"].replace("_", "+")
    return said


def described(client: FlaskClient, query: str = "") -> Components:
    """The components of the structure, as pysdmx reads them."""
    answer = client.get(f"/api/v1/structure.sdmx.xml?{query}")
    return read_sdmx(answer.text, validate=False).get_data_structure_definitions()[0].components


def rows_of(client: FlaskClient, query: str) -> list[dict[str, str]]:
    """The rows of an SDMX-CSV, cell by cell as text."""
    answer = client.get(f"/api/v1/observations.sdmx.csv?{query}")
    assert (answer.status_code, answer.content_type) == (200, "application/vnd.sdmx.data+csv; version=2.0.0")
    assert answer.text.startswith("STRUCTURE,")
    return list(csv.DictReader(io.StringIO(answer.text)))


@pytest.mark.drawn(3)
@pytest.mark.parametrize("query", SELECTIONS)
def test_says_what_the_json_says(client: FlaskClient, query: str):
    """Cell by cell, and in the same order, the file and the names of its codes say what the JSON says."""
    own = "&".join(part for part in query.split("&") if part.startswith("group="))
    names = {
        one.id: {code.id: code.name for code in one.enumeration} for one in described(client, own) if one.enumeration
    }
    answer = client.get(f"/api/v1/observations.json?{query}").json["data"]
    found = rows_of(client, query)
    assert [as_json(row, names) for row in found] == answer
    assert [row["OBS_STATUS"] for row in found] == [OBS_STATUS[row["value_status"]] for row in answer]


def test_all_rows_are_described(client: FlaskClient):
    """Of all figures that there are, each has a key of its own, codes that are listed, and what no row is without."""
    assert described_rows(client) > 100_000


def test_rows_of_dropped_files_are_described(first: Dash):
    """So have figures of downloaded files, whose editions no catalogue knows."""
    assert described_rows(first.server.test_client()) > 5_000


def described_rows(client: FlaskClient) -> int:
    """How many rows there are of all sources and editions, each of which is found to be as the structure says."""
    answer = client.get("/api/v1/observations.sdmx.csv?edition=all&source=all")
    names = [*HEAD, *(one.id for one in COMPONENTS)]
    as_text = pa.csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False)
    table = pa.csv.read_csv(io.BytesIO(answer.data), convert_options=as_text)
    assert table.num_rows == int(answer.headers["X-Total-Rows"])
    components = described(client)
    assert table.column_names == names
    assert set(table.column_names[len(HEAD) :]) == {one.id for one in components}
    for one in components:
        words = set(table.column(one.id).unique().to_pylist())
        if one.required:
            assert "" not in words, one.id
        if one.enumeration:
            assert words - {""} <= {code.id for code in one.enumeration}, one.id
    assert table.group_by(KEY).aggregate([]).num_rows == table.num_rows
    assert {name: table.column(name).unique().to_pylist() for name in ("STRUCTURE", "ACTION", "FREQ")} == {
        "STRUCTURE": ["dataflow"],
        "ACTION": ["I"],
        "FREQ": ["A"],
    }
    flow = read_sdmx(client.get("/api/v1/structure.sdmx.json").text, validate=False).get_dataflows()[0]
    assert table.column("STRUCTURE_ID").unique().to_pylist() == [flow.short_urn.removeprefix("Dataflow=")]
    return table.num_rows


def test_bounds_are_kept(client: FlaskClient, warehouse: duckdb.DuckDBPyConnection):
    """The word before a figure is a code of its own in each of the rows that have one, and no word is one, too."""
    words = warehouse.execute(
        "select indicator_id, area_id, edition, year, qualifier from series where qualifier <> '' order by all"
    ).fetchall()
    found = sorted(
        (row["INDICATOR"], row["REF_AREA"], row["EDITION"], int(row["TIME_PERIOD"]), row["QUALIFIER"])
        for row in rows_of(client, f"edition=all&indicator={','.join(sorted({word[0] for word in words}))}")
        if row["QUALIFIER"] != "_Z"
    )
    assert len(found) == len(words) > 20
    assert [row[4] for row in found] == [word[4] for word in words]
    assert {row[4] for row in found} >= {Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.ABOUT}


def test_attributes_of_an_indicator(client: FlaskClient):
    """Unit and decimals are those of the indicator, as the list of indicators has them."""
    listed = {one["indicator_id"]: one for one in client.get("/api/v1/indicators").json["data"]}
    found = rows_of(client, "latest=true&area=WLD")
    assert len({row["INDICATOR"] for row in found}) > 40
    for row in found:
        one = listed[row["INDICATOR"]]
        assert (row["UNIT_MEASURE"], row["UNIT_TEXT"]) == (one["unit"], one["unit_label"])
        assert int(row["DECIMALS"]) == one["decimals"]


def test_texts_are_harmless_and_na_is_a_text(
    snapshot: Snapshot, client: FlaskClient, built_on: Callable[[str], Settings]
):
    """A note that a spreadsheet would compute gets an apostrophe, "NA" stays a text, and none is an empty cell."""
    settings = built_on("2031-02-01 00:00:00")
    with duckdb.connect(str(settings.current.resolve())) as connection:
        for year, note in ((2022, "=1+1"), (2023, "NA"), (2024, "")):
            connection.execute(
                "update series set note = ? where indicator_id = 'internet_users' and area_id = 'WLD' and year = ?",
                [note, year],
            )
    other = create_app(settings).server.test_client()
    found = rows_of(other, "indicator=internet_users&area=WLD&from=2022&to=2024&sex=both&age=all&location=total")
    assert [row["COMMENT_OBS"] for row in found] == ["'=1+1", "NA", ""]


def test_a_word_without_a_code_is_told(snapshot: Snapshot):
    """A word that no list of the build has stops the file with a sentence that names it; it is never left out."""
    lists = lists_of(snapshot.build)
    columns = {one.column: pa.array([None], pa.string()) for one in COMPONENTS if one.column}
    for word in (None, "smoke_signals"):
        columns["indicator_id"] = pa.array([word], pa.string())
        with pytest.raises(ValueError, match=f"indicator_id {word!r} has no code in CL_INDICATOR; expected one of"):
            as_components(pa.table(columns), lists, cells_of(lists, snapshot.catalogue))


def test_only_observations_are_given(client: FlaskClient):
    """Judgements are not: the refusal says in which formats there are."""
    answer = client.get("/api/v1/progress.sdmx.csv")
    assert (answer.status_code, answer.json["error"]["code"]) == (404, "unknown_format")
    assert "csv" in answer.json["error"]["allowed"]
