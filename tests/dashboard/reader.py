"""Reads what Dash components and figures hold, as a reader of the page would."""

import json
from collections.abc import Iterator
from typing import Any

import dash
from dash import Dash
from dash.development.base_component import Component
from plotly.utils import PlotlyJSONEncoder


def components(tree: Any) -> Iterator[Component]:
    """A component and all components in it, in the order of the page."""
    if isinstance(tree, Component):
        yield tree
        yield from components(getattr(tree, "children", None))
    elif isinstance(tree, list | tuple):
        for each in tree:
            yield from components(each)


def kind(tree: Any, *names: str) -> list[Any]:
    """The components of some kinds, such as Td."""
    return [one for one in components(tree) if type(one).__name__ in names]


def text(tree: Any) -> str:
    """All words of a component, without its attributes."""
    if isinstance(tree, Component):
        return text(getattr(tree, "children", None))
    if isinstance(tree, list | tuple):
        return "".join(text(each) for each in tree)
    return "" if tree is None else str(tree)


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
    """The page Data in the state that an address asks for; fails for what JSON cannot hold."""
    with app.server.app_context():
        layout = dash.page_registry["dashboard.pages.data.page"]["layout"](**query)
    assert as_json(layout)
    return layout


def section(layout: Any, heading: str) -> Any:
    """The section of a page under a heading."""
    (found,) = [one for one in kind(layout, "Section") if text(kind(one, "H2")[0]) == heading]
    return found
