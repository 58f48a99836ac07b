"""Components as plain HTML."""

from html.parser import HTMLParser

import pytest
from dash import dcc, html
from markupsafe import Markup

from dashboard.parts.markup import as_html, element, island


class Reader(HTMLParser):
    """The elements of a text with their attributes, and its words."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.open: list[str] = []
        self.feed(markup)
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.elements.append((tag, dict(attrs)))
        self.open += [tag] if tag not in ("br", "hr", "img") else []

    def handle_endtag(self, tag: str) -> None:
        """The element that is open ends."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Words."""
        self.words += data


def test_a_table():
    """Elements, attributes and words are those of the components, in their order."""
    table = html.Table(
        [html.Caption("Shares"), html.Tbody(html.Tr([html.Th("Kenya", scope="row"), html.Td(35, className="number")]))],
        id="t",
        tabIndex="0",
        **{"aria-label": "Shares", "data-cell": ""},
    )
    found = Reader(as_html(table))
    assert [tag for tag, _ in found.elements] == ["table", "caption", "tbody", "tr", "th", "td"]
    assert found.elements[0][1] == {"id": "t", "tabindex": "0", "aria-label": "Shares", "data-cell": ""}
    assert found.elements[-1][1] == {"class": "number"}
    assert found.words == "SharesKenya35"


def test_nothing_can_break_out():
    """Words and attributes are escaped; a script that someone typed stays a text."""
    typed = '"><script>alert(1)</script>'
    found = Reader(as_html(html.P(typed, title=typed)))
    assert found.elements == [("p", {"title": typed})]
    assert found.words == typed


def test_links_styles_and_flags():
    """A link of Dash is a link; styles get their CSS names; flags stand without a value, or not at all."""
    markup = as_html(
        [
            dcc.Link("Data", href="/data?a=1&b=2"),
            html.Div(style={"maskImage": "none", "--wide": "3px"}),
            html.Details(open=True),
            html.Details(open=False),
            html.Br(),
        ]
    )
    found = Reader(markup)
    assert found.elements == [
        ("a", {"href": "/data?a=1&b=2"}),
        ("div", {"style": "mask-image:none;--wide:3px"}),
        ("details", {"open": None}),
        ("details", {}),
        ("br", {}),
    ]


def test_islands():
    """An island holds its content as text for the browser to put in place; ready HTML is taken as it is."""
    part = island([html.B("x"), Markup("<i>y</i>"), None, 3], className="wide", id="here")
    assert (part.className, part.id) == ("island wide", "here")
    assert getattr(part, "data-html") == "<b>x</b><i>y</i>3"


def test_what_needs_javascript_is_refused():
    """A component that needs JavaScript of its own cannot stand in plain HTML."""
    with pytest.raises(TypeError, match="Graph needs JavaScript"):
        as_html(html.Div(dcc.Graph()))


def test_elements():
    """An element is its tag with escaped text and attributes; what is None is left out, and a void one has no end."""
    assert element("p", ["a < b & ", element("b", "c")], className="x", title=None, **{"data-a": '"'}) == (
        '<p class="x" data-a="&quot;">a &lt; b &amp; <b>c</b></p>'
    )
    assert element("input", type="hidden", name="a", value="<") == '<input type="hidden" name="a" value="&lt;">'
    assert element("option", "a", selected=True) == "<option selected>a</option>"
    assert element("option", "a", selected=False) == "<option>a</option>"
    assert element("td", html.B("a")) == "<td><b>a</b></td>"


def test_an_island_in_plain_html_is_what_it_holds():
    """What is plain HTML already is not put in place a second time."""
    assert as_html(html.Section(island(html.P("a"), id="b"))) == (
        '<section><div class="island" id="b"><p>a</p></div></section>'
    )
