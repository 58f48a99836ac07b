"""Reads what Dash components and figures hold, as a reader of the page would."""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from html import unescape
from html.parser import HTMLParser
from typing import Any

from dash import Dash, dcc, html
from dash.development.base_component import Component
from plotly.utils import PlotlyJSONEncoder

from tests.dashboard.made import page

_PROPERTIES = {
    "class": "className",
    "for": "htmlFor",
    "tabindex": "tabIndex",
    "colspan": "colSpan",
    "rowspan": "rowSpan",
}
_TAG = re.compile(r"<[^>]*>")
_VOID = ("br", "hr", "img", "input", "wbr")


class Element:
    """An element of HTML that has been read: its properties as a component of dash.html has them, and its children.

    Its class is named as that of the component is (Td, H2). Thousands are read where a page is looked at, and a
    component of Dash takes ten times as long to make.
    """

    def __init__(self, children: Any, properties: dict[str, Any]) -> None:
        self.__dict__ = properties
        if children is not None:
            self.children = children

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.__dict__})"

    def to_plotly_json(self) -> dict[str, Any]:
        """What goes to the browser, as of a component."""
        return {"type": type(self).__name__, "namespace": "html", "props": self.__dict__}


def components(tree: Any, wanted: Callable[[str], object] = lambda _: True) -> Iterator[Component | Element]:
    """A component and all components in it, in the order of the page, those of the islands whose HTML is wanted too."""
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list | tuple):
            waiting.extend(reversed(one))
        elif not isinstance(one, str) and isinstance(one, Component | Element):
            yield one
            held = one.__dict__.get("data-html")
            if held is None:
                waiting.append(one.__dict__.get("children"))
            elif wanted(held):
                waiting.append(parsed(held))


def inside(component: Component | Element) -> Any:
    """The children of a component; of an island, what its HTML stands for."""
    held = getattr(component, "data-html", None)
    return getattr(component, "children", None) if held is None else parsed(held)


def kind(tree: Any, *names: str) -> list[Any]:
    """The components of some kinds, such as Td; only the islands that have an element of such a kind are read."""
    tags = re.compile("|".join(_begins(name) for name in names), re.IGNORECASE)
    return [one for one in components(tree, tags.search) if type(one).__name__ in names]


def _begins(name: str) -> str:
    """What the elements that stand for a component begin with in HTML; nothing begins with what matches nothing."""
    if hasattr(dcc, name) and not hasattr(html, name):  # HTML has no Graph
        return r"(?!)"
    return "<" if name in ("Span", "Param") else rf"<{name}\b"  # see _element


def text(tree: Any) -> str:
    """All words of a component, without its attributes."""
    said: list[str] = []
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            said.append(one)
        elif isinstance(one, list | tuple):
            waiting.extend(reversed(one))
        elif isinstance(one, Component | Element):
            held = one.__dict__.get("data-html")
            waiting.append(one.__dict__.get("children") if held is None else _words(held))
        elif one is not None:
            said.append(str(one))
    return "".join(said)


@lru_cache(maxsize=128)
def _words(markup: str) -> str:
    """The text of HTML as it is written by markup.element, in which < and > stand for nothing but tags."""
    return unescape(_TAG.sub("", markup))


def as_json(tree: Any) -> str:
    """A component as it goes to the browser; fails for what JSON cannot hold."""
    return json.dumps(tree, cls=PlotlyJSONEncoder)


def table(tree: Any, caption: str) -> list[dict[str, Any]]:
    """The rows of the one table whose caption begins so: the cells, as components or text, by their heading."""
    (found,) = [one for one in kind(tree, "Table") if text(kind(one, "Caption")[0]).startswith(caption)]
    headings = [text(head) for head in kind(kind(found, "Thead")[0], "Th")]
    body = kind(kind(found, "Tbody")[0], "Tr")
    return [dict(zip(headings, row.children, strict=True)) for row in body]


def data_page(app: Dash, **query: str) -> Any:
    """The page Data in the state that an address asks for, its islands opened; fails for what JSON cannot hold."""
    layout = page(app, "data", **query)
    assert as_json(layout)
    return opened(layout)


DATA_PARTS = ("data-revisions", "data-rejected", "data-years")
"""The parts of the page Data that its fields decide."""


def data_request(asked: Any) -> dict[str, Any]:
    """What the browser sends when the form of the page Data asks for a query."""
    address = {"name": "data", "type": "address"}
    named = [*(f"{part}.data-html" for part in DATA_PARTS), f"{json.dumps(address, separators=(',', ':'))}.data"]
    return {
        "output": f"..{'...'.join(named)}..",
        "outputs": [
            *({"id": part, "property": "data-html"} for part in DATA_PARTS),
            {"id": address, "property": "data"},
        ],
        "inputs": [{"id": "data-asked", "property": "data", "value": asked}],
        "changedPropIds": ["data-asked.data"],
    }


def chosen_on_data(app: Dash, asked: str) -> tuple[dict[str, Any], str]:
    """The parts of the page Data that its form gets for a query, as components, and the address that it is given."""
    answer = app.server.test_client().post("/_dash-update-component", json=data_request(asked))
    assert answer.status_code == 200, answer.text
    given = answer.json["response"]
    (address,) = (props["data"] for props in given.values() if "data" in props)
    return {part: parsed(given[part]["data-html"]) for part in DATA_PARTS}, address


def opened(tree: Any) -> Any:
    """The same components, with those in place that an island holds as HTML."""
    if isinstance(tree, list | tuple):
        return [opened(each) for each in tree]
    if not isinstance(tree, Component):
        return tree
    held = tree.to_plotly_json()["props"]
    if "data-html" in held:
        held["children"] = parsed(held.pop("data-html"))
    elif "children" in held:
        held["children"] = opened(held["children"])
    return type(tree)(**held)


@lru_cache(maxsize=128)
def parsed(markup: str) -> Any:
    """HTML as elements; an only child stands alone, as in what it was written from."""
    reader = _Elements()
    reader.feed(markup)
    reader.close()
    return reader.inner[0]


class _Elements(HTMLParser):
    """Builds elements from their HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[tuple[str, dict[str, Any], list[Any]]] = [("", {}, [])]
        self.inner: list[Any] = [None]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {_PROPERTIES.get(key, key): True if value is None else value for key, value in attrs}
        self.stack.append((tag, named, []))
        if tag in _VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        self.stack[-1][2].append(data)

    def handle_endtag(self, tag: str) -> None:
        began, named, children = self.stack.pop()
        assert began == tag, f"<{began}> is closed by </{tag}>"
        kind_of_element, spelled = _element(tag)
        own = {
            spelled.get(key.lower(), key): one
            for key, one in named.items()
            if key.lower() in spelled or key.startswith(("aria-", "data-"))
        }
        self.stack[-1][2].append(kind_of_element(_alone(children), own))

    def close(self) -> None:
        super().close()
        ((_, _, children),) = self.stack
        self.inner = [_alone(children)]


@cache
def _element(tag: str) -> tuple[type[Element], dict[str, str]]:
    """The class of a tag's elements, and the properties of its component as Dash spells them, by lower case.

    No component of dash.html is an input, whose name and value stand as a Param, or a part of an SVG drawing.
    """
    component = html.Param if tag == "input" else getattr(html, tag.capitalize(), html.Span)
    spelled = {name.lower(): name for name in component().available_properties}
    return type(component.__name__, (Element,), {}), spelled


def _alone(children: list[Any]) -> Any:
    return None if not children else children[0] if len(children) == 1 else children


def section(layout: Any, heading: str) -> Any:
    """The section of a page under a heading."""
    (found,) = [one for one in kind(layout, "Section") if text(kind(one, "H2")[0]) == heading]
    return found
