"""The formats of the API's answers: one module each, and its line in the register below."""

from collections.abc import Mapping

from dashboard.api.formats import csv, json, package, parquet, sdmx, xlsx
from dashboard.api.formats.format import About, Format, Options

__all__ = ["FORMATS", "About", "Format", "Options"]

FORMATS: Mapping[str, Format] = {
    one.suffix: one
    for one in (
        json.FORMAT,
        csv.FORMAT,
        xlsx.FORMAT,
        parquet.FORMAT,
        sdmx.FORMAT,
        package.FORMAT,
    )
}
"""Every format by its suffix, in the order in which they are offered; the first is what is given unasked."""
