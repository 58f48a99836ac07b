"""The controls of a page; each is one part of a Selection."""

from collections.abc import Iterable, Mapping, Sequence

from dash import html
from markupsafe import Markup

from dashboard.parts.markup import element

Option = tuple[str, str]
ECONOMY_NAMES = "economy-names"


def select_field(
    key: str, field_id: str, label: str, options: Sequence[Option], value: str, usual: str = "", form: str | None = None
) -> Markup:
    """A labelled select as a field of a form; hidden when there is nothing to choose.

    With its usual value it stays out of the address (assets/address_form.js). `form` names a form around which it does
    not stand.
    """
    offered = [element("option", name, value=one, selected=one == value) for one, name in options]
    select = element("select", offered, id=field_id, name=key, form=form, **{"data-usual": usual})
    classes = "control" if len(options) > 1 else "control single"
    return element("div", [element("label", label, htmlFor=field_id), select], className=classes)


def economy_field(
    key: str, field_id: str, names: Mapping[str, str], chosen: Sequence[str], hint: str, label: str
) -> html.Div:
    """A field of a form that finds economies by name and adds them, and a button for each that takes it away again.

    The names are found in the list ECONOMY_NAMES; each economy chosen is a hidden field of its own.
    """
    add = {"type": "text", "id": f"{field_id}-add", "list": ECONOMY_NAMES, "placeholder": "Type a name"}
    return html.Div(
        [
            html.Label(label, htmlFor=f"{field_id}-add"),
            element("input", **add, **{"data-adds": key, "data-keep": "", "autocomplete": "off"}),
            html.P(hint, className="hint"),
            html.Div([_chip(key, one, names[one]) for one in chosen], className="chips", id=f"{field_id}-chips"),
        ],
        className="control",
    )


def economy_names(names: Iterable[Option]) -> Markup:
    """The names that every economy_field of a page finds, as (id, name), with their ids as labels."""
    listed = [element("option", value=name, label=area_id) for area_id, name in names]
    return element("datalist", listed, id=ECONOMY_NAMES)


def _chip(key: str, area_id: str, name: str) -> html.Span:
    drop = html.Button(
        [name, html.Span(" ×", **{"aria-hidden": "true"})],
        type="button",
        className="chip",
        **{"data-drops": area_id, "aria-label": f"Take {name} away"},
    )
    return html.Span([element("input", type="hidden", name=key, value=area_id), drop])
