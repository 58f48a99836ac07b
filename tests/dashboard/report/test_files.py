"""The draft as files: of Word, Markdown and HTML, from the page and from the command line."""

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document
from flask.testing import FlaskClient
from PIL import Image

from dashboard.address.report import ReportView
from dashboard.reading.warehouse import Snapshot
from dashboard.report.__main__ import main
from dashboard.report.files import write
from dashboard.words.report.drafted import Draft
from etl import pipeline
from indicators.settings import Settings
from tests.dashboard.report.drafts import draft_of, figures
from tests.etl.damage import in_full

_PDF_SECONDS = 300


@pytest.fixture
def drafted(snapshot: Snapshot) -> Draft:
    """The draft of a year."""
    return draft_of(snapshot, ReportView(2024))


def test_word_holds_the_draft(drafted: Draft, snapshot: Snapshot, tmp_path: Path) -> None:
    """The document has every passage, every table with its rows, a described picture for each, and links to rows."""
    out = tmp_path / "draft.docx"
    write(drafted, out, lambda path: f"https://tracker.test{path}", snapshot.build.built_at)
    whole = Document(str(out))
    said = [line.text for line in whole.paragraphs]
    for section in drafted.sections:
        assert f"{section.target_id} {section.title}" in said
        for passage in section.passages:
            marks = "".join(str(getattr(one, "number", "")) or one_text(one) for one in passage.parts)
            assert marks in said, marks
    measured = [one for section in drafted.sections for one in section.measured]
    assert len(whole.tables) == sum(one.table is not None for one in measured)
    for grid, table in zip(whole.tables, [one.table for one in measured if one.table], strict=True):
        assert len(grid.rows) == len(table.rows) + 1
    pictures = [one.picture for one in measured if one.picture]
    assert len(whole.inline_shapes) == len(pictures) > 5
    described = [shape._inline.docPr.get("descr") for shape in whole.inline_shapes]
    assert described == [f"{one.title}. {one.words}" for one in pictures]
    addresses = {one.target_ref for one in whole.part.rels.values() if one.is_external}
    assert {f"https://tracker.test{one.rows.href}" for one in figures(drafted)} <= addresses


def test_word_in_the_styles_of_a_template(drafted: Draft, snapshot: Snapshot, tmp_path: Path) -> None:
    """With a template the document stands in its styles and after its words, and has what the template lacks."""
    template, out = tmp_path / "house.docx", tmp_path / "draft.docx"
    house = Document()
    house.styles["Heading 1"].font.name = "Georgia"
    house.styles["List Bullet"].delete()
    house.add_paragraph("House of reports")
    house.save(str(template))
    write(drafted, out, str, snapshot.build.built_at, template)
    whole = Document(str(out))
    said = [line.text for line in whole.paragraphs]
    assert said[0] == "House of reports"
    assert drafted.title in said
    assert whole.styles["Heading 1"].font.name == "Georgia"
    assert {"List Bullet", "Cell", "Note"} <= {one.name for one in whole.styles}
    assert len(whole.tables) == sum(one.table is not None for each in drafted.sections for one in each.measured)


def one_text(part: object) -> str:
    """A part of a passage as the document writes it."""
    return part if isinstance(part, str) else getattr(part, "text", "")


def test_markdown_holds_the_draft(drafted: Draft, snapshot: Snapshot, tmp_path: Path) -> None:
    """The text leads to its pictures, which lie beside it, and from each figure to its row; every mark has its note."""
    write(drafted, tmp_path / "draft.md", lambda path: f"https://tracker.test{path}", snapshot.build.built_at)
    text = (tmp_path / "draft.md").read_text(encoding="utf-8")
    pictures = re.findall(r"\]\((figures/[^)]+\.png)\)", text)
    assert len(pictures) == len(set(pictures)) > 5
    for name in pictures:
        with Image.open(tmp_path / name) as image:
            assert image.width > 1000
            assert len(image.convert("RGB").getcolors(1 << 20) or []) > 3
    assert set(re.findall(r"\[\^(\d+)\](?!:)", text)) == set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))
    for one in figures(drafted):
        assert f"](https://tracker.test{one.rows.href})" in text


def test_the_page_holds_the_draft(drafted: Draft, snapshot: Snapshot, tmp_path: Path) -> None:
    """The file of HTML needs nothing from elsewhere, and leads from each figure to its row."""
    write(drafted, tmp_path / "draft.html", lambda path: f"https://tracker.test{path}", snapshot.build.built_at)
    text = (tmp_path / "draft.html").read_text(encoding="utf-8")
    assert not re.search(r"<(script|link|img)\b", text)
    for one in figures(drafted):
        assert f'href="https://tracker.test{one.rows.href.replace("&", "&amp;")}"' in text


@pytest.mark.parametrize("ending", ["docx", "md", "md.zip"])
def test_the_server_gives_the_files(client: FlaskClient, ending: str) -> None:
    """Each file is there for the query of the page, under a name that says year and version."""
    answer = client.get(f"/report.{ending}?year=2024&edition=2024")
    assert answer.status_code == 200
    assert re.search(rf'filename="impact-2024-[\w-]+\.{ending}"', answer.headers["Content-Disposition"])
    if ending == "md":
        assert "in edition 2024" in answer.text
    else:
        assert zipfile.ZipFile(io.BytesIO(answer.data)).testzip() is None


def test_refusals(warehouse_settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The command says in a sentence which endings, years and editions there are, and what is no template."""
    monkeypatch.setenv("SPT_DATA_DIR", str(warehouse_settings.data))
    template = tmp_path / "house.docx"
    template.write_text("no document", encoding="utf-8")
    styled = ("--template", str(template), "--out")
    for words, said in (
        ((*styled, str(tmp_path / "a.docx")), "house.docx is no document of Word that can be read; expected a .docx"),
        ((*styled, str(tmp_path / "a.md")), "a.md takes no styles; expected an ending in .docx"),
        (("--out", str(tmp_path / "a.pdf")), "expected one of .docx, .md, .zip, .html"),
        (("--year", "1999", "--out", str(tmp_path / "a.md")), "year=1999: a year from 2023 to"),
        (("--edition", "2O24", "--out", str(tmp_path / "a.md")), "edition=2O24 is not known"),
    ):
        done = CliRunner().invoke(main, words)
        assert done.exit_code, words
        assert said in done.output


def test_without_a_source_its_passages_are_not_available(
    project: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A build without the figures of a source tells nothing of them: no old number, no error, and says so."""
    monkeypatch.setenv("SPT_DATA_DIR", str(project.data))
    in_full(project, "itu_gci_2024", "itu_annual_report_2024")
    said = []
    for is_there in (True, False):
        if not is_there:
            for path in project.published.glob("*.csv"):
                rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
                kept = [row for row in rows[1:] if not row.startswith("countries_with_cirt,")]
                path.write_text("".join([rows[0], *kept]), encoding="utf-8")
        pipeline.run(project)
        out = tmp_path / f"{is_there}.md"
        done = CliRunner().invoke(main, ["--year", "2024", "--out", str(out)])
        assert not done.exit_code, done.output
        said.append(out.read_text(encoding="utf-8"))
    before, after = said
    assert "132 of 194 countries" in before
    assert "132 of 194 countries" not in after
    assert re.search(r"incident response team, the world and all groups: \[not available\]", after)


def test_the_pipeline_runs_it(warehouse_settings: Settings, tmp_path: Path) -> None:
    """`python -m etl report` writes the file by the dashboard's own program, over the warehouse that it fills."""
    out = tmp_path / "draft.docx"
    words = [sys.executable, "-m", "etl", "report", "--year", "2024", "--out", str(out)]
    done = subprocess.run(words, env=_environment(warehouse_settings), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "12 targets" in done.stdout
    assert Document(str(out)).paragraphs[0].text.startswith("Impact: ")


def _environment(settings: Settings) -> dict[str, str]:
    return os.environ | {"SPT_DATA_DIR": str(settings.data)}


def test_a_server_does_without_word(warehouse_settings: Settings) -> None:
    """python-docx is loaded when a document is asked for, and not when the server starts."""
    program = "import sys, dashboard.wsgi; print([name for name in ('docx', 'lxml') if name in sys.modules])"
    words = [sys.executable, "-c", program]
    done = subprocess.run(words, env=_environment(warehouse_settings), capture_output=True, text=True, check=True)
    assert "docx" not in done.stdout.splitlines()[-1]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed: no document is printed")
def test_word_prints(drafted: Draft, snapshot: Snapshot, tmp_path: Path) -> None:
    """LibreOffice opens the document and prints it with all its pictures."""
    empty = tmp_path / "empty.docx"
    Document().save(str(empty))
    if _printed(empty) is None:
        pytest.skip("LibreOffice is installed without Writer: no document is printed")
    out = tmp_path / "draft.docx"
    write(drafted, out, lambda path: f"https://tracker.test{path}", snapshot.build.built_at)
    printed = _printed(out)
    assert printed is not None
    pictures = sum(one.picture is not None for section in drafted.sections for one in section.measured)
    assert printed.count(b"/Subtype/Image") >= pictures


def _printed(document: Path) -> bytes | None:
    """A document as PDF; None where LibreOffice does not open it."""
    own = f"-env:UserInstallation=file://{document.parent}/profile"
    words = ["soffice", own, "--headless", "--convert-to", "pdf", "--outdir", str(document.parent), str(document)]
    subprocess.run(words, capture_output=True, timeout=_PDF_SECONDS, check=False)
    printed = document.with_suffix(".pdf")
    return printed.read_bytes() if printed.exists() else None
