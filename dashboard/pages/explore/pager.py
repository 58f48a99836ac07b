"""The way to the page before and after, of panels or of the rows of a table."""

from dash import html

from dashboard.parts.markup import Content, island
from dashboard.reading.explored import Findings


def pager(found: Findings, page: int, pages: int, what: str) -> html.Div:
    """Links to the page before and after."""
    name = what.partition(",")[0].replace(" ", "-")
    links: list[Content] = [f"{what}: page {page} of {pages} "]
    for words, to in (("Previous", page - 1), ("Next", page + 1)):
        if 1 <= to <= pages:
            href = f"/explore?{found.view.query_string(page=to)}"
            links += [html.A(words, href=href, className="step", id=f"{words}-{name}"), " "]
    return island(html.Nav(links, className="pager", **{"aria-label": f"Pages of {what}"}))
