"""The one menu by which rows are taken away: a link to the CSV, and beside it every format with rows and size.

All are plain links to the API; only the citation needs a script (assets/share.js).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from dash import html
from flask import current_app
from markupsafe import Markup

from dashboard.numbers import counted, number
from dashboard.parts.markup import Content, element
from dashboard.parts.sizes import in_words, size
from dashboard.reading.extents import Extent
from dashboard.reading.warehouse import Build

_ORDER = ("csv", "xlsx", "json", "parquet", "sdmx.csv", "zip")
_FOR_EXCEL = {"bom": "1", "delimiter": "semicolon", "decimal": "comma"}


class Offered(Protocol):
    """A format as it is offered: its suffix, name, parameters, room, and the resources that it can say (all, if none
    is named).
    """

    @property
    def suffix(self) -> str: ...  # noqa: D102
    @property
    def says(self) -> str: ...  # noqa: D102
    @property
    def options(self) -> Mapping[str, tuple[str, ...]]: ...  # noqa: D102
    @property
    def most_rows(self) -> int | None: ...  # noqa: D102
    @property
    def resources(self) -> tuple[str, ...]: ...  # noqa: D102


@dataclass(frozen=True)
class Offer:
    """What the API gives, handed over by the application (`extensions["offer"]`): its formats, the parameter that names
    a build (empty where there is none), and the page that explains it.
    """

    formats: tuple[Offered, ...]
    build: str
    page: str


@dataclass(frozen=True)
class File:
    """Rows that can be taken away: the resource and the question of the API, their extent, and whose editions they
    are, in words.

    `columns_of` is the resource that has the same columns, where it is another one.
    """

    resource: str
    query: str
    extent: Extent
    editions: str = ""
    columns_of: str = ""

    def href(self, suffix: str, **options: str) -> str:
        """The address of the rows in a format."""
        query = "&".join(filter(None, (self.query, *(f"{name}={value}" for name, value in options.items()))))
        return f"/api/v1/{self.resource}.{suffix}{'?' if query else ''}{query}"


def editions_in_words(editions: list[str]) -> str:
    """The edition of rows, or how many there are."""
    return f"edition {editions[0]}" if len(editions) == 1 else counted(len(editions), "edition")


def download(words: str, file: File, build: Build, name: str = "", cite: str = "") -> html.Span:
    """The CSV in one step, as a button with these words, and the menu of every format.

    `name` is the id of the button; `cite` is what is cited where the page itself has no citation.
    """
    if not file.extent.rows:
        return html.Span(f"{words}: there is no row to download", className="soft nothing")
    button = html.A(words, href=file.href("csv"), className="button", **({"id": name} if name else {}))
    return html.Span([button, formats_menu("Formats", words, file, build, cite)], className="download")


def formats_menu(word: str, of: str, file: File, build: Build, cite: str = "") -> html.Details:
    """The menu of every format alone, opened by `word`; `of` says for screen readers what is taken away."""
    offer: Offer = current_app.extensions["offer"]
    entries = [_said(file, build), *_links(offer, file)]
    entries += [
        element("button", "Cite", type="button", **{"data-share": "file"}),
        element("a", "All rows, by address: the API", href=offer.page),
    ]
    about = {"data-file": file.href("csv", **({offer.build: build.build_id} if offer.build else {})), "data-cite": cite}
    summary = html.Summary([word, html.Span(f" of {of}", className="unseen")])
    attributes = {key: value for key, value in about.items() if value}
    return html.Details([summary, html.Div(entries, className="entries")], className="menu files", **attributes)


def data_menu(files: Sequence[tuple[str, File]], build: Build) -> html.Details:
    """The menu in the frame of a chart: of one file as everywhere; where it takes several to say what is drawn, each
    with its name, its rows and its formats.
    """
    if len(files) == 1:
        return formats_menu("Data", "this chart", files[0][1], build)
    offer: Offer = current_app.extensions["offer"]
    rows = counted(sum(file.extent.rows for _, file in files), "row")
    told = element("p", f"{counted(len(files), 'file')} with {rows} in all; version {build.build_id}")
    entries = [told, *(_part(offer, name, file) for name, file in files)]
    entries.append(element("a", "All rows, by address: the API", href=offer.page))
    summary = html.Summary(["Data", html.Span(" of this chart", className="unseen")])
    return html.Details([summary, html.Div(entries, className="entries")], className="menu files several")


def _part(offer: Offer, name: str, file: File) -> Markup:
    links: list[Content] = []
    for one in _offered(offer, file):
        if one.most_rows is None or file.extent.rows <= one.most_rows:
            about = {"aria-label": f"{name}: {one.says}", "title": one.says}
            links += [element("a", f".{one.suffix}", href=file.href(one.suffix), **about), " "]
    many = f"{counted(file.extent.rows, 'row')} × {number(len(file.extent.columns), 0)} columns"
    weighs = size("csv", file.columns_of or file.resource, file.extent)
    told = f": {many}, {in_words(weighs)} as CSV " if weighs is not None else f": {many} "
    return element("p", [element("b", name), told, element("span", links)], className="file")


def _said(file: File, build: Build) -> Markup:
    extent = file.extent
    many = f"{counted(extent.rows, 'row')} × {number(len(extent.columns), 0)} columns"
    return element("p", f"{'; '.join(filter(None, (many, file.editions)))}; version {build.build_id}")


def _links(offer: Offer, file: File) -> list[Content]:
    kinds = file.columns_of or file.resource
    links: list[Content] = []
    for one in _offered(offer, file):
        if one.most_rows is not None and file.extent.rows > one.most_rows:
            links.append(element("p", f"{one.says}: has room for {counted(one.most_rows, 'row')} only"))
            continue
        bytes_ = size(one.suffix, kinds, file.extent)
        about = element("small", in_words(bytes_)) if bytes_ is not None else None
        links.append(element("a", [one.says, about], href=file.href(one.suffix)))
        if _FOR_EXCEL.keys() <= one.options.keys():
            words = f"{one.says} for Excel, 1,5 for 1.5"
            links.append(element("a", [words, about], href=file.href(one.suffix, **_FOR_EXCEL)))
    return links


def _offered(offer: Offer, file: File) -> list[Offered]:
    offered = [one for one in offer.formats if not one.resources or file.resource in one.resources]
    return sorted(offered, key=lambda one: _ORDER.index(one.suffix) if one.suffix in _ORDER else len(_ORDER))
