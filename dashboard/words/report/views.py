"""The annual report's figures as named views of Explore, each from the edition that holds most of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from dashboard.address.selection import Selection
from dashboard.reading.drafts import Found
from dashboard.words.places import in_a_place
from dashboard.words.report.drafted import View
from dashboard.words.spoken import listed
from indicators.absence import Stretch
from indicators.vocabulary import TOTALS, AreaType

Side = tuple[str, str, str]
"""Sex, age and location."""

_ALL: Side = (TOTALS[0], TOTALS[1], TOTALS[2])
_YEARS = 5
_BASKETS = ("mobile_basket_2gb", "mobile_basket_5gb")


@dataclass(frozen=True)
class Asked:
    """A figure of the report: how Explore draws it, of which indicators, areas and sides, from which year on.

    `newest` says that it shows one year alone.
    """

    title: str
    chart: str
    indicators: tuple[str, ...]
    areas: tuple[str, ...]
    sides: tuple[Side, ...] = (_ALL,)
    first: int | None = None
    newest: bool = False
    split: str = ""


def asked(found: Found) -> tuple[Asked, ...]:
    """The nine figures of the report for the year of a draft, as far as the catalogue has what they show."""
    year = found.view.year
    world = ("WLD",)
    regions = tuple(one.area_id for one in found.areas(AreaType.ITU_REGION))
    levels = tuple(one.area_id for one in found.areas(AreaType.DEVELOPMENT_LEVEL))
    income = tuple(one.area_id for one in found.areas(AreaType.INCOME_GROUP))
    known = found.catalogue.indicator_by_id
    mobile = next((one for one in _BASKETS if one in known and known[one].official.covers(year)), _BASKETS[-1])
    places = (*world, *regions, *levels)
    sexes, ages, where = (
        tuple((side, TOTALS[1], TOTALS[2]) for side in ("female", "male")),
        tuple((TOTALS[0], side, TOTALS[2]) for side in ("15-24", "not 15-24")),
        tuple((TOTALS[0], TOTALS[1], side) for side in ("urban", "rural")),
    )
    internet, start = ("internet_users",), year - _YEARS
    every = (
        Asked("Internet use by development status", "trend", internet, (*world, *levels), first=start),
        Asked(
            "Price of the mobile basket, last two years",
            "change",
            (mobile,),
            (*world, *regions, *income),
            first=year - 1,
        ),
        Asked(
            "Price of the fixed basket, last two years",
            "change",
            ("fixed_basket_5gb",),
            (*world, *regions, *income),
            first=year - 1,
        ),
        Asked(
            f"Internet use by region and level of development since {start}", "panels", internet, places, first=start
        ),
        Asked(
            "Mobile-phone ownership against Internet use",
            "scatter",
            (*internet, "mobile_owners"),
            (*places, *income),
            newest=True,
        ),
        Asked(
            "Internet use in town and countryside, by level and region", "ranking", internet, places, where, newest=True
        ),
        Asked("Internet use of women and men, by level and region", "ranking", internet, places, sexes, newest=True),
        Asked(
            "Internet use of the young and the rest, by level and region",
            "ranking",
            internet,
            places,
            ages,
            newest=True,
        ),
        Asked(
            "E-waste generated and recycled",
            "panels",
            ("ewaste_generated_mass", "ewaste_recycled_mass"),
            world,
            split="indicator",
        ),
    )
    return tuple(one for one in every if all(name in known for name in one.indicators))


def views(found: Found) -> tuple[View, ...]:
    """The nine figures as views, each with what is missing for it."""
    return tuple(_view(found, one) for one in asked(found))


def _view(found: Found, one: Asked) -> View:
    edition = found.view.named_edition or _best(found, one)
    year = _year(found, one, edition)
    if not edition or year is None:
        said = f"Not available: no figure up to {found.view.year} is held" + (
            f" in edition {edition}." if edition else "."
        )
        return View(one.title, f"/explore?{_query(one, edition, found.view.year)}", said)
    held = set(_held(found, one, edition, year))
    silent = [
        area
        for area in one.areas
        if not all((name, area, side) in held for name in one.indicators for side in one.sides)
    ]
    missing = _who(found, one, silent, year)
    if year != found.view.year:
        missing.insert(0, f"No figure of {found.view.year}: {year} is the newest.")
    if one.first is not None and (begins := _begins(found, one, edition, year)) > one.first:
        missing.append(f"The edition begins in {begins}.")
    lines = {(name, area) for name, area, _ in held}
    computed = [(name, area, edition) in found.computed for name, area in lines]
    made = " (computed here)" if all(computed) else " (in part computed here)" if any(computed) else ""
    return View(one.title, f"/explore?{_query(one, edition, year)}", f"Edition {edition}{made}.", tuple(missing))


def _who(found: Found, one: Asked, silent: Sequence[str], year: int) -> list[str]:
    """Of whom figures are missing; where these are most, of whom there are any."""
    if not silent:
        return []
    names = {area: in_a_place(found.catalogue.area_by_id[area]) for area in one.areas}
    held = [names[area] for area in one.areas if area not in silent]
    pairs = len(one.indicators) * len(one.sides) > 1
    if len(held) < len(silent):
        whole = "Both figures are held" if pairs else "Held"
        return [f"{whole} for {year} of {listed(held)} only." if held else f"Of no area all of it is held for {year}."]
    return [f"{'One or both m' if pairs else 'M'}issing for {year}: {listed([names[area] for area in silent])}."]


def _query(one: Asked, edition: str, year: int) -> str:
    """The address of a view: a kind of chart that shows one year alone names it."""
    sexes, ages, places = (tuple(dict.fromkeys(side[place] for side in one.sides)) for place in range(3))
    data = Selection(
        indicator=one.indicators,
        area=one.areas,
        sex=sexes if sexes != _ALL[:1] else (),
        age=ages if ages != _ALL[1:2] else (),
        location=places if places != _ALL[2:] else (),
        year_from=one.first,
        year_to=None if one.newest else year,
    )
    own = {"edition": edition} if edition else {}
    own |= {"chart": one.chart} if one.chart != "trend" else {}
    own |= {"year": str(year)} if one.newest else {}
    own |= {"split": one.split} if one.split else {}
    return "&".join(filter(None, (data.query_string(), urlencode(own))))


def _best(found: Found, one: Asked) -> str:
    """The edition that holds most of a view in its newest year; of several the one with most that is shown first, then
    that with most years. Empty where none holds anything.
    """
    scores: dict[str, tuple[int, int, int]] = {}
    for edition in dict.fromkeys(stretch.edition for _, _, stretch in _stretches(found, one)):
        year = _year(found, one, edition)
        if year is None:
            continue
        of = [stretch for _, _, stretch in _stretches(found, one, edition) if year in stretch.years]
        within = [year_ for stretch in of for year_ in stretch.years if (one.first or 0) <= year_ <= found.view.year]
        whole = len({(name, area) for name, area, _ in _held(found, one, edition, year)})
        scores[edition] = (
            whole * (year == found.view.year),
            whole,
            sum(stretch.is_headline for stretch in of) + len(within),
        )
    return max(scores, key=lambda edition: scores[edition], default="")


def _year(found: Found, one: Asked, edition: str) -> int | None:
    """The newest year up to that of the draft for which an edition has figures of all indicators of a view."""
    last: list[int] = []
    for name in one.indicators:
        of = [stretch for indicator, _, stretch in _stretches(found, one, edition) if indicator == name]
        years = [year for stretch in of for year in stretch.years if year <= found.view.year]
        if not years:
            return None
        last.append(max(years))
    return min(last)


def _held(found: Found, one: Asked, edition: str, year: int) -> Iterable[tuple[str, str, Side]]:
    """Of which indicators, areas and sides an edition has a figure of a year."""
    for name, area, stretch in _stretches(found, one, edition):
        if year in stretch.years:
            yield name, area, (stretch.sex, stretch.age, stretch.location)


def _begins(found: Found, one: Asked, edition: str, year: int) -> int:
    years = [min(stretch.years) for _, _, stretch in _stretches(found, one, edition) if year in stretch.years]
    return min(years, default=year)


def _stretches(found: Found, one: Asked, edition: str = "") -> Sequence[tuple[str, str, Stretch]]:
    """The observed figures of a view, in an edition or in all of them."""
    return [
        (name, area, stretch)
        for name in one.indicators
        for area in one.areas
        for stretch in found.absences.stretches.get((name, area), ())
        if stretch.is_observed
        and (stretch.sex, stretch.age, stretch.location) in one.sides
        and not stretch.level
        and edition in ("", stretch.edition)
    ]
