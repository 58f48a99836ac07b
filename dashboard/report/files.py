"""The draft as files: which endings there are, their bytes, and the addresses at which the server gives them."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qsl

from flask import Flask, Response, request

from dashboard.address.report import ReportView, read_view
from dashboard.reading.drafts import editions_of, years_of
from dashboard.reading.warehouse import Snapshot, served
from dashboard.report.made import made
from dashboard.report.markdown import TEXT, text
from dashboard.report.markdown import files as markdown_files
from dashboard.report.page_of_its_own import page
from dashboard.serving.addresses import absolute
from dashboard.serving.heads import Kept
from dashboard.serving.lifetimes import UNTIL_CHANGED
from dashboard.words.report.drafted import Draft

At = Callable[[str], str]
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDINGS = (".docx", ".md", ".zip", ".html")
_KINDS = {"docx": _DOCX, "md.zip": "application/zip", "md": "text/markdown; charset=utf-8"}

FILES: Kept[bytes] = Kept(8)
"""The files that were asked for last, however their addresses were spelt: to write a document takes a second."""


def write(draft: Draft, out: Path, at: At, when: datetime, template: Path | None = None) -> None:
    """Write a draft to a file whose ending says what it is; the pictures of Markdown go to the folder beside it. A
    document of Word takes the styles of a `template`.
    """
    if out.suffix == ".md":
        for name, content in markdown_files(draft, at).items():
            place = out if name == TEXT else out.parent / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        return
    if out.suffix == ".docx":
        out.write_bytes(_word(draft, at, when, template))
        return
    out.write_bytes({".zip": _zip, ".html": _html}[out.suffix](draft, at, when))


def add_routes(server: Flask) -> None:
    """/report.docx, /report.md and /report.md.zip: the draft that the query asks for."""

    @server.get("/report.<any('docx', 'md', 'md.zip'):ending>")
    def report(ending: str) -> Response:
        with served().snapshot() as snapshot:
            view, draft = _asked(snapshot)
            when = snapshot.build.built_at
        key = (ending, view, draft.build_id, absolute(""))
        content = FILES.get(key) or FILES.keep(key, _served(ending, draft, when))
        response = Response(content, mimetype=_KINDS[ending], headers={"Cache-Control": UNTIL_CHANGED})
        name = f"impact-{view.year}-{draft.build_id}.{ending}"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        response.add_etag()
        response.make_conditional(request)
        return response


def _asked(snapshot: Snapshot) -> tuple[ReportView, Draft]:
    """The view that the request asks for, without what in it cannot be used, and its draft."""
    pairs = parse_qsl(request.query_string.decode("utf-8", "replace"), keep_blank_values=True)
    view, _ = read_view(pairs, years_of(snapshot), editions_of(snapshot))
    return view, made(snapshot, view)


def _served(ending: str, draft: Draft, when: datetime) -> bytes:
    if ending == "md":
        return text(draft, absolute).encode()
    return (_word if ending == "docx" else _zip)(draft, absolute, when)


def _word(draft: Draft, at: At, when: datetime, template: Path | None = None) -> bytes:
    from dashboard.report.word import word  # noqa: PLC0415 - python-docx costs whoever does not ask for it nothing

    return word(draft, at, when, template)


def _zip(draft: Draft, at: At, when: datetime) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in markdown_files(draft, at).items():
            archive.writestr(zipfile.ZipInfo(name, when.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _html(draft: Draft, at: At, _when: datetime) -> bytes:
    return page(draft, at).encode()
