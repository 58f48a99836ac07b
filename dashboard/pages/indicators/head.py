"""What the page of an indicator says of itself where its link is shared or found."""

from dashboard.pages.indicators.listing import title as title_of_all
from dashboard.reading import holding
from dashboard.reading.indicator_facts import Found, find
from dashboard.reading.warehouse import Snapshot
from dashboard.serving.heads import Card, Dataset, Head, short
from dashboard.words.indicator_facts import how_many, title, who
from dashboard.words.plan import name_of
from indicators.catalogue import Catalogue


def addresses(catalogue: Catalogue) -> list[str]:
    """The path of the list, and those of the indicators."""
    return ["/indicators", *(f"/indicators/{one.id}" for one in catalogue.indicators)]


def head(snapshot: Snapshot, _arguments: list[tuple[str, str]], indicator_id: str = "") -> Head:
    """The head of an indicator's page, or of the list of all."""
    kicker = name_of(snapshot.catalogue.plan)
    if not indicator_id:
        said = title_of_all(snapshot.catalogue, holding.every_indicator(snapshot))
        what = "What is measured, by target: definitions, sources with their licences, coverage, breaks and files."
        return Head(said, what, Card(kicker, said, lines=(what,)))
    indicator = snapshot.catalogue.indicator_by_id[indicator_id]
    found = find(snapshot, indicator)
    said = title(found)
    card = Card(f"Indicator · {kicker}", said, lines=(how_many(found),), source=who(found).partition(".")[0])
    return Head(said, short(f"{indicator.definition} {who(found)}"), card, dataset=_dataset(found))


def _dataset(found: Found) -> Dataset | None:
    if not found.chains:
        return None
    indicator = found.indicator
    return Dataset(
        indicator.title,
        f"{indicator.definition} {how_many(found)}",
        tuple(dict.fromkeys(one.publisher for one in found.chains)),
        tuple(dict.fromkeys(one.licence_url or one.licence for one in found.chains)),
        found.years,
        "World, regions, groups and economies" if found.economies else "World and groups",
        f"/api/v1/observations.csv?indicator={indicator.id}&edition=all",
        (f"{indicator.title}, {indicator.unit_label}",),
    )
