"""Small things that the overview's sentences are about, made up for the tests."""

from dataclasses import replace
from typing import Any

from dashboard.pages.overview.card_facts import CardFacts, Held, WorldFigure
from dashboard.pages.overview.found import Found
from dashboard.pages.overview.placed import Place, Placed, place_of
from dashboard.reading.absences import Absences
from dashboard.reading.changes import LastRefresh
from dashboard.reading.headlines import CoursePoint
from dashboard.rows import Judgement
from indicators.catalogue import Catalogue
from indicators.catalogue_files import load_catalogue
from indicators.settings import Settings

CATALOGUE: Catalogue = load_catalogue(Settings().catalogue)
YEAR = 2026
_NUMBERS = {name: float("nan") for name, kind in Judgement.__annotations__.items() if kind is float}


def judgement(indicator_id: str, area_id: str, value: float, status: str, **more: Any) -> Judgement:
    """A judgement of an area's newest figure, of 2025 unless it is said otherwise."""
    indicator, area = CATALOGUE.indicator_by_id[indicator_id], CATALOGUE.area_by_id[area_id]
    benchmark = indicator.benchmark_for(area_id)
    return Judgement(
        **dict.fromkeys(Judgement._fields)
        | _NUMBERS
        | {
            "target_id": indicator.target,
            "indicator_id": indicator_id,
            "area_id": area_id,
            "area": area.name,
            "origin": "published",
            "edition": "2025 (Nov)",
            "horizon": 2030,
            "benchmark": benchmark.value if benchmark else float("nan"),
            "benchmark_set": "",
            "latest_value": value,
            "latest_year": 2025.0,
            "latest_qualifier": "",
            "status": status,
            "at_risk": False,
            "is_about": False,
        }
        | more
    )


def facts(target_id: str, row: Judgement | None) -> CardFacts:
    """A card whose figure is that of a judgement."""
    target = next(one for one in CATALOGUE.targets if one.id == target_id)
    area = CATALOGUE.area_by_id[row.area_id if row is not None else target.judged_on]
    if row is None:
        return CardFacts(target, area, None, None)
    indicator = CATALOGUE.indicator_by_id[row.indicator_id]
    world = WorldFigure(
        indicator,
        row.area_id,
        "",
        row.latest_value,
        row.latest_qualifier,
        int(row.latest_year),
        row.origin,
        row.edition,
        "",
        "",
        ((int(row.latest_year), row.latest_value),),
        False,
        indicator.benchmark_for(row.area_id),
    )
    return CardFacts(target, area, world, None, judged=row)


def target(target_id: str, row: Judgement, *groups: Judgement) -> Placed:
    """A target in the picture, with the groups beside its judged figure."""
    own, *others = (_place(one) for one in (row, *groups))
    return Placed(facts(target_id, row), own, tuple(others))


def found(*judged: Judgement, cards: tuple[CardFacts, ...] = (), **more: Any) -> Found:
    """All that the overview shows, from a few judgements; `courses` are (year, value) by indicator and area, `changed`
    is what the last refresh changed and `since` when the version before was made.
    """
    courses = {
        key: [
            CoursePoint(*key, "", "published", "2025", year, value, "", "", None, None, None, "") for year, value in of
        ]
        for key, of in more.pop("courses", {}).items()
    }
    held = Held(
        CATALOGUE,
        courses,
        {(row.indicator_id, row.area_id): row for row in judged},
        {},
        [],
        Absences(CATALOGUE, YEAR),
    )
    last = LastRefresh(more.pop("since", None), list(more.pop("changed", ())))
    return replace(Found(list(cards), held, last, YEAR), **more)


def _place(row: Judgement) -> Place:
    indicator, area = CATALOGUE.indicator_by_id[row.indicator_id], CATALOGUE.area_by_id[row.area_id]
    place = place_of(row, indicator, area, YEAR)
    assert place is not None
    return place
