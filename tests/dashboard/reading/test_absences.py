"""Every empty place of a real build has a reason of the closed list, and its sentence is true of the build."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

import pytest

from dashboard.address.selection import ALL, LATEST, Selection
from dashboard.reading.absences import TOTALS, Absent, absences, question_of
from dashboard.reading.warehouse import Snapshot
from dashboard.words.absence import why
from indicators.absence import Absence, Question
from indicators.areas import Area
from indicators.model import Indicator
from indicators.vocabulary import Aggregation, AreaType, Role

Row = tuple[str, str, str, str, str, str, bool, bool, int]
"""Indicator, area, sex, age, location, level, whether shown first, whether observed, year."""


@dataclass(frozen=True)
class Held:
    """What the build holds, read here by queries of its own."""

    rows: dict[tuple[str, str], list[Row]]
    areas_of: dict[str, set[str]]
    withheld: set[tuple[str, str]]
    sides: dict[tuple[str, str], set[str]]


@pytest.fixture
def held(snapshot: Snapshot) -> Held:
    """All rows of the build, by indicator and area."""
    rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
    areas_of: dict[str, set[str]] = defaultdict(set)
    columns = "indicator_id, area_id, sex, age, location, level, is_headline, is_observed, year"
    for row in snapshot.rows(f"select {columns} from series"):
        rows[row[0], row[1]].append(row)
        areas_of[row[0]].add(row[1])
    sides: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in snapshot.catalogue.indicators:
        if (of := one.ratio_of) is not None:
            place = 2 + ("sex", "age", "location").index(of.by)
            for area_id in areas_of[of.indicator]:
                found = {row[place] for row in rows[of.indicator, area_id]} & {of.numerator, of.denominator}
                sides[one.id, area_id] = found
    withheld = set(snapshot.rows("select distinct indicator_id, area_id from withheld"))
    return Held(dict(rows), areas_of, withheld, sides)


def is_total(row: Row) -> bool:
    return row[2:5] == ("both", "all", "total")


def has_headline(held: Held, indicator: Indicator, area: Area) -> bool:
    """Whether an area has an observed figure of everyone together in the line that is shown first."""
    return any(is_total(row) and row[6] and row[7] for row in held.rows.get((indicator.id, area.area_id), ()))


def is_true(one: Absent, held: Held, snapshot: Snapshot) -> bool:
    """Whether the reason of an empty headline agrees with what the build holds."""
    key = (one.indicator.id, one.area.area_id)
    rows = held.rows.get(key, [])
    of = one.indicator.ratio_of
    holds = {
        Absence.HELD_APART: rows and not any(map(is_total, rows)),
        Absence.OTHER_EDITIONS: any(is_total(row) and row[7] for row in rows),
        Absence.ONLY_PROJECTED: any(map(is_total, rows)) and not any(is_total(row) and row[7] for row in rows),
        Absence.STATED_WITHOUT_NUMBER: not rows and of is not None and (of.stated, key[1]) in held.rows,
        Absence.WITHHELD: not rows
        and (key in held.withheld or (of is not None and (of.indicator, key[1]) in held.withheld)),
        Absence.NOT_PUBLISHED: not rows and any(key[1] in said.areas for said in one.indicator.unpublished),
        Absence.ONE_SHARE: not rows and len(held.sides[key]) == 1,
        Absence.SHARES_APART: not rows and len(held.sides[key]) == 2,
        Absence.OUTSIDE_SCOPE: not rows and one.indicator.scope is not None,
        Absence.NOTHING_HELD: not held.areas_of.get(key[0]),
        Absence.NO_MEAN_DEFINED: not rows
        and bool(held.areas_of[key[0]])
        and one.area.area_type is not AreaType.ECONOMY
        and one.indicator.aggregation is Aggregation.NONE,
        Absence.NOT_HELD: not rows and bool(held.areas_of[key[0]]) and key not in held.withheld,
    }
    return bool(holds.get(one.reason))


def test_every_empty_headline_has_a_true_reason(snapshot: Snapshot, held: Held):
    """Of every indicator and area without a headline figure the reason holds in the build; its sentence is whole."""
    catalogue = snapshot.catalogue
    measured = [one for one in catalogue.indicators if one.role is not Role.AUXILIARY]
    found = absences(snapshot, measured, catalogue.areas)
    reasons: Counter[Absence] = Counter()
    for indicator in measured:
        for area in catalogue.areas:
            if has_headline(held, indicator, area):
                continue
            one = found.why(indicator, area)
            reasons[one.reason] += 1
            assert is_true(one, held, snapshot), (one.reason, indicator.id, area.area_id)
            sentence = why(one)
            assert not re.search(r"None|nan|\(\)|  |, ,|: *$|;;", sentence), sentence
            assert ("not published" in sentence) == (one.reason is Absence.NOT_PUBLISHED), sentence
            if one.reason is Absence.NOT_PUBLISHED:
                assert any(said.document in sentence and said.says in sentence for said in indicator.unpublished)
    assert {Absence.NOT_HELD, Absence.WITHHELD, Absence.OUTSIDE_SCOPE, Absence.NOT_PUBLISHED} <= set(reasons)


def test_for_whom_figures_are_held(snapshot: Snapshot, held: Held):
    """How many economies, and of which year the newest figure of them is, are those of the build."""
    found = absences(snapshot, snapshot.catalogue.indicators, [])
    economies = {area.area_id for area in snapshot.catalogue.areas if area.area_type is AreaType.ECONOMY}
    assert found.holders.keys() == held.areas_of.keys()
    for indicator_id, holders in found.holders.items():
        of_economies = held.areas_of[indicator_id] & economies
        assert holders.economies == len(of_economies)
        asked = of_economies or held.areas_of[indicator_id]
        years = [row[8] for one in asked for row in held.rows[indicator_id, one] if row[7]]
        assert holders.last_year == max(years)


def test_no_figure_lies_outside_the_scope(snapshot: Snapshot, held: Held):
    """Whoever has a figure of an indicator is covered by it; a scope that leaves out somebody with one is wrong."""
    catalogue = snapshot.catalogue
    for indicator in catalogue.indicators:
        for area_id in held.areas_of.get(indicator.id, ()):
            area = catalogue.area_by_id[area_id]
            assert catalogue.is_covered(indicator, area, snapshot.build.built_at.year), (indicator.id, area_id)


def test_the_only_source_is_the_only_one(snapshot: Snapshot):
    """Where a scope speaks of the only source of an indicator, it has one feed, and all its figures are of it."""
    for indicator in snapshot.catalogue.indicators:
        if indicator.scope is not None and "only source" in indicator.scope.says:
            query = "select distinct source_id from observations where indicator_id = $indicator"
            sources = {row[0] for row in snapshot.rows(query, {"indicator": indicator.id})}
            assert {feed.source for feed in indicator.feeds} >= sources
            assert len({feed.source for feed in indicator.feeds}) == 1


def test_a_statement_is_not_contradicted(snapshot: Snapshot, held: Held):
    """Of what a publication says that no figure exists none is held."""
    for indicator in snapshot.catalogue.indicators:
        for said in indicator.unpublished:
            assert not held.areas_of.get(indicator.id, set()) & set(said.areas), (indicator.id, said.areas)


@pytest.mark.parametrize("indicator_id", ["internet_users", "schools_internet", "gci_score", "mobile_basket_5gb"])
def test_every_year_and_edition(snapshot: Snapshot, held: Held, indicator_id: str):
    """Asked for a year, the reason tells apart whether the area has figures of other years, editions or parts."""
    catalogue = snapshot.catalogue
    indicator = catalogue.indicator_by_id[indicator_id]
    found = absences(snapshot, [indicator], catalogue.areas)
    for area in catalogue.areas:
        rows = held.rows.get((indicator_id, area.area_id), [])
        for year in (2015, 2020, 2024):
            question = Question(first=year, last=year)
            totals = [row for row in rows if is_total(row)]
            of_year = [row for row in totals if row[8] == year]
            if any(row[6] and row[7] for row in of_year):
                continue
            reason = found.why(indicator, area, question).reason
            expected = {
                bool(of_year): {Absence.OTHER_EDITIONS, Absence.ONLY_PROJECTED},
                bool(totals and not of_year): {Absence.OTHER_YEARS},
                bool(rows and not totals): {Absence.HELD_APART},
            }.get(True)
            assert reason in expected if expected else not rows, (area.area_id, year, reason)


def test_the_question_of_a_page(snapshot: Snapshot):
    """What a page's selection asks is what the reason is about; newest and all editions ask for no edition."""
    assert question_of(Selection(sex=("both",), age=("all",), location=("total",), edition=ALL)) == TOTALS
    assert question_of(Selection(edition=LATEST)).edition == ""
    asked = question_of(Selection(sex=("female",), year_from=2010, year_to=2020, edition="2024"))
    assert asked == Question(("female",), (), (), (), 2010, 2020, "2024")
