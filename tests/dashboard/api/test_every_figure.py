"""Every figure that was collected for the embedded default comes back from the API, as often as it was collected."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from indicators.settings import PROJECT

COLLECTION = PROJECT.parent / "shared" / "figures"
RENAMED = {
    "internet_users_at_least": "internet_users",
    "gci_average_score": "gci_score",
    "PART_basic_only": "ict_skills_basic_only",
}
SOURCES = {
    "ITU DataHub, through World Bank Data360": "data360",
    "ITU DataHub": "itu_datahub",
    "ITU ICT Price Baskets": "itu_prices",
    "UN SDG Global Database": "unsd_sdg",
    "UNCTAD, core ICT indicators": "unctad",
    "Eurostat": "eurostat",
    "World Bank": "worldbank",
}
"""How the publications of economies' figures begin, and the source of the catalogue that each is."""

FROM_NOTES = {
    ("digital_companies_revenue_share", "WLD", 2022, "both", "total", "", 98.0),
    ("energy_related_emissions", "WLD", 2022, "both", "total", "", 36.8),
}
"""Figures that the collection has in the notes of others."""

Key = tuple[str, str, int, str, str, str, float]
"""All but the age, of which the collection says in other words what the vocabulary has one for."""

pytestmark = pytest.mark.skipif(
    not COLLECTION.is_dir(), reason="the collection of figures (../shared/figures) is not beside this checkout"
)


@pytest.fixture(scope="module")
def published(client: FlaskClient) -> list[dict[str, str]]:
    """Every published row of every source and edition, as the CSV of the API gives them."""
    answer = client.get("/api/v1/observations.csv?source=all&edition=all&origin=published")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_every_figure_comes_back(published: list[dict[str, str]]):
    """The whole collection, as a multiset with its values, is what the API gives, and nothing else is."""
    collected = Counter(key(row) for row in collection())
    given = Counter(key(row) for row in published)
    assert sorted((collected - given).elements()) == []
    assert set((given - collected).elements()) == FROM_NOTES
    assert given.total() == 99_062


def test_figures_of_economies_keep_edition_and_source(published: list[dict[str, str]]):
    """Each figure of economies comes back with the age and edition it was collected with, from who published it."""
    collected = Counter((key(row), row["age"], row["edition"], source_of(row["publication"])) for row in of_economies())
    given = Counter((key(row), row["age"], row["edition"], row["source_id"]) for row in published)
    assert sorted((collected - given).elements()) == []


def collection() -> Iterator[dict[str, str]]:
    for name in ("published", "economies"):
        yield from rows(COLLECTION / f"{name}.csv")
    yield from of_economies()


def of_economies() -> Iterator[dict[str, str]]:
    """The rows of the files of economies, each with what its file's manifest says of all rows of its indicator."""
    folder = COLLECTION / "economies"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for path in sorted(folder.glob("*.csv")):
        for row in rows(path):
            yield manifest[path.name][row["indicator_id"]] | row


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def key(row: dict[str, str]) -> Key:
    indicator = RENAMED.get(row["indicator_id"], row["indicator_id"])
    words = (row["sex"], row["location"], row["level"])
    return indicator, row["area_id"], int(row["year"]), *words, float(row["value"])


def source_of(publication: str) -> str:
    return next(source for begins, source in SOURCES.items() if publication.startswith(begins))
