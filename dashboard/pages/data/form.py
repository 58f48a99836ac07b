"""The form of the page Data: its fields stand in the sections that they change, and carry the keys of the address."""

from collections.abc import Sequence

from dash import html
from markupsafe import Markup

from dashboard.parts.controls import Option, select_field

_FORM = "data-form"
ASKED = "data-asked"


def form() -> html.Form:
    """The form to which every field belongs; a change of one asks the page anew (assets/address_form.js)."""
    return html.Form(id=_FORM, **{"data-form": ASKED})


def choice(key: str, label: str, options: Sequence[Option], chosen: str, usual: str) -> Markup:
    """A labelled select of (value, label) options for a key of the address; hidden when there is nothing to choose.

    Its usual value stays out of the address.
    """
    return select_field(key, f"data-{key}", label, options, chosen, usual, form=_FORM)
