"""Dash components as plain HTML: the parts of a page that only have to be read.

Dash's renderer takes about a quarter of a millisecond for each component, so a table of some thousand cells takes
seconds. The browser reads the same table as HTML in a few milliseconds (assets/shell.js puts it in place).
"""

import re
from typing import Any

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup, escape

_ATTRIBUTES = {"className": "class", "htmlFor": "for", "tabIndex": "tabindex", "colSpan": "colspan",
               "rowSpan": "rowspan", "contentEditable": "contenteditable"}  # fmt: skip
_WITHOUT_VALUE = ("open", "selected", "hidden", "disabled")
_VOID = ("br", "hr", "img", "meta", "wbr")
_UPPER = re.compile("[A-Z]")


def island(content: Any, **more: Any) -> html.Div:
    """A place on the page into which `content` (components, text, Markup, or a list of them) is put as HTML.

    Links in it work as dcc.Link does; no callback can read or change what is in it.
    """
    classes = " ".join(filter(None, ("island", more.pop("className", ""))))
    return html.Div(className=classes, **{"data-html": str(as_html(content))}, **more)


def as_html(content: Any) -> Markup:
    """Components of dash.html and links, strings, numbers, and lists of these, as escaped HTML.

    Raises TypeError for a component that needs JavaScript of its own.
    """
    if content is None:
        return Markup()
    if isinstance(content, (list, tuple)):
        return Markup().join(as_html(one) for one in content)
    if not isinstance(content, Component):
        return escape(content)
    if content._namespace != "dash_html_components" and content._type != "Link":
        raise TypeError(f"{content._type} needs JavaScript of its own and cannot stand in plain HTML")
    tag = "a" if content._type == "Link" else content._type.lower()
    attributes = Markup().join(_attribute(name, value) for name, value in _properties(content))
    opening = Markup("<{}{}>").format(tag, attributes)
    if tag in _VOID:
        return opening
    return opening + as_html(getattr(content, "children", None)) + Markup("</{}>").format(tag)


def _properties(component: Component) -> list[tuple[str, Any]]:
    shown = component.to_plotly_json()["props"]
    return [(name, value) for name, value in shown.items() if name != "children" and value is not None]


def _attribute(name: str, value: Any) -> Markup:
    key = _ATTRIBUTES.get(name, name)
    if name == "style":
        value = ";".join(f"{_css(one)}:{setting}" for one, setting in value.items())
    if key in _WITHOUT_VALUE:
        return Markup(" {}").format(key) if value else Markup()
    return Markup(' {}="{}"').format(key, value)


def _css(name: str) -> str:
    """The CSS name of a style property: maskImage is mask-image, WebkitMask -webkit-mask, --own itself."""
    return name if name.startswith("--") else _UPPER.sub(lambda letter: f"-{letter[0].lower()}", name)
