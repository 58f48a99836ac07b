"""What the page of the API says: the address of a question, lines that ask it, all addresses, and what is refused."""

from dataclasses import replace

from dash import html
from markupsafe import Markup

from dashboard.address.keys import KEYS
from dashboard.address.selection import unknown_area
from dashboard.api.formats import FORMATS
from dashboard.api.models import Error, Refusal
from dashboard.api.resources import RESOURCES, Resource
from dashboard.numbers import counted, number
from dashboard.pages.api.found import Found
from dashboard.pages.api.snippets import Snippet, snippets
from dashboard.parts.markup import Content, element
from dashboard.parts.table import plain_table
from dashboard.serving.limits import MOST_BYTES
from dashboard.words.sources import citation
from indicators.catalogue import Catalogue

LINE_OF_THE_SERVER = 8_190
"""How many bytes of an address gunicorn reads (Makefile)."""

_SHORT = 10
"""Letters of what a format is called in a table; a longer one goes by its suffix."""


def answer(found: Found) -> list[Content]:
    """The address of the question, how many rows it gives, and lines that ask it from elsewhere."""
    path = found.view.path()
    return [
        html.P([html.B(counted(found.rows, "row")), " at this address:"], className="rows"),
        html.Div(
            [
                _code("api-address", found.base + path, "The address"),
                html.P(
                    [
                        html.A("Open", href=path, className="button"),
                        element("button", "Copy", type="button", className="button", **{"data-copies": "api-address"}),
                    ],
                    className="buttons",
                ),
            ],
            className="address",
        ),
        html.H3("The same question from elsewhere"),
        *(_snippet(one, is_open=not place) for place, one in enumerate(snippets(found.view, found.base))),
        _snippet(_citation(found), is_open=False),
    ]


def _citation(found: Found) -> Snippet:
    """How the answer is cited, with the address that gives it again."""
    build, asked = found.build, found.view.data.indicator
    titles = [build.catalogue.indicator_by_id[one].title for one in asked] or [found.view.resource.says]
    address = found.base + found.view.path(build=build.build_id)
    about = "The address gives the same figures as long as this version is kept, whatever is published since."
    return Snippet("cite", "A citation", about, f"{citation(', '.join(titles), (), build)} {address}")


def _snippet(one: Snippet, *, is_open: bool) -> Markup:
    shown = [element("summary", one.name), element("p", one.about, className="hint")]
    copies = element(
        "button",
        "Copy",
        type="button",
        className="button",
        **{"data-copies": f"lines-{one.id}", "aria-label": f"Copy {one.name}"},
    )
    return element(
        "details", [*shown, _code(f"lines-{one.id}", one.lines, one.name), copies], id=f"snippet-{one.id}", open=is_open
    )


def _code(name: str, lines: str, label: str) -> Markup:
    frame = {"tabIndex": "0", "role": "region", "aria-label": label}
    return element("pre", element("code", lines, id=name), className="scroll", **frame)


def offered() -> html.Div:
    """Every resource, with a small example in each of its formats."""
    return plain_table(
        "Every address, with an example in each format",
        ("Address", "What it gives", "Example as"),
        [(_name(one), one.says, _examples(one)) for one in RESOURCES.values()],
        kind="figures told",
    )


def _name(resource: Resource) -> Markup:
    return element("code", f"/api/v1/{resource.name}")


def _examples(resource: Resource) -> list[Content]:
    found: list[Content] = []
    for one in resource.formats:
        suffix = "" if one is resource.formats[0] else one.suffix
        label = f"{resource.name} as {one.says}"
        word = one.says if len(one.says) <= _SHORT else one.suffix
        found += [" · "] * bool(found) + [element("a", word, href=resource.address(suffix), **{"aria-label": label})]
    return found


def parameters() -> list[Content]:
    """What can be asked of figures and verdicts, with the keys of an address."""
    asked = [(element("code", one.name), one.means, _taken_by(one.name)) for one in KEYS.values()]
    return [
        html.P(
            "A list is separated by commas: area=WLD,LDC. A parameter without a value asks for nothing. The words that "
            "each of them takes are in the description for programs."
        ),
        plain_table("What chooses rows", ("Parameter", "What it asks for", "Of"), asked, kind="figures told"),
    ]


def _taken_by(key: str) -> str:
    """Of which resources a key chooses rows."""
    return ", ".join(name for name in ("observations", "progress") if key in RESOURCES[name].takes)


def refusals(catalogue: Catalogue) -> list[Content]:
    """What an error looks like, by one that is made here."""
    problem = unknown_area("area", "Cote d'Ivoire", tuple(catalogue.area_by_id), catalogue)
    few = replace(problem, allowed=(*problem.allowed[:3], "…"))
    said = Refusal(error=Error.model_validate(vars(few)))
    lines = said.model_dump_json(indent=2)
    return [
        html.P(
            "What cannot be used is refused with status 400 and an error that says what was expected; nothing of a "
            "question is left out in silence. A name is answered with the one id that it stands for. Numbers, years "
            "and codes are never guessed: no other one is proposed for 2026 or for KEX."
        ),
        _code("api-error", lines, "An error"),
        html.P("Other statuses: 404 for an address that is not there, 304 for what the asker has already (ETag)."),
    ]


def limits() -> list[Content]:
    """What an answer holds at most."""
    roomy = [one for one in FORMATS.values() if one.most_rows is not None]
    rows = [f"{one.says} has room for {number(one.most_rows or 0, 0)} rows; more are refused (413). " for one in roomy]
    return [
        html.P(
            "An answer has all rows that are asked for, in an order that stays the same. Of JSON a page can be asked "
            f"for: limit=1000, and then cursor as meta.next_cursor says. {''.join(rows)}An address has at most "
            f"{number(LINE_OF_THE_SERVER, 0)} bytes on this server, and never more than {MOST_BYTES // 1024} kB."
        )
    ]


def citing() -> list[Content]:
    """How a file is cited, and on what terms."""
    return [
        html.P(
            "Cite the source and edition of a figure, which stand in its row, and this tracker with the version that "
            "the row names (build_id). The citation above has an address that stays with that version."
        ),
        html.P(
            [
                "Figures keep the terms of their publishers: ",
                html.A("what the licences allow", href="/data#section-licences"),
                ".",
            ]
        ),
    ]
