"""A layout: how one kind of file of a source is recognised, and how it is read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

from etl.errors import RefusedFileError
from etl.layouts import account
from etl.layouts.documents import Document
from etl.quoting import quoted
from etl.reading.desk import Desk, Reading
from etl.reading.rows import ReadFile

FAULTY = (AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What comes of taking apart an answer that lacks a part."""


@dataclass(frozen=True)
class Layout:
    """One kind of file: `title` names it to the reader, `document` is the title its figures are cited under.

    `recognise` looks at content alone. `read` offers every figure of one document to the reading; a layout without
    figures (a list of countries, a classification) says so by setting its rows aside. Of JSON, `values` names what
    figures are read from, and `about` other numbers that are no figures. `missing` says what of a download that comes
    in pages is not there, such as "page 1 of 3, 2 of 6 records"; nothing where it is whole.
    """

    source_id: str
    title: str
    document: str
    recognise: Callable[[Document], bool]
    read: Callable[[Document, Reading], None]
    url: str = ""
    values: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    missing: Callable[[Sequence[Document]], str] = lambda _: ""


def read_pages(
    layout: Layout, file: str, pages: Sequence[Document], desk: Desk, held: str, **known: object
) -> ReadFile:
    """The documents of one download as one file: its pages make one edition.

    `known` are the `version` and `received_at` of a file that a service sent. Raises RefusedFileError when the
    content turns out to be laid out otherwise than it seemed, or is a part of a download; of a dropped file also when
    it holds no record, or most of its figures break.
    """
    started = perf_counter()
    reading = Reading(file, layout.source_id, desk, layout.document, layout.url, **known)  # type: ignore[arg-type]
    try:
        if missing := layout.missing(pages):
            raise RefusedFileError(
                f"{file}: a part of a download ({missing}); expected all of it: download it again as one page"
            )
        for page in pages:
            if layout.values and page.kind == "json":
                account.expect_values(page, reading, layout.values, layout.about)
            layout.read(page, reading)
            if reading.sheets:
                account.pass_over_sheets(page, reading)
        account.check(file, layout.title, reading)
        if held == "drop":
            _refuse_broken(file, layout.title, reading)
        return reading.result(layout.title, held, perf_counter() - started)
    except FAULTY as error:
        raise RefusedFileError(
            f"{file}: looked like '{layout.title}' and is laid out otherwise ({type(error).__name__}: "
            f"{quoted(str(error))}); has the service changed it?"
        ) from error


def _refuse_broken(file: str, title: str, reading: Reading) -> None:
    """Refuse a file without a record, or most of whose figures break; a download has its own guard."""
    if not reading.records and not reading.accounted:
        raise RefusedFileError(f"{file}: '{title}' without a record: it holds no figure; download it again")
    broken, of, first = reading.broken
    if 2 * broken > of:
        raise RefusedFileError(
            f"{file}: {broken:,} of {of:,} figures cannot be read, the first: {first}. A file most of whose figures "
            "break is not used in part: download it again, or mend it"
        )
