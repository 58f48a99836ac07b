"""What stands around the draft: which year and edition, the files of it, and the named views."""

from collections.abc import Sequence

from dashboard.address.keys import LATEST
from dashboard.address.report import ReportView
from dashboard.parts.markup import Content, element
from dashboard.report.web import contents, sections, views
from dashboard.words.report.drafted import Draft

_FILES = {"docx": "Word", "md.zip": "Markdown with pictures"}


def choices(view: ReportView, years: tuple[int, int], editions: Sequence[str]) -> Content:
    """The years and editions that a draft can be about, each a link to it."""
    first, last = years
    every = [(str(year), view.query(year=year), year == view.year) for year in range(first, last + 1)]
    named = [("the newest of each figure", view.query(edition=LATEST), view.edition == LATEST)]
    named += [(one, view.query(edition=one), view.edition == one) for one in editions]
    return [_choice("Year", every), _choice("Edition", named)]


def _choice(name: str, offered: Sequence[tuple[str, str, bool]]) -> Content:
    links = [
        element("li", element("a", word, href=f"/report?{query}", **{"aria-current": "true" if is_shown else None}))
        for word, query, is_shown in offered
    ]
    return element("nav", [element("b", name), element("ul", links)], className="choice", **{"aria-label": name})


def take_away(view: ReportView) -> Content:
    """The files of the draft."""
    links = [
        element("a", word, href=f"/report.{ending}?{view.query()}", className="button", download="")
        for ending, word in _FILES.items()
    ]
    return element("p", [element("b", "Download"), *links], className="files-of-it")


def body(draft: Draft) -> list[Content]:
    """The draft with its list of targets and the named views before it."""
    named: list[Content] = []
    if draft.views:
        heading = element("h2", "The report's figures, one click each", id="views", tabIndex="-1")
        named = [element("section", [heading, views(draft.views)])]
    return [contents(draft), *named, *sections(draft)]
