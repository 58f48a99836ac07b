"""The form of the page Data: its fields stand in the sections that they change, and carry the keys of the address."""

from collections.abc import Sequence

from dash import html

_FORM = "data-form"
ASKED = "data-asked"


def form() -> html.Form:
    """The form to which every field belongs; a change of one asks the page anew (assets/form.js)."""
    return html.Form(id=_FORM, **{"data-asks": ASKED})


def field(key: str, label: str, options: Sequence[tuple[str, str]], chosen: str) -> html.Div:
    """A labelled select of (value, label) options for a key of the address; hidden when there is nothing to choose."""
    select = html.Select(
        [html.Option(words, value=value, selected=value == chosen) for value, words in options],
        id=f"data-{key}",
        name=key,
        form=_FORM,
    )
    frame = "control" if len(options) > 1 else "control single"
    return html.Div([html.Label(label, htmlFor=f"data-{key}"), select], className=frame)
