"""The form of the page of the API: its fields are the keys of the address (assets/address_form.js)."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from markupsafe import Markup

from dashboard.address.keys import ALL, DISTINCT, HISTORY, LATEST
from dashboard.pages.api.view import FIELDS, ApiView, formats_of
from dashboard.parts.controls import Option, economy_field, economy_names, select_field
from dashboard.parts.markup import Content, element
from indicators.catalogue import Catalogue
from indicators.vocabulary import AREA_TYPES, BREAKDOWNS

ASKED = "api-asked"

_WHAT = {
    "observations": "Figures",
    "progress": "Verdicts",
    "targets": "Targets",
    "indicators": "Indicators",
    "areas": "Areas",
    "sources": "Sources",
    "builds": "Versions of the figures",
    "files": "Files",
    "set_aside": "Figures that are not used",
    "rejected_rows": "Rows that were refused",
    "claims": "Figures of the annual report",
    "revisions": "What changed",
}
_KINDS = {kind.value: words for kind, words in AREA_TYPES.items()}
_BREAKDOWNS = {"sex": "Sex", "age": "Age", "location": "Place", "level": "Level or skill"}
_EDITIONS = {
    LATEST: "The newest of each line",
    HISTORY: "The newest, and the years before it",
    DISTINCT: "All that say something else",
    ALL: "All",
}


def form(view: ApiView, catalogue: Catalogue) -> Markup:
    """The form for a question, as plain HTML; it works without scripts as well, by its button."""
    chosen = view.data
    takes = [key for key in FIELDS if key in view.resource.takes]
    fields: list[Content] = [
        select_field("resource", "api-resource", "What", list(_WHAT.items()), view.resource.name, "-"),
        select_field("format", "api-format", "Format", list(formats_of(view.resource).items()), view.format, "-"),
    ]
    if takes:
        names = {one.area_id: one.short_name for one in catalogue.areas}
        fields += [
            _one("indicator", "Indicator", "All indicators", {one.id: one.title for one in catalogue.indicators}, view),
            _one("area_type", "Areas", "All, or those named below", _KINDS, view),
            economy_field("area", "api-area", names, chosen.area, "A region, a group or an economy", "Areas by name"),
            economy_names(names.items()),
            _year("from", "From year", chosen.year_from),
            _year("to", "To year", chosen.year_to),
            *(_one(name, label, "Any", BREAKDOWNS[name], view) for name, label in _BREAKDOWNS.items()),
            select_field("edition", "api-edition", "Editions", _editions(catalogue), chosen.edition, LATEST),
        ]
    others = [(key, value) for key, value in parse_qsl(chosen.query_string()) if key not in takes]
    return element(
        "form",
        [
            *fields,
            *(element("input", type="hidden", name=key, value=value) for key, value in others),
            element("noscript", element("button", "Show the address", type="submit")),
        ],
        id="api-form",
        className="api-form",
        action="/api/",
        method="get",
        **{"data-form": ASKED, "aria-label": "A question to try"},
    )


def _one(key: str, label: str, every: str, words: Mapping[str, str], view: ApiView) -> Markup:
    """A select of one value or of all; where the address has several they are one of the choices."""
    asked: tuple[str, ...] = getattr(view.data, key)
    several = [(",".join(asked), f"The {len(asked)} of this address")] if len(asked) > 1 else []
    options: list[Option] = [("", every), *several, *((one, said) for one, said in words.items() if one)]
    return select_field(key, f"api-{key}", label, options, ",".join(asked))


def _year(key: str, label: str, value: int | None) -> Markup:
    field = {"type": "number", "min": "1000", "max": "9999", "step": "1", "inputmode": "numeric"}
    said = element("input", id=f"api-{key}", name=key, value="" if value is None else str(value), **field)
    return element("div", [element("label", label, htmlFor=f"api-{key}"), said], className="control year")


def _editions(catalogue: Catalogue) -> list[Option]:
    named = {one.name for source in catalogue.sources for each in source.publications for one in each.editions}
    return [*_EDITIONS.items(), *((one, one) for one in sorted(named, reverse=True))]
