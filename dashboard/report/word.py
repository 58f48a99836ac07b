"""The draft as a document of Word: headings, passages whose figures are links, pictures, tables and footnotes.

The house style is made here, in code, or is that of a template. python-docx is loaded by whoever asks for a document,
so that a server that is not asked for one does without it.
"""

import io
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as Whole
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.table import Table as Grid
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from dashboard import theme
from dashboard.figures.group_dots import group_dots
from dashboard.report.bitmap import bitmap
from dashboard.report.errors import TemplateError
from dashboard.words.report.drafted import Draft, Figure, Mark, Measured, Note, Part, Section, Table, Told

At = Callable[[str], str]
_FONT = "Arial"
_BODY, _SMALL = Pt(10), Pt(8)
_HEADINGS = {"Title": Pt(20), "Heading 1": Pt(14), "Heading 2": Pt(11.5)}
_PICTURE = Cm(9.5)
_WIDTH, _WIDEST = Cm(16.6), Cm(3)
"""The width of a table, and the most that a column of numbers has of it."""

_WIDTHS = {"Area": Cm(5.2), "Year": Cm(1.2), "Verdict": Cm(3.6)}
_RULE = "C9D0D7"


def word(draft: Draft, at: At, when: datetime, template: Path | None = None) -> bytes:
    """A draft as the bytes of a document; `at` says where a path of the tracker is, `when` its build was made.

    With a `template` in its styles, paper and head, after what stands in it. Raises TemplateError for a file that is no
    document of Word.
    """
    document = _Document(draft, at, template)
    document.core(when)
    document.write()
    buffer = io.BytesIO()
    document.whole.save(buffer)
    return buffer.getvalue()


class _Document:
    """A document that is written from top to bottom."""

    def __init__(self, draft: Draft, at: At, template: Path | None) -> None:
        self.draft, self.at = draft, at
        self.whole: Whole = _opened(template) if template else Document()
        self._links: dict[str, str] = {}
        self._marks = 0
        if template is None:
            _styled(self.whole)
        else:
            _completed(self.whole)

    def core(self, when: datetime) -> None:
        """What the document says of itself."""
        own = self.whole.core_properties
        own.title, own.author, own.comments = self.draft.title, "", f"Version {self.draft.build_id}"
        own.created = own.modified = when.replace(tzinfo=None)

    def write(self) -> None:
        """The draft, part by part."""
        draft = self.draft
        self.whole.add_paragraph(draft.title, style="Title")
        self.whole.add_paragraph(draft.lead)
        if draft.views:
            self._heading("The report's figures", 1)
            for view in draft.views:
                line = self.whole.add_paragraph(style="List Bullet")
                self._link(line, view.title, self.at(view.href))
                line.add_run(f" {' '.join([view.words, *view.missing])}")
        for section in draft.sections:
            self._section(section)
        self._heading("What the data cannot say", 1)
        for one in draft.cannot_say:
            self.whole.add_paragraph(one, style="List Bullet")
        self._heading("Footnotes", 1)
        for note in draft.notes:
            self._note(note)
        self._foot()

    def _section(self, one: Section) -> None:
        self._heading(f"{one.target_id} {one.title}", 1)
        self._paragraph(one.opening.parts)
        for each in one.measured:
            self._measured(each)
        if one.missing:
            self._heading("Not available", 2)
            for parts in one.missing:
                self._paragraph(parts, "List Bullet")

    def _measured(self, one: Measured) -> None:
        self._heading(one.title, 2)
        for passage in one.passages:
            self._paragraph(passage.parts)
        if one.picture is not None:
            place = self.whole.add_paragraph()
            place.paragraph_format.keep_with_next = True
            drawn = place.add_run().add_picture(io.BytesIO(bitmap(group_dots(one.picture))), width=_PICTURE)
            about = drawn._inline.docPr
            about.set("descr", f"{one.picture.title}. {one.picture.words}")
            self.whole.add_paragraph(f"{one.picture.title}. {one.picture.legend}".rstrip(), style="Caption")
        if one.table is not None:
            self._table(one.table)

    def _table(self, one: Table) -> None:
        caption = self.whole.add_paragraph(one.caption, style="Caption")
        caption.paragraph_format.keep_with_next = True
        grid = self.whole.add_table(rows=1, cols=len(one.headings))
        _ruled(grid)
        own = [_WIDTHS.get(heading.partition(" ")[0]) for heading in one.headings]
        rest = Emu((_WIDTH - sum(wide for wide in own if wide)) // max(1, own.count(None)))
        grid.autofit = False
        for column, wide in zip(grid.columns, own, strict=True):
            column.width = wide or min(rest, _WIDEST)
        for place, (cell, heading) in enumerate(zip(grid.rows[0].cells, one.headings, strict=True)):
            self._cell(cell.paragraphs[0], (heading,), place, bold=True)
        _repeated(grid.rows[0]._tr)
        for row in one.rows:
            added = grid.add_row()
            _whole(added._tr)
            for place, (cell, parts) in enumerate(zip(added.cells, row, strict=True)):
                self._cell(cell.paragraphs[0], parts, place, bold=False)
        self.whole.add_paragraph()

    def _cell(self, line: Paragraph, parts: Sequence[Part], place: int, *, bold: bool) -> None:
        line._p.style = "Cell"  # by its id: a name is looked up among all styles each time
        if place:
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._put(line, parts)
        if bold:
            for run in line.runs:
                run.bold = True

    def _heading(self, words: str, level: int) -> None:
        self.whole.add_heading(words, level)

    def _paragraph(self, parts: Sequence[Part], style: str = "Normal") -> None:
        self._put(self.whole.add_paragraph(style=style), parts)

    def _put(self, line: Paragraph, parts: Sequence[Part]) -> None:
        for one in parts:
            match one:
                case Figure():
                    self._link(line, one.text, self.at(one.rows.href))
                case Told() if one.href:
                    self._link(line, one.text, self.at(one.href))
                case Told():
                    line.add_run(one.text)
                case Mark():
                    self._mark(line, one.number)
                case str():
                    line.add_run(one)

    def _link(self, line: Paragraph, words: str, address: str) -> None:
        """Words that lead to an address; each address is named once in the document."""
        if address not in self._links:
            self._links[address] = self.whole.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = _element("w:hyperlink", **{"r:id": self._links[address]})
        self._run_in(line, link, words).underline = True

    def _mark(self, line: Paragraph, number: int) -> None:
        """The mark of a footnote, which leads to it."""
        link = _element("w:hyperlink", **{"w:anchor": f"note_{number}"})
        self._run_in(line, link, str(number)).font.superscript = True

    def _run_in(self, line: Paragraph, link: BaseOxmlElement, words: str) -> Run:
        run = line.add_run(words)
        line._p.append(link)
        link.append(run._r)
        return run

    def _note(self, note: Note) -> None:
        line = self.whole.add_paragraph(style="Note")
        self._marks += 1
        line._p.append(_element("w:bookmarkStart", **{"w:id": str(self._marks), "w:name": f"note_{note.number}"}))
        line.add_run(f"{note.number}\t{note.text}")
        line._p.append(_element("w:bookmarkEnd", **{"w:id": str(self._marks)}))
        if note.url:
            line.add_run(" Read in: ")
            self._link(line, note.where, note.url)
            line.add_run(".")

    def _foot(self) -> None:
        line = self.whole.sections[0].footer.paragraphs[0]
        line.style = "Note"
        line.add_run(f"Draft, version {self.draft.build_id}. Not a publication of ITU.\t\t")
        for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
            run = line.add_run()._r
            if kind:
                run.append(_element("w:fldChar", **{"w:fldCharType": kind}))
            else:
                told = _element("w:instrText")
                told.text = words
                run.append(told)


def _styled(whole: Whole) -> None:
    """The house style: paper of A4, one face, ink on white, headings in their order."""
    sheet = whole.sections[0]
    sheet.orientation = WD_ORIENT.PORTRAIT
    sheet.page_width, sheet.page_height = Cm(21), Cm(29.7)
    sheet.left_margin = sheet.right_margin = Cm(2.2)
    sheet.top_margin = sheet.bottom_margin = Cm(2.2)
    ink, soft = (RGBColor.from_string(theme.LIGHT[name][1:].upper()) for name in ("ink", "soft"))
    styles = whole.styles
    for name, size in {"Normal": _BODY, **_HEADINGS, "Caption": _SMALL}.items():
        style = styles[name]
        style.font.name, style.font.size, style.font.bold = _FONT, size, name in _HEADINGS
        style.font.italic = False
        style.font.color.rgb = soft if name == "Caption" else ink
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(key), None)
        for key in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(key), _FONT)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    styles["Normal"].paragraph_format.line_spacing = 1.15
    for name, before in (("Heading 1", 18), ("Heading 2", 12)):
        styles[name].paragraph_format.space_before, styles[name].paragraph_format.space_after = Pt(before), Pt(4)
    _completed(whole)
    for border in styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break


def _completed(whole: Whole) -> None:
    """Styles that are not there: those of cells and notes, and in a template those that it does without."""
    styles = whole.styles
    for name in ("Title", *_HEADINGS, "List Bullet", "Caption", "Cell", "Note"):
        if name in styles:
            continue
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        if name in _HEADINGS:
            style.font.size, style.font.bold = _HEADINGS[name], True
        elif name != "List Bullet":
            style.font.size = _SMALL
            style.paragraph_format.space_after = Pt(1 if name == "Cell" else 3)
            style.paragraph_format.line_spacing = 1.0


def _opened(template: Path) -> Whole:
    try:
        return Document(str(template))
    except (OSError, KeyError, ValueError, PackageNotFoundError, BadZipFile) as error:
        raise TemplateError(
            f"{template.name} is no document of Word that can be read; expected a .docx whose styles are to be taken"
        ) from error


def _element(tag: str, **attributes: str) -> BaseOxmlElement:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(name), value)
    return made


def _ruled(grid: Grid) -> None:
    """Hairlines between the rows of a table, and none between its columns."""
    borders = _element("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(_element(f"w:{side}", **{"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": _RULE}))
    grid._tbl.tblPr.append(borders)


def _repeated(row: BaseOxmlElement) -> None:
    row.get_or_add_trPr().append(_element("w:tblHeader"))
    _whole(row)


def _whole(row: BaseOxmlElement) -> None:
    row.get_or_add_trPr().append(_element("w:cantSplit"))
