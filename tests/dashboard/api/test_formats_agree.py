"""Every format says the same, cell by cell, and what the pages show: for selections drawn by chance.

SPT_TEST_SELECTIONS says how many; --hypothesis-seed gives the same ones again.
"""

import csv
import io
import os
import random
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl

import pandas as pd
import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.address.explore import read_view
from dashboard.address.selection import OF_PROGRESS, parse
from dashboard.columns import LISTS, OBSERVATIONS, PROGRESS, Column
from dashboard.reading import explored, own_groups
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import sought
from indicators.catalogue import Catalogue
from tests.dashboard.api import read_back, selections
from tests.dashboard.api.read_back import Cells

MANY = int(os.environ.get("SPT_TEST_SELECTIONS", "25"))
READERS = {
    "json": read_back.from_json,
    "csv": read_back.from_csv,
    "parquet": read_back.from_parquet,
    "xlsx": read_back.from_xlsx,
}
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
Question = tuple[str, Sequence[Column], pd.DataFrame]


@pytest.mark.parametrize("number", range(MANY))
def test_formats_agree(
    number: int, chance: random.Random, app: Dash, client: FlaskClient, snapshot: Snapshot, catalogue: Catalogue
):
    """The rows of a page are those of every file, in the same order, with the same cells."""
    address, columns, frame = question(chance, app, snapshot, catalogue)
    shown = of_page(frame, columns)
    for suffix, reader in READERS.items():
        answer = client.get(f"/api/v1/{address}".replace("?", f".{suffix}?", 1))
        assert answer.status_code == 200, (address, answer.text)
        expected = neutral(shown) if suffix == "csv" else shown
        assert reader(answer.data, columns) == expected, f"{address} as {suffix}"
        assert answer.headers["X-Total-Rows"] == str(len(shown)), address


def question(chance: random.Random, app: Dash, snapshot: Snapshot, catalogue: Catalogue) -> Question:
    """What is asked, and what a page is given for it."""
    kind = chance.choice(["observations", "observations", "progress", "explore"])
    if kind == "observations":
        query = selections.of_observations(chance, catalogue)
        selection, problems = parse(parse_qsl(query), catalogue)
        frame = sought(own_groups.observations(snapshot, selection), selection.find)
        columns = OBSERVATIONS
    elif kind == "progress":
        query = selections.of_progress(chance, catalogue)
        selection, problems = parse(parse_qsl(query), catalogue, OF_PROGRESS)
        frame, columns = own_groups.progress(snapshot, selection), PROGRESS
    else:
        kinds = app.server.extensions["kinds"]
        query = selections.of_explore(chance, catalogue, list(kinds))
        view, problems = read_view(parse_qsl(query), catalogue, kinds)
        frame = explored.find(snapshot, view).exported
        columns = PROGRESS if view.judges else OBSERVATIONS
    assert problems == [], query
    return f"{kind}?{query}", columns, frame


def of_page(frame: pd.DataFrame, columns: Sequence[Column]) -> Cells:
    """The rows of a frame as they must arrive: computed numbers to twelve digits, and nothing that is missing."""
    computed = (frame["origin"] == "computed").tolist() if "origin" in frame else [False] * len(frame)
    of_columns = [
        [
            cell(value, column, column.noise == "always" or (column.noise == "of computed" and is_computed))
            for value, is_computed in zip(frame[column.name].tolist(), computed, strict=True)
        ]
        for column in columns
    ]
    return [list(row) for row in zip(*of_columns, strict=True)]


def cell(value: Any, column: Column, is_computed: bool) -> Any:
    if value is None or value == "" or value != value:  # noqa: PLR0124 - nan
        return None
    if column.kind == "number":
        return float(f"{value:.12g}") if is_computed else float(value)
    return {"integer": int, "flag": bool, "text": str}[column.kind](value)


def neutral(rows: Cells) -> Cells:
    """The same rows, texts that a spreadsheet would compute with an apostrophe before them."""
    words = {one for row in rows for one in row if isinstance(one, str)}
    wrong = {one: f"'{one}" for one in words if FORMULA.match(one)}
    return [[wrong.get(one, one) for one in row] for row in rows] if wrong else rows


@pytest.mark.parametrize("resource", LISTS)
def test_lists_agree(client: FlaskClient, resource: str):
    """Each list is the same in every format, its days and moments too."""
    columns = LISTS[resource]
    as_json = read_back.from_json(client.get(f"/api/v1/{resource}.json").data, columns)
    for suffix, reader in READERS.items():
        read = reader(client.get(f"/api/v1/{resource}.{suffix}").data, columns)
        assert read == (neutral(as_json) if suffix == "csv" else as_json), suffix


@pytest.mark.parametrize(
    ("asked", "columns"), [("observations.csv?origin=computed&edition=all", OBSERVATIONS), ("progress.csv", PROGRESS)]
)
def test_no_traces_of_arithmetic(client: FlaskClient, asked: str, columns: Sequence[Column]):
    """No number is 0.040000000000000036: computed ones have at most twelve digits, as they are written."""
    rows = list(csv.DictReader(io.StringIO(client.get(f"/api/v1/{asked}").text, newline="")))
    written = [
        row[column.name]
        for row in rows
        for column in columns
        if column.noise == "always" or (column.noise == "of computed" and row["origin"] == "computed")
    ]
    digits = [len(re.sub(r"e.*|\D", "", one).strip("0")) for one in written]
    assert len([many for many in digits if many == 12]) > 100
    assert max(digits) == 12
