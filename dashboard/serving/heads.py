"""What the head of a document says of a view, before any script has run: a page's own finding, for links and searches.

A page says more of itself where it is registered: `addresses(catalogue)` gives its paths where a template names them,
and `head(snapshot, arguments, **words of the path)` a Head. Of a page without `head` it is read from what the page
shows there: its heading and its lead.
"""

import logging
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Generic, TypeVar
from urllib.parse import parse_qsl

from dash.dcc import Graph, Store
from dash.development.base_component import Component
from flask import has_request_context, request

from dashboard.reading.warehouse import NoWarehouseError, Snapshot, served
from dashboard.serving.dash_internals import CALLBACKS, arguments_of, every_page, page_at, tag_of
from dashboard.serving.lifetimes import not_to_be_kept
from dashboard.words.plan import name_of
from indicators.catalogue import Catalogue
from indicators.plan import Plan

_LOG = logging.getLogger(__name__)

T = TypeVar("T")

ABOUT = (
    "Where the world, regions and economies stand against the targets of ITU's Strategic Plan, with every figure "
    "traceable to its publication."
)
_MOST_HEADS, _LONGEST_QUERY, _LONGEST_DESCRIPTION = 256, 1_000, 300
_MOST_LAYOUTS = 8
_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_LEAD = re.compile(r"<p[^>]*class=\"lead\"[^>]*>(.*?)</p>", re.DOTALL)
_ELEMENT = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Dataset:
    """The figures of a view as a data set: who published them, under which terms, of which years and of whom.

    `file` is the path of all of them as CSV. Licences are addresses where there are any, else their names.
    """

    name: str
    description: str
    publishers: tuple[str, ...]
    licences: tuple[str, ...]
    years: tuple[int, int] | None
    places: str
    file: str
    measured: tuple[str, ...] = ()


@dataclass(frozen=True)
class Card:
    """What the picture of a view shows: its finding, and of a judged line its number, status and what stands behind.

    `status` is empty where nothing is judged; `lines` are sentences below, `source` stands at the foot.
    """

    kicker: str
    title: str
    number: str = ""
    about: str = ""
    status: str = ""
    lines: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Head:
    """A view in a few words: its finding, a description, its picture, and its figures as a data set.

    `query` is the shortest query that reproduces it; `draws` says whether it has charts that plotly.js draws,
    `lively` whether it has these or other components than links and stores.
    """

    title: str
    description: str
    card: Card
    query: str = ""
    dataset: Dataset | None = None
    draws: bool = False
    lively: bool = False


class Kept(Generic[T]):
    """The last things that were made, `most` of them, by what they are made of; for several threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable) -> T | None:
        """What is kept under a key; None for nothing."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key]

    def take(self, key: Hashable) -> T | None:
        """What is kept under a key, which is given away: the next one who asks finds nothing."""
        with self._lock:
            return self._kept.pop(key, None)

    def keep(self, key: Hashable, made: T) -> T:
        """Keep what was made, in place of what was asked for longest ago; it is given back."""
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made


HEADS: Kept[Head] = Kept(_MOST_HEADS)

_LAYOUTS: Kept[Component] = Kept(_MOST_LAYOUTS)
_HANDED = "handed_over"


def addresses(catalogue: Catalogue) -> list[str]:
    """The path of every page that there is, in the order of the navigation."""
    found: list[str] = []
    for page in every_page():
        if own := page.get("addresses"):
            found += own(catalogue)
        elif not page["path_template"]:
            found.append(page["path"])
    return list(dict.fromkeys(found))


def head_of(snapshot: Snapshot, path: str, query: str) -> Head | None:
    """The head of the view at an address; None where no page is, or none of what its path names.

    Raises whatever the page raises.
    """
    found = page_at(path)
    if found is None:
        return None
    page, variables = found
    exists = page.get("addresses")
    if exists and f"/{path.strip('/')}" not in exists(snapshot.catalogue):
        return None
    asked = query if len(query) <= _LONGEST_QUERY else ""
    key = snapshot.build.file, path.strip("/"), asked
    kept = HEADS.get(key)
    if kept is not None:
        return kept
    if own := page.get("head"):
        return HEADS.keep(key, own(snapshot, parse_qsl(asked, keep_blank_values=True), **variables))
    arguments = {**variables, **arguments_of(asked)}
    shown = page["layout"](**arguments)
    _LAYOUTS.keep(_of_layout(snapshot, page["module"], arguments), shown)
    return HEADS.keep(key, _read(shown, snapshot.catalogue.plan, asked))


def hand_over() -> None:
    """Let the browser, which asks for a page as soon as it has the document, get what was made for its head."""
    for page in every_page():
        if not hasattr(page["layout"], _HANDED):
            page["layout"] = _handed(page["module"], page["layout"])


def _handed(module: str, make: Callable[..., Component]) -> Callable[..., Component]:
    def layout(**arguments: str | list[str]) -> Component:
        if has_request_context() and request.path == CALLBACKS:
            with served().snapshot() as snapshot:
                made = _LAYOUTS.take(_of_layout(snapshot, module, arguments))
            if made is not None:
                return made
        return make(**arguments)

    setattr(layout, _HANDED, True)
    return layout


def _of_layout(snapshot: Snapshot, module: str, arguments: Mapping[str, str | list[str]]) -> Hashable:
    said = tuple((name, tuple(one) if isinstance(one, list) else one) for name, one in sorted(arguments.items()))
    return snapshot.build.file, module, said


def head_or_none(path: str, query: str) -> tuple[Head | None, bool]:
    """The head of an address, and whether there is a page; a page that fails has no head, and says so itself."""
    try:
        with served().snapshot() as snapshot:
            head = head_of(snapshot, path, query)
    except NoWarehouseError:
        return None, True
    except Exception:  # whatever a page raises: its own answer tells the reader (failures.py)
        not_to_be_kept()
        _LOG.exception("The head of %s?%s could not be made", path, query)
        return None, True
    return head, head is not None


def short(description: str) -> str:
    """A description that is not too long for what quotes it, cut at a word."""
    if len(description) <= _LONGEST_DESCRIPTION:
        return description
    return f"{description[:_LONGEST_DESCRIPTION].rsplit(' ', 1)[0].rstrip(' ,;·.')} …"


def _read(shown: Component, plan: Plan, query: str) -> Head:
    """The head of a page as it shows itself: its heading, and its lead."""
    title = _first(shown, "h1", "", _HEADING) or name_of(plan)
    lead = _first(shown, "p", "lead", _LEAD)
    card = Card(name_of(plan), title, lines=(lead,) if lead else ())
    kinds = {type(one) for one in _components(shown) if tag_of(one) is None}
    return Head(title, short(lead or ABOUT), card, query, draws=Graph in kinds, lively=bool(kinds - {Store}))


def _first(tree: object, kind: str, of_class: str, pattern: re.Pattern[str]) -> str:
    """The words of the first component of a kind and class, also within plain HTML; empty for none."""
    for one in _components(tree):
        held = getattr(one, "data-html", None)
        if isinstance(held, str) and (found := pattern.search(held)):
            return _plain(found[1])
        if tag_of(one) == kind and of_class in (getattr(one, "className", None) or ""):
            return _words(one)
    return ""


def _components(tree: object) -> Iterator[Component]:
    if isinstance(tree, Component):
        yield tree
        yield from _components(getattr(tree, "children", None))
    elif isinstance(tree, list | tuple):
        for one in tree:
            yield from _components(one)


def _words(tree: object) -> str:
    if isinstance(tree, Component):
        return _words(getattr(tree, "children", None))
    if isinstance(tree, list | tuple):
        return "".join(map(_words, tree))
    return "" if tree is None else str(tree)


def _plain(markup: str) -> str:
    return unescape(_ELEMENT.sub("", markup)).strip()
