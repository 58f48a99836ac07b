"""Reads claims from a table as text or a workbook, each row by itself: what is wrong with one is a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from etl.claims.claim import EACH, OUTSIDE, Claim
from etl.claims.relations import Relations
from etl.errors import RefusedFileError, SourceError
from etl.layouts.documents import open_documents
from etl.quoting import quoted
from etl.written.numbers import number
from indicators.catalogue import Catalogue
from indicators.claims import ClaimKind
from indicators.vocabulary import BREAKDOWNS, TOTALS, AreaType, Qualifier

COLUMNS = (
    "claim_id",
    "target_id",
    "kind",
    "indicator_id",
    "area_id",
    "sex",
    "age",
    "location",
    "level",
    "year",
    "as_of",
    "other_year",
    "other_area",
    "printed",
    "qualifier",
    "precision",
    "edition",
    "locator",
    "note",
)
NEEDED = ("indicator_id", "area_id", "year", "printed", "edition")
"""The columns that every file has; what the others say has a usual value."""

_LONGEST = 1_000
_ROUGH = (Qualifier.ABOUT, Qualifier.NEARLY)
_BOUNDS = (Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.AT_MOST, Qualifier.LESS_THAN)


@dataclass(frozen=True)
class Fault:
    """A row that cannot be checked, and why."""

    line: int
    claim_id: str
    reason: str


@dataclass(frozen=True)
class ClaimsFile:
    """The claims of a file and its rows that are none; `report` is the name of the file without its ending."""

    report: str
    claims: tuple[Claim, ...]
    faults: tuple[Fault, ...]


class _WrongCellError(Exception):
    """What stands in a cell cannot be used; the message says so."""


def read(path: Path, catalogue: Catalogue, relations: Relations) -> ClaimsFile:
    """The claims of a file. Raises RefusedFileError where it is no table, or lacks a column that every claim needs."""
    table = next(
        (
            found
            for document in open_documents(path.name, path.read_bytes())
            for found in document.tables(lambda header: len(set(NEEDED) & set(header)) >= 2)
        ),
        None,
    )
    header = tuple(one.strip().lower() for one in table.header) if table else ()
    missing = [one for one in NEEDED if one not in header]
    if table is None or missing:
        raise RefusedFileError(
            f"{path.name}: no table with the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}; expected a "
            f"header with {', '.join(NEEDED)}, and any of {', '.join(one for one in COLUMNS if one not in NEEDED)}"
        )
    if unknown := [one for one in header if one and one not in COLUMNS]:
        close = get_close_matches(unknown[0], COLUMNS, n=1)
        hint = f"; did you mean {close[0]}?" if close else f"; expected one of {', '.join(COLUMNS)}"
        raise RefusedFileError(f"{path.name}: {quoted(unknown[0])} is no column of claims{hint}")
    if double := next((one for one in COLUMNS if header.count(one) > 1), ""):
        raise RefusedFileError(f"{path.name}: the column {double} is there twice; expected it once")
    claims: list[Claim] = []
    faults: list[Fault] = []
    seen: set[str] = set()
    for line, cells in table.rows:
        row = dict.fromkeys(COLUMNS, "") | {one: cell.strip() for one, cell in zip(header, cells, strict=False) if one}
        if not any(row.values()):
            continue
        claim_id = row["claim_id"] or f"row-{line}"
        try:
            if claim_id in seen:
                raise _WrongCellError(f"claim_id {quoted(claim_id)!r} is there twice; expected every id once")
            seen.add(claim_id)
            claims.append(_claim(row | {"claim_id": claim_id}, line, catalogue, relations))
        except _WrongCellError as wrong:
            faults.append(Fault(line, claim_id, f"{path.name}: line {line}: {wrong}"))
    return ClaimsFile(path.stem, tuple(claims), tuple(faults))


def read_all(folder: Path, catalogue: Catalogue, relations: Relations) -> list[ClaimsFile]:
    """The claims of data/claims, a file for each report. Raises SourceError with a line for each row that is none."""
    files = [read(path, catalogue, relations) for path in sorted(folder.glob("annual_report_*.csv"))]
    if faults := [fault.reason for file in files for fault in file.faults]:
        raise SourceError("\n".join([*faults, "Mend these rows of data/claims and refresh again."]))
    return files


def _claim(row: Mapping[str, str], line: int, catalogue: Catalogue, relations: Relations) -> Claim:
    if long := next((name for name, text in row.items() if len(text) > _LONGEST), ""):
        raise _WrongCellError(f"{long} is longer than {_LONGEST} characters")
    measure = relations.measures.get(row["indicator_id"])
    indicator = catalogue.indicator_by_id.get(row["indicator_id"])
    if measure is None and indicator is None:
        known = [*catalogue.indicator_by_id, *relations.measures]
        close = get_close_matches(row["indicator_id"], known, n=1)
        hint = f"did you mean {close[0]}?" if close else "expected an id as /api/v1/indicators lists them"
        raise _WrongCellError(f"indicator_id {quoted(row['indicator_id'])!r} is no indicator; {hint}")
    value = number(row["printed"].replace("\u2212", "-"))
    if value is None:
        raise _WrongCellError(
            f"printed {quoted(row['printed'])!r} is no number; expected one such as 68 or 0.94, with a point before "
            "decimals and nothing between thousands"
        )
    qualifier = _word(row, "qualifier", tuple(Qualifier), "")
    kind = _word(row, "kind", tuple(ClaimKind), ClaimKind.BOUND if qualifier in _BOUNDS else ClaimKind.VALUE)
    unit = measure.unit if measure else indicator.unit if indicator else ""
    target = row["target_id"] or (indicator.target if indicator else "") or ""
    if target and target not in catalogue.target_by_id:
        raise _WrongCellError(f"target_id {quoted(target)!r} is no target; expected one of 1.1 to 2.5, or nothing")
    breakdown = {
        column: _word(row, column, tuple(BREAKDOWNS[column]), total)
        for column, total in zip(BREAKDOWNS, TOTALS, strict=True)
    }
    if not row["edition"][:4].isdecimal() or len(row["edition"]) < 4:
        raise _WrongCellError(
            f"edition {quoted(row['edition'])!r} does not begin with a year; expected that of the figures, such as 2024"
        )
    year = _year(row, "year")
    if year is None and not row["as_of"]:
        raise _WrongCellError("year is empty; expected the year that the figure is of, such as 2024")
    return Claim(
        claim_id=row["claim_id"],
        target_id=target,
        kind=ClaimKind(kind),
        indicator_id=row["indicator_id"],
        title=measure.title if measure else indicator.title if indicator else "",
        unit=unit,
        area_id=_area(row, "area_id", catalogue),
        year=year,
        as_of=row["as_of"],
        other_year=_year(row, "other_year"),
        other_area=_area(row, "other_area", catalogue) if row["other_area"] else "",
        printed=row["printed"],
        value=value,
        qualifier=qualifier,
        precision=_precision(row, qualifier),
        edition=row["edition"],
        locator=row["locator"],
        note=row["note"],
        line=line,
        is_measure=measure is not None,
        **breakdown,
    )


def _word(row: Mapping[str, str], column: str, allowed: Sequence[str], usual: str) -> str:
    word = row[column] or usual
    if word not in allowed:
        words = ", ".join(one for one in allowed[:12] if one)
        raise _WrongCellError(f"{column} {quoted(word)!r} is not known; expected one of {words}, or nothing")
    return str(word)


def _year(row: Mapping[str, str], column: str) -> int | None:
    text = row[column]
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and 1950 <= int(text[:9]) <= 2100):
        raise _WrongCellError(f"{column} {quoted(text)!r} is no year; expected one such as 2024")
    return int(text)


def _area(row: Mapping[str, str], column: str, catalogue: Catalogue) -> str:
    text = row[column] or "WLD"
    kinds = [kind for kind in AreaType if kind not in (AreaType.GROUP, AreaType.WORLD)]
    if text in catalogue.area_by_id or text in OUTSIDE or text in [f"{EACH}{kind}" for kind in kinds]:
        return text
    raise _WrongCellError(
        f"{column} {quoted(text)!r} is no area; expected an id as /api/v1/areas lists them, such as WLD, LDC or KEN, "
        f"or of every area of a kind, such as '{EACH}{AreaType.ITU_REGION}'"
    )


def _precision(row: Mapping[str, str], qualifier: str) -> float:
    """The step of the last digit that was printed; of what is about, that of the last digit that is not 0."""
    if row["precision"]:
        found = number(row["precision"])
        if found is None or found <= 0:
            raise _WrongCellError(
                f"precision {quoted(row['precision'])!r} is no step of digits; expected a number above 0, such as 0.1"
            )
        return found
    digits = row["printed"].lower().lstrip("+-\u2212")
    decimals = len(digits.partition(".")[2])
    if decimals or qualifier not in _ROUGH:
        return float(10**-decimals)
    zeros = len(digits) - len(digits.rstrip("0")) if digits.strip("0") else 0
    return float(10**zeros)
