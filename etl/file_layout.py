"""A layout: how one kind of file of a source is recognised, and how it is read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

from etl.documents import Document
from etl.errors import RefusedFileError
from etl.quoting import quoted
from etl.reading import Desk, Reading
from etl.rows import ReadFile

FAULTY = (AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What comes of taking apart an answer that lacks a part."""


@dataclass(frozen=True)
class Layout:
    """One kind of file: `title` names it to the reader, `document` is the title its figures are cited under.

    `recognise` looks at content alone. `read` offers every figure of one document to the reading; a layout without
    figures (a list of countries, a classification) says so by setting its rows aside.
    """

    source_id: str
    title: str
    document: str
    recognise: Callable[[Document], bool]
    read: Callable[[Document, Reading], None]
    url: str = ""


def read_pages(
    layout: Layout, file: str, pages: Sequence[Document], desk: Desk, held: str, **known: object
) -> ReadFile:
    """The documents of one download as one file: its pages make one edition.

    `known` are the `version` and `received_at` of a file that a service sent. Raises RefusedFileError when the
    content turns out to be laid out otherwise than it seemed.
    """
    started = perf_counter()
    reading = Reading(file, layout.source_id, desk, layout.document, layout.url, **known)  # type: ignore[arg-type]
    try:
        for page in pages:
            layout.read(page, reading)
        return reading.result(layout.title, held, perf_counter() - started)
    except FAULTY as error:
        raise RefusedFileError(
            f"{file}: looked like '{layout.title}' and is laid out otherwise ({type(error).__name__}: "
            f"{quoted(str(error))}); has the service changed it?"
        ) from error
