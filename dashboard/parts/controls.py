"""The controls of a page and the frame around a chart; each control is one part of a Selection."""

from collections.abc import Mapping, Sequence

from dash import dcc, html

Option = tuple[str, str]


def choice(control_id: str, label: str, options: Sequence[Option], value: str | None) -> html.Div:
    """A labelled native select of (value, label) options; hidden when there is nothing to choose.

    The browser keeps the chosen value in the property `data-value` (assets/shell.js): use that in callbacks.
    """
    named = bare_choice(control_id, label, options, value)
    return html.Div(named.children, className="control" if len(options) > 1 else "control single")


def bare_choice(control_id: str, label: str, options: Sequence[Option], value: str | None) -> html.Div:
    """The same without a frame of its own."""
    return html.Div(
        [
            html.Label(label, htmlFor=control_id),
            html.Select(
                [html.Option(name, value=key, selected=key == value) for key, name in options],
                id=control_id,
                **{"data-value": value or ""},
            ),
        ]
    )


def economy_picker(
    control_id: str, economies: Mapping[str, str], chosen: Sequence[str], hint: str, label: str = "Add an economy"
) -> html.Div:
    """A field that finds economies by name and adds them, and a button for each that takes it away again.

    The chosen ids are in the store `control_id`; `{control_id}-add` and buttons of type `{control_id}-drop` change it.
    """
    names = [html.Option(value=name, label=area_id) for area_id, name in economies.items()]
    return html.Div(
        [
            html.Label(label, htmlFor=f"{control_id}-add"),
            dcc.Input(
                id=f"{control_id}-add",
                list=f"{control_id}-names",
                debounce=True,
                placeholder="Type a name",
                type="text",
            ),
            html.Datalist(names, id=f"{control_id}-names"),
            html.P(hint, className="hint"),
            html.Div(chips(control_id, economies, chosen), id=f"{control_id}-chips", className="chips"),
            dcc.Store(id=control_id, data=list(chosen)),
        ],
        className="control",
    )


def chips(control_id: str, economies: Mapping[str, str], chosen: Sequence[str]) -> list[html.Button]:
    """One button for each chosen economy; pressing it takes the economy away."""
    return [
        html.Button(
            [economies[area_id], html.Span(" ×", **{"aria-hidden": "true"})],
            id={"type": f"{control_id}-drop", "area": area_id},
            className="chip",
            **{"aria-label": f"Take {economies[area_id]} away"},
        )
        for area_id in chosen
    ]
