"""The embedded default: published figures, one CSV per publication, each row cited.

Use this to read data/published. It checks that a file is whole; whether its rows make sense is staging's subject. What
all rows of a file share, or all of an indicator in it, stands once in sources.yaml and not in the file.
"""

import csv
import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from etl.errors import SourceError
from etl.reading.rows import COLUMNS, RawRow, ReadFile, Release
from indicators.catalogue import Catalogue
from indicators.sources import Publication
from indicators.vocabulary import BREAKDOWNS, TOTALS

_OF_EACH_ROW = ("indicator_id", "area_id", "year", "value")
_EXPECTED = f"{', '.join(_OF_EACH_ROW)} and any others of {','.join(COLUMNS)}"
_USUAL = dict.fromkeys(COLUMNS, "") | dict(zip(BREAKDOWNS, TOTALS, strict=True)) | {"value_status": "reported"}
"""What a row says in a column that neither its file nor sources.yaml has."""


@dataclass(frozen=True)
class _Rows(Collection[RawRow]):
    """The rows of a file, put together from its text whenever they are gone through: those of all files at once would
    take fifteen times the memory of the texts.

    `usual` is what a row says in the columns that its file does not have, and `shared` the same of those indicators of
    which sources.yaml says more.
    """

    text: str
    file: str
    source_id: str
    usual: Mapping[str, str]
    shared: Mapping[str, Mapping[str, str]]
    count: int

    def __len__(self) -> int:
        return self.count

    def __contains__(self, row: object) -> bool:
        return any(one == row for one in self)

    def __iter__(self) -> Iterator[RawRow]:
        texts = _texts(self.text)
        _, header = next(texts)
        for line, values in texts:
            if len(values) == len(header):
                fields = dict(self.shared.get(values[0], self.usual))
                fields.update(zip(header, values, strict=True))
            else:
                fields = {"": ",".join(values)}
            yield RawRow(self.file, line, self.source_id, fields)


def read(folder: Path, catalogue: Catalogue) -> list[ReadFile]:
    """The files of `folder` in the order of sources.yaml; rows of a wrong number of fields hold their text under ''.

    Raises SourceError with one line per file that is missing, unnamed, empty, cut off or not CSV of COLUMNS.
    """
    named = {p.file: (source.id, p) for source in catalogue.sources for p in source.publications}
    problems = [
        f"data/published/{path.name}: no publication of data/catalogue/sources.yaml names this file; "
        "add it there, or remove the file"
        for path in sorted(folder.glob("*.csv"))
        if path.name not in named
    ]
    files = []
    for name, (source_id, publication) in named.items():
        try:
            started = perf_counter()
            rows = _read_file(folder / name, publication, source_id)
            seconds = perf_counter() - started
            files.append(
                ReadFile(name, source_id, rows, seconds, len(rows), len(rows), releases=_releases(publication))
            )
        except SourceError as error:
            problems.append(f"data/published/{name}: {error}")
    if problems:
        whole = (
            f"{sum(len(file.rows) for file in files)} rows of {len(files)} other files are whole and were not loaded"
        )
        raise SourceError("\n".join([*problems, f"{whole}: mend the files above and refresh again."]))
    return files


def _releases(publication: Publication) -> tuple[Release, ...]:
    return tuple(Release(one.name, one.vintage, publication.document) for one in publication.editions)


def _read_file(path: Path, publication: Publication, source_id: str) -> _Rows:
    if not path.exists():
        raise SourceError("the file is missing; sources.yaml names it")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(f"byte {error.start} is not UTF-8; save the file as UTF-8") from None
    if not text.strip():
        raise SourceError(f"the file is empty; expected a header with {_EXPECTED}")
    if not text.endswith("\n"):
        raise SourceError(
            f"the file ends in the middle of line {text.count(chr(10)) + 1}, without a line break; "
            "expected whole rows: fetch the file again, or end its last row with a line break"
        )
    return _rows(text, publication, source_id)


def _rows(text: str, publication: Publication, source_id: str) -> _Rows:
    texts = _texts(text)
    _, header = next(texts)
    _check_header(tuple(header), publication)
    count = sum(1 for _ in texts)
    if not count:
        raise SourceError("the file holds a header and no rows; expected at least one figure")
    usual = _USUAL | {"document": publication.document} | dict(publication.shared)
    if len(publication.editions) == 1:
        usual["edition"] = publication.editions[0].name
    shared = {one: usual | dict(words) for one, words in publication.by_indicator.items()}
    return _Rows(text, publication.file, source_id, usual, shared, count)


def _texts(text: str) -> Iterator[tuple[int, list[str]]]:
    """The line in which each row begins, and what stands in it: the header, then all rows that are not empty."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for values in reader:
            if values or line == 1:
                yield line, values
            line = reader.line_num + 1
    except csv.Error as error:
        raise SourceError(
            f"the row that begins in line {line} is not CSV ({error}); expected every quotation mark to be closed: "
            "the file may have been cut off"
        ) from None


def _check_header(header: tuple[str, ...], publication: Publication) -> None:
    """Raise SourceError where a header does not name what every row must say, or names a column that rows share."""
    if header[:1] != COLUMNS[:1] or header != tuple(column for column in COLUMNS if column in header):
        raise SourceError(f"the header is {','.join(header)}; expected {_EXPECTED}, in this order")
    if missing := [column for column in _OF_EACH_ROW if column not in header]:
        raise SourceError(
            f"the header is {','.join(header)}; {' and '.join(missing)} are missing, expected {_EXPECTED}"
        )
    for words in (publication.shared, *publication.by_indicator.values()):
        if double := next((column for column in words if column in header), ""):
            raise SourceError(
                f"{double} is a column of the file and is shared in sources.yaml; expected it in one place"
            )
    if "edition" not in header and len(publication.editions) > 1:
        raise SourceError("sources.yaml declares several editions for this file; expected a column edition")
