"""What fills a field of a map, tile or area: the same link with the same sentence in either."""

from dataclasses import dataclass

from markupsafe import Markup

OPENED = Markup(
    '<a href="{href}" class="field {shape} {kind}" data-cell="{area}" data-about="{about}" aria-label="{about}" '
    'tabindex="-1"{more}>'
)
"""The link that a field is; what is drawn of it follows, and the closing tag."""

PATTERN = Markup(
    '<pattern id="{name}" width="{size}" height="{size}" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate({turned})"><rect class="ground" width="{size}" height="{size}"/>'
    '<rect class="stripe" width="{stripe}" height="{size}"/></pattern>'
)


@dataclass(frozen=True)
class Filled:
    """What is in a field: `kind` is its class (q1 to q5, a status, none or unasked), `said` the short text in it,
    `about` the whole sentence, `href` where it leads.
    """

    kind: str
    said: str
    about: str
    href: str


def opened(area_id: str, filled: Filled, shape: str, more: str = "") -> Markup:
    """The start of a field's link; `more` are attributes, as Markup."""
    return OPENED.format(href=filled.href, shape=shape, kind=filled.kind, area=area_id, about=filled.about, more=more)


def carried(data: str) -> Markup:
    """What the slider through the years needs, as an attribute of the drawing; nothing where it has no slider."""
    return Markup(' data-years="{}"').format(data) if data else Markup()
