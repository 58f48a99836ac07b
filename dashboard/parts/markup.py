"""Dash components as plain HTML: the parts of a page that only have to be read.

Dash's renderer takes about a quarter of a millisecond for each component, so a table of some thousand cells takes
seconds. The browser reads the same table as HTML in a few milliseconds (assets/island.js puts it in place).
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape as quoted
from typing import TypeAlias

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.serving.dash_internals import attributes_of, tag_of

Content: TypeAlias = Component | str | float | Sequence["Content"] | None
"""What stands in a page: a component, text, a number, several of these, or nothing. Markup, text that is HTML already,
stands in plain HTML only.
"""

Attribute = str | float | Mapping[str, str] | None
"""What an attribute of an element is set to; None leaves it out, and only a style is a mapping."""

_ATTRIBUTES = {
    "className": "class",
    "htmlFor": "for",
    "tabIndex": "tabindex",
    "colSpan": "colspan",
    "rowSpan": "rowspan",
    "autoComplete": "autocomplete",
    "contentEditable": "contenteditable",
}
_WITHOUT_VALUE = ("checked", "open", "selected", "hidden", "disabled")
_VOID = ("br", "hr", "img", "input", "meta", "wbr")
_SPECIAL = re.compile("[&<>\"']")
_UPPER = re.compile("[A-Z]")


def island(content: Content, **more: Attribute) -> html.Div:
    """A place on the page into which `content` is put as HTML.

    Links in it work as dcc.Link does; no callback can read or change what is in it.
    """
    classes = f"island {more.pop('className', '')}".rstrip()
    return html.Div(className=classes, **{"data-html": str(as_html(content))}, **more)


def as_html(content: Content) -> Markup:
    """Content as escaped HTML.

    Raises TypeError for a component that needs JavaScript of its own.
    """
    return Markup(_text(content))  # noqa: S704 - every text and attribute in it has been escaped


def _text(content: Content) -> str:
    if type(content) is Markup:
        return str(content)
    if isinstance(content, str):
        return _quoted(content)
    if content is None:
        return ""
    if isinstance(content, (list, tuple)):
        return "".join(map(_text, content))
    return _element(content) if isinstance(content, Component) else quoted(str(content))


def element(tag: str, children: Content = None, **attributes: Attribute) -> Markup:
    """One HTML element, at a fraction of the cost of a component; attributes are named as Dash names them.

    An attribute that is None is left out.
    """
    whole = _whole(tag, attributes, "" if tag in _VOID else _text(children))
    return Markup(whole)  # noqa: S704 - every text and attribute in it has been escaped


def _element(component: Component) -> str:
    tag = tag_of(component)
    if tag is None:
        raise TypeError(f"{type(component).__name__} needs JavaScript of its own and cannot stand in plain HTML")
    attributes = attributes_of(component)
    held = attributes.pop("data-html", None)  # an island within plain HTML is what it holds
    return _whole(tag, attributes, _text(getattr(component, "children", None)) if held is None else held)


def _whole(tag: str, attributes: Mapping[str, Attribute], inside: str) -> str:
    said = "".join(
        [
            _of_words(name, value) if type(value) is str else _attribute(name, value)
            for name, value in attributes.items()
            if value is not None
        ]
    )
    return f"<{tag}{said}>" if tag in _VOID else f"<{tag}{said}>{inside}</{tag}>"


@lru_cache(maxsize=8192)
def _of_words(name: str, value: str) -> str:
    """An attribute that is set to words: a page has few of them, many times over."""
    return _attribute(name, value)


def _attribute(name: str, value: Attribute) -> str:
    key = _ATTRIBUTES.get(name, name)
    if name == "style" and isinstance(value, Mapping):
        value = ";".join(f"{_css(one)}:{setting}" for one, setting in value.items())
    if key in _WITHOUT_VALUE:
        return f" {key}" if value else ""
    return f' {key}="{_quoted(str(value))}"'


def _quoted(text: str) -> str:
    return quoted(text) if _SPECIAL.search(text) else text


def _css(name: str) -> str:
    """The CSS name of a style property: maskImage is mask-image, WebkitMask -webkit-mask, --own itself."""
    return name if name.startswith("--") else _UPPER.sub(lambda letter: f"-{letter[0].lower()}", name)
