"""The draft as HTML: for the page, and for a file of its own."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from dashboard.figures.group_dots import Disc, Shape, Stroke, group_dots
from dashboard.parts.markup import Content, element
from dashboard.words.report.drafted import (
    Draft,
    Figure,
    Mark,
    Measured,
    Note,
    Part,
    Passage,
    Picture,
    Section,
    Table,
    Told,
    View,
)

At = Callable[[str], str]
"""Where a path of the tracker is reached."""


def here(path: str) -> str:
    """A path as a page of the tracker itself has it."""
    return path


def contents(draft: Draft) -> Markup:
    """The targets of a draft as a list of links."""
    links = [
        element("li", element("a", [element("b", one.target_id), " ", one.title], href=f"#target-{one.target_id}"))
        for one in draft.sections
    ]
    return element("nav", element("ol", links), className="contents", **{"aria-label": "The targets"})


def sections(draft: Draft, at: At = here) -> list[Content]:
    """The body of a draft: a part for each target, what data cannot say, and footnotes."""
    return [
        *(_section(one, at) for one in draft.sections),
        element(
            "section",
            [
                element("h2", "What the data cannot say", id="cannot-say", tabIndex="-1"),
                element("ul", [element("li", one) for one in draft.cannot_say]),
            ],
        ),
        element(
            "section",
            [
                element("h2", "Footnotes", id="footnotes", tabIndex="-1"),
                element("ol", [_note(one) for one in draft.notes], className="notes"),
            ],
        ),
    ]


def views(found: Sequence[View], at: At = here) -> Content:
    """The named views, each a link, with what is missing for it."""
    items = [
        element(
            "li",
            [
                element("a", one.title, href=at(one.href)),
                element("span", f" {one.words}", className="soft"),
                *(element("span", f" {missing}", className="soft lacks") for missing in one.missing),
            ],
        )
        for one in found
    ]
    return element("ul", items, className="views")


def _section(one: Section, at: At) -> Markup:
    return element(
        "section",
        [
            element(
                "h2",
                [element("span", one.target_id, className="target-id"), one.title],
                id=f"target-{one.target_id}",
                tabIndex="-1",
            ),
            _passage(one.opening, at),
            *(_measured(each, at) for each in one.measured),
            _missing(one, at),
        ],
        className="drafted",
    )


def _measured(one: Measured, at: At) -> Markup:
    beside: list[Content] = []
    if one.picture is not None:
        beside.append(_picture(one.picture))
    if one.table is not None:
        beside.append(_table(one.table, at))
    return element(
        "div",
        [
            element("h3", one.title),
            *(_passage(each, at) for each in one.passages),
            element("div", beside, className="beside"),
        ],
        className="of-indicator",
    )


def _missing(one: Section, at: At) -> Content:
    if not one.missing:
        return None
    items = [element("li", _parts(each, at)) for each in one.missing]
    return element("div", [element("h3", "Not available"), element("ul", items)], className="missing")


def _passage(one: Passage, at: At) -> Markup:
    return element("p", _parts(one.parts, at), className=f"passage {one.topic}")


def _parts(parts: Sequence[Part], at: At) -> list[Content]:
    return [_part(one, at) for one in parts]


def _part(one: Part, at: At) -> Content:
    match one:
        case Figure():
            return element("a", one.text, href=at(one.rows.href), className="figure")
        case Told():
            return element("a", one.text, href=at(one.href), className="figure") if one.href else one.text
        case Mark():
            number = str(one.number)
            return element("sup", element("a", number, href=f"#note-{number}", **{"aria-label": f"Footnote {number}"}))
    return one


def _note(one: Note) -> Markup:
    source: Content = one.text
    if one.url:
        said = f"{one.where}, footnote {one.number}"
        source = [one.text, " Read in: ", element("a", one.where, href=one.url, **{"aria-label": said}), "."]
    return element("li", source, id=f"note-{one.number}")


def _table(one: Table, at: At) -> Markup:
    head = [
        element("th", word, scope="col", className="number" if place else None)
        for place, word in enumerate(one.headings)
    ]
    body = [
        element(
            "tr",
            [
                element(
                    "td" if place else "th",
                    _parts(cell, at),
                    scope=None if place else "row",
                    className="number" if place else None,
                )
                for place, cell in enumerate(row)
            ],
        )
        for row in one.rows
    ]
    inside = [element("caption", one.caption), element("thead", element("tr", head)), element("tbody", body)]
    table = element("table", inside, className="figures")
    return element("div", table, className="scroll", role="region", tabIndex="0", **{"aria-label": one.caption})


def _picture(one: Picture) -> Markup:
    drawing = group_dots(one)
    name = {"role": "img", "aria-label": f"{one.title}. {one.words}"}
    svg = element(
        "svg",
        [_shape(shape) for shape in drawing.shapes],
        viewBox=f"0 0 {drawing.width} {drawing.height}",
        className="group-dots",
        **name,
    )
    return element("figure", [svg, element("figcaption", f"{one.title}. {one.legend}".rstrip(), className="soft")])


def _shape(one: Shape) -> Markup:
    colour = f"var(--{one.colour.lower()})"
    if isinstance(one, Stroke):
        dashes = {"stroke-dasharray": "6 4"} if one.dashed else {}
        style = {"stroke": colour, "stroke-width": f"{one.width:g}", **dashes}
        return element(
            "line", None, x1=f"{one.x1:.1f}", y1=f"{one.y1:.1f}", x2=f"{one.x2:.1f}", y2=f"{one.y2:.1f}", **style
        )
    if isinstance(one, Disc):
        fill = "var(--page)" if one.hollow else colour
        style = {"stroke": colour, "stroke-width": "2", "fill": fill}
        return element("circle", None, cx=f"{one.x:.1f}", cy=f"{one.y:.1f}", r=f"{one.radius:g}", **style)
    weight = {"font-weight": "600"} if one.bold else {}
    style = {"fill": colour, "font-size": str(one.size), "text-anchor": one.anchor, **weight}
    return element("text", one.text, x=f"{one.x:.1f}", y=f"{one.y:.1f}", **style)
