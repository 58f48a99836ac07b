"""The draft of the annual report: each number is that of its row, and nothing is told that the data do not say."""

import re
from dataclasses import replace
from typing import Any

import duckdb
import pytest
from flask.testing import FlaskClient

from dashboard.address.report import ReportView
from dashboard.reading.drafts import Found, find
from dashboard.reading.warehouse import Snapshot
from dashboard.words.report.draft import draft
from dashboard.words.report.drafted import Draft, Figure, Number, Section, plain_text
from indicators.methods import METHODS
from indicators.vocabulary import LADDER
from tests.dashboard.report.drafts import VIEWS, draft_of, every_text, figures

Row = dict[str, Any]
_NUMBER = re.compile(r"(?<![\w–])[−-]?\d[\d\u202f]*(?:\.\d+)?")
_YEAR = re.compile(r"(19|20)\d\d")
_LINE = ("indicator_id", "area_id", "sex", "age", "location", "level")
_SERIES, _PROGRESS = ("origin", "edition"), ("horizon",)
_CAUSES = ("because", "due to", "thanks to", "led to", "caused", "driven", "result of", "owing to")


@pytest.fixture(params=VIEWS, ids=lambda view: view.query())
def drafted(request: pytest.FixtureRequest, snapshot: Snapshot) -> Draft:
    """The drafts of two years, and of one edition."""
    return draft_of(snapshot, request.param)


@pytest.fixture(scope="module")
def tables(warehouse: duckdb.DuckDBPyConnection) -> dict[tuple[str, ...], list[Row]]:
    """The rows of the tables themselves, of the world and its groups, by what makes out a line."""
    found: dict[tuple[str, ...], list[Row]] = {}
    for table, more in (("series", _SERIES), ("progress", _PROGRESS)):
        condition = " and benchmark_set = ''" if table == "progress" else ""
        source = f"{table} as points join areas using (area_id)"
        query = f"select points.* from {source} where areas.area_type <> 'economy'{condition}"
        for row in warehouse.cursor().sql(query).to_arrow_table().to_pylist():
            found.setdefault((table, *(str(row[name]) for name in (*_LINE, *more))), []).append(row)
    return found


def test_every_number_is_that_of_its_row(drafted: Draft, tables: dict[tuple[str, ...], list[Row]]) -> None:
    """The numbers that a figure is written with are, after the rounding that it states, those of its rows."""
    every = figures(drafted)
    assert len(every) > 150
    for one in every:
        written = [float(text.replace("\u202f", "").replace("−", "-")) for text in _NUMBER.findall(one.text)]
        assert len(written) == len(one.numbers), one
        rows = _rows(tables, one)
        for shown, number in zip(written, one.numbers, strict=True):
            held = _held(rows, number)
            if held is not None:
                assert _is_rounded(shown, held, number, one.text), (one, held)


def _rows(tables: dict[tuple[str, ...], list[Row]], one: Figure) -> list[Row]:
    """The rows of a figure, by what its address asks for."""
    asked = one.rows.selection
    line = (asked.indicator[0], asked.area[0], asked.sex[0], asked.age[0], asked.location[0], asked.level[0])
    if one.rows.resource == "progress":
        return tables["progress", *line, asked.horizon[0]]
    first, last = asked.year_from or 0, asked.year_to or 0
    return [row for row in tables["series", *line, asked.origin[0], asked.edition] if first <= row["year"] <= last]


def _held(rows: list[Row], number: Number) -> float | None:
    """What the rows say where a number says that it stands; None of one that the catalogue says, out of how many."""
    if number.column == "":
        return None
    if number.column == "methods":
        (row,) = rows
        given = sum(row[f"status_{name}"] in LADDER for name in METHODS)
        milder, harsher = row["methods_milder"], row["methods_harsher"]
        assert number.value in (given, milder, harsher, given - milder - harsher)
        return number.value
    if number.at is None:
        (row,) = rows
        return row[number.column] * number.times
    by_year = {row["year"]: row[number.column] for row in rows}
    assert len(by_year) == len(rows), "one row for a year"
    if number.less is None:
        assert len(rows) == 1
        return by_year[number.at] * number.times
    return round(by_year[number.at], number.decimals) - round(by_year[number.less], number.decimals)


def _is_rounded(shown: float, held: float, number: Number, text: str) -> bool:
    if number.less is not None:
        held = abs(held) if shown >= 0 and not text.startswith("+") else held
    if number.column == "closes":  # never rounded across a cut (words.pace.closes_percent)
        return abs(shown - held) < 1
    if text.startswith("over"):
        return shown < held
    return abs(shown - held) <= 0.5 * 10**-number.decimals + 1e-9


def test_an_address_gives_the_rows(snapshot: Snapshot, client: FlaskClient) -> None:
    """The address of a figure gives its row: one of a value, and those of the years of a change."""
    (section,) = (one for one in draft_of(snapshot, ReportView(2024)).sections if one.target_id == "1.7")
    told = [part for passage in section.passages for part in passage.parts if isinstance(part, Figure)]
    assert len(told) > 15
    for one in told:
        answer = client.get(one.rows.href)
        assert answer.status_code == 200, answer.text
        assert len(answer.json["data"]) == 1 or one.numbers[0].less is not None, one.rows.href


def test_only_years_stand_in_plain_words(drafted: Draft) -> None:
    """Every number in a passage leads to its row: plain words hold years and no other digits."""
    for parts in every_text(drafted):
        for one in parts:
            if isinstance(one, str):
                assert not re.search(r"\d", _YEAR.sub("", one)), one


def test_no_cause_is_named(drafted: Draft) -> None:
    """No passage says why a figure is what it is."""
    for section in drafted.sections:
        for measured in section.measured:
            for passage in measured.passages[1:]:
                said = plain_text(passage.parts).lower()
                assert not any(word in said for word in _CAUSES), said


def test_what_is_compared_is_alike(snapshot: Snapshot) -> None:
    """The first and the last region, and the levels and groups that are listed, are of one year, edition and origin."""
    compared = 0
    for one in draft_of(snapshot, ReportView(2024)).sections:
        for passage in one.passages:
            if passage.topic != "groups" or not str(passage.parts[0]).startswith("Of "):
                continue
            apart = [str(part).strip().startswith(("Not compared", ". Not compared")) for part in passage.parts]
            before = passage.parts[: apart.index(True)] if True in apart else passage.parts
            selections = [part.rows.selection for part in before if isinstance(part, Figure)]
            assert len({(each.year_to, each.edition, each.origin) for each in selections}) == 1, plain_text(before)
            compared += len(selections) > 1
    assert compared > 10


def test_sentences(snapshot: Snapshot) -> None:
    """What is told of the world's Internet use in 2024, in the newest edition and in that of 2024."""
    assert _of(snapshot, ReportView(2024), "1.7", "level") == (
        "In the world it was 71.2\u202f% in 2024. Since 2019 (53.9\u202f%) it has risen by 17.3 percentage points; "
        "since 2023 (69.2\u202f%) it has risen by 2 percentage points. Another edition prints for 2024: "
        "68\u202f% (edition 2024)."
    )
    assert _of(snapshot, ReportView(2024, "2024"), "1.7", "level") == (
        "In the world it was 68\u202f% in 2024. Since 2023 (65\u202f%) it has risen by 3 percentage points."
    )
    assert _of(snapshot, ReportView(2024), "1.7", "groups").startswith(
        "Of the six ITU regions, 2024: highest in the CIS and Europe, 90.8\u202f%, lowest in Africa, 33.6\u202f%."
    )
    assert "at the present pace 83.5\u202f% by 2030, which closes 46\u202f% of the distance" in _of(
        snapshot, ReportView(2024), "1.7", "verdict"
    )


def _of(snapshot: Snapshot, view: ReportView, target: str, topic: str) -> str:
    (section,) = (one for one in draft_of(snapshot, view).sections if one.target_id == target)
    return plain_text(next(one.parts for one in section.passages if one.topic == topic))


def test_an_edition_is_not_mixed(snapshot: Snapshot) -> None:
    """A draft of one edition tells observations of that edition only."""
    for one in figures(draft_of(snapshot, ReportView(2024, "2024"))):
        if one.rows.resource == "observations":
            assert one.rows.selection.edition == "2024"


def test_no_figure_is_newer_than_the_year(snapshot: Snapshot) -> None:
    """Observations are of the year of the draft or of earlier ones; a verdict that is on a newer figure says so."""
    made = draft_of(snapshot, ReportView(2024))
    assert all((one.rows.selection.year_to or 0) <= 2024 for one in figures(made))
    assert "newer than the year of this draft" in _of(snapshot, ReportView(2024), "1.7", "verdict")
    assert "newer than" not in _of(snapshot, ReportView(2025), "1.7", "verdict")


def test_an_empty_target_says_what_is_missing(snapshot: Snapshot) -> None:
    """A target without figures has its opening, no passage about any area, and the reasons."""
    (section,) = (one for one in draft_of(snapshot, ReportView(2024)).sections if one.target_id == "2.3")
    assert not section.measured
    told = [plain_text(one) for one in section.missing]
    assert any("the world: not available: not published" in one for one in told), told


def test_areas_without_figures_have_no_passage(snapshot: Snapshot) -> None:
    """Without its lines an indicator is told of no area, and the draft says that it is not available."""
    found = find(snapshot, ReportView(2024))
    made = draft(_without(found, "internet_users"))
    (section,) = (one for one in made.sections if one.target_id == "1.7")
    assert not section.measured
    assert section.missing
    assert all("not available" in plain_text(one) for one in section.missing)


def _without(found: Found, indicator_id: str) -> Found:
    lines = {key: line for key, line in found.lines.items() if key[0] != indicator_id}
    verdicts = {key: row for key, row in found.verdicts.items() if key[0] != indicator_id}
    return replace(found, lines=lines, verdicts=verdicts)


def test_every_target_has_its_section(drafted: Draft, snapshot: Snapshot) -> None:
    """The twelve targets stand in the order of the plan, each with passages or with what is missing."""
    assert [one.target_id for one in drafted.sections] == [one.id for one in snapshot.catalogue.targets]
    assert all(one.measured or one.missing for one in drafted.sections)


def test_the_level_is_named(snapshot: Snapshot) -> None:
    """Of schools and skills the level that is told stands in the heading."""
    sections: tuple[Section, ...] = draft_of(snapshot, ReportView(2025)).sections
    titles = {each.indicator.id: each.title for one in sections for each in one.measured}
    assert titles["schools_internet"].endswith("upper secondary schools")
    assert titles["ict_skills_basic"] != "Individuals with at least basic digital skills"
