"""The account of a file: every number in it is offered, left with a reason, or known to be none of the figures.

It starts from the file's own cells, or from the values of its JSON, and not from what a reader made of them.
"""

from collections import Counter
from collections.abc import Collection
from typing import Any

from etl.errors import RefusedFileError
from etl.layouts.documents import Document
from etl.layouts.tables import numbers_in
from etl.reading.desk import Reading
from etl.written.numbers import NO_VALUE
from etl.written.years import year_of


def pass_over_sheets(document: Document, reading: Reading) -> None:
    """Set aside, by name, the sheets of a workbook that hold numbers and were not read, and those that are hidden."""
    for sheet, rows in document.grids.items() if document.kind == "workbook" else ():
        if sheet not in reading.sheets:
            count, line = numbers_in(rows)
            if count:
                reading.pass_over(f"the sheet {sheet!r} is none of those that are read", line, count)
    for sheet, rows in document.hidden.items():
        count, line = numbers_in(rows)
        reading.pass_over(f"the sheet {sheet!r} is hidden: only visible sheets are read", line, count)


def expect_values(document: Document, reading: Reading, figures: Collection[str], about: Collection[str]) -> None:
    """Count the values of a JSON document under these names (of objects within each other, joined by a point).

    Those of `figures` are to be offered or left; `value.*` are all values within `value`. Numbers under a name that is
    not in `about` (nor the first of its names) are set aside under it.
    """
    filled, others = 0, Counter[str]()
    names: dict[tuple[str, str], tuple[str, bool, bool]] = {}  # the whole name, whether figures are read, whether known
    waiting: list[tuple[str, Any]] = [("", document.data)]
    while waiting:
        within, held = waiting.pop()
        for name, value in held.items() if isinstance(held, dict) else (("", one) for one in held):
            known = names.get((within, name))
            if known is None:
                known = names[within, name] = _known(within, name, figures, about)
            path, is_read, is_known = known
            if isinstance(value, dict | list):
                waiting.append((path, value))
            elif is_read:
                filled += value is not None and str(value).strip().lower() not in NO_VALUE
            elif isinstance(value, int | float) and not (is_known or isinstance(value, bool)):
                others[path] += year_of(str(value)) is None
    reading.expect("", filled, sorted(figures), "value")
    for path, count in sorted(others.items()):
        if count:
            reading.pass_over(f"the value {path!r} is none of those that are read", 0, count)


def _known(within: str, name: str, figures: Collection[str], about: Collection[str]) -> tuple[str, bool, bool]:
    """A name with those that lead to it, whether figures are read under it, and whether it is known to hold none."""
    path = f"{within}.{name}" if within and name else within or name
    return path, path in figures or f"{within}.*" in figures, path in about or path.partition(".")[0] in about


def check(file: str, title: str, reading: Reading) -> None:
    """Raise RefusedFileError where fewer figures were offered and left than there are numbers in the file, or where
    all its numbers stand where none are read.
    """
    if 0 < reading.numbers == reading.passed_over:
        raise RefusedFileError(
            f"{file}: looked like '{title}', and none of its {reading.numbers:,} numbers stands in a column or a sheet "
            "that is read; expected some: has somebody changed its header?"
        )
    if reading.accounted < reading.numbers:
        raise RefusedFileError(
            f"{file}: of {reading.numbers:,} numbers in it {reading.accounted:,} are accounted for; expected all of "
            "them. This is a fault of the program and not of the file: please report it"
        )
