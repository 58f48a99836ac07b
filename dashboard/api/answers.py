"""The shapes of the API's answers: data with meta, CSV with a speaking name, and errors as an object."""

import hashlib
import io
from collections.abc import Iterable, Mapping

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
from flask import Response, jsonify, request

from dashboard.address.selection import Problem
from dashboard.reading.warehouse import Build

FORMATS = ("json", "csv")

_FORMULA = r"^\s*[=+\-@＝＋－＠]|^[\t\r\n]"
_NUMBER = r"^-\d+(\.\d+)?([eE][+-]?\d+)?$"


def answer(
    frame: pd.DataFrame, build: Build, suffix: str, name: str, meta: Mapping[str, object] | None = None
) -> Response:
    """All rows of a frame as JSON or CSV, with ETag, X-Total-Rows and a file name; 304 where nothing changed."""
    response = _csv(frame, name) if suffix == "csv" else _json(frame, build, meta or {})
    response.headers["X-Total-Rows"] = str(len(frame))
    response.headers["Cache-Control"] = "no-cache"
    asked = f"{build.file} {build.build_id} {request.full_path}".encode()
    response.set_etag(hashlib.sha256(asked).hexdigest()[:32])
    response.make_conditional(request)
    return response


def refuse(problem: Problem, status: int = 400) -> tuple[Response, int]:
    """One problem as the error object of the API."""
    return error(
        status,
        problem.code,
        problem.message,
        parameter=problem.parameter,
        value=problem.value,
        allowed=problem.allowed,
        did_you_mean=problem.did_you_mean,
    )


def error(
    status: int,
    code: str,
    message: str,
    *,
    parameter: str | None = None,
    value: str | None = None,
    allowed: Iterable[str] = (),
    did_you_mean: str | None = None,
) -> tuple[Response, int]:
    """An error object with its status."""
    body = {
        "code": code,
        "parameter": parameter,
        "value": value,
        "message": message,
        "allowed": list(allowed),
        "did_you_mean": did_you_mean,
    }
    return jsonify({"error": body}), status


def _json(frame: pd.DataFrame, build: Build, meta: Mapping[str, object]) -> Response:
    names = list(frame)
    values = frame.astype(object).to_numpy().tolist()
    rows = [dict(zip(names, map(_or_none, row), strict=True)) for row in values]
    built_at = f"{build.built_at.isoformat()}Z"
    return jsonify(
        {"data": rows, "meta": {"build_id": build.build_id, "built_at": built_at, "rows": len(rows), **meta}}
    )


def _or_none(value: object) -> object:
    """A value, or None where it is missing: nan and NaT are the only ones that are not what they are."""
    return None if value != value else value  # noqa: PLR0124 - that is the test


def _without_formulas(table: pa.Table) -> pa.Table:
    """The same table, with an apostrophe before each text that a spreadsheet would compute instead of showing it."""
    for number, column in enumerate(table.schema):
        if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            cells = table.column(number)
            formula = pc.match_substring_regex(cells, _FORMULA)
            formula = pc.and_not(formula, pc.match_substring_regex(cells, _NUMBER))
            if pc.any(formula).as_py():
                before, nothing = pa.scalar("'", column.type), pa.scalar("", column.type)
                shown = pc.if_else(formula, pc.binary_join_element_wise(before, cells, nothing), cells)
                table = table.set_column(number, column.name, shown)
    return table


def _csv(frame: pd.DataFrame, name: str) -> Response:
    buffer = io.BytesIO()
    pyarrow.csv.write_csv(
        _without_formulas(pa.Table.from_pandas(frame, preserve_index=False)),
        buffer,
        pyarrow.csv.WriteOptions(quoting_style="needed"),
    )
    response = Response(buffer.getvalue(), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
