"""Every printed figure of the annual report has a verdict, and rules find what in it cannot be right."""

import csv
import shutil
from collections import Counter
from pathlib import Path

import duckdb
import pytest
import yaml

from etl import pipeline
from etl.claims import reader
from etl.claims.relations import load_relations
from etl.claims.table import judged
from etl.claims.verdicts import Verdict
from etl.errors import SourceError
from indicators.catalogue import Catalogue
from indicators.claims import Answer
from indicators.settings import Settings
from tests.etl.damage import ask

FILE = Settings().claims / "annual_report_2024.csv"
PRINTED = Settings().published / "itu_annual_report_2024.csv"


@pytest.fixture
def check(tmp_path: Path, warehouse: duckdb.DuckDBPyConnection, catalogue: Catalogue):
    """Verdicts on rows of a writer's table, by what each prints, held against the session's warehouse."""
    relations = load_relations(Settings().claims, catalogue)

    def verdicts(*rows: str, columns: str = "indicator_id,area_id,year,printed,edition,kind") -> list[Verdict]:
        path = tmp_path / "draft.csv"
        path.write_text("\n".join([columns, *rows, ""]), encoding="utf-8")
        found = reader.read(path, catalogue, relations)
        assert found.faults == ()
        return list(judged(warehouse, found, relations, catalogue))

    return verdicts


def test_every_printed_figure_has_a_claim_and_a_verdict(warehouse: duckdb.DuckDBPyConnection):
    """A figure that is carried as printed in the report is a claim, and every claim has one verdict with a reason; at
    least 80 are reproduced in their own edition.
    """
    rows = warehouse.execute(
        "select indicator_id, area_id, year, sex, location, value, verdict, reason, newest_verdict, newest_reason "
        "from claims"
    ).fetchall()
    with FILE.open(encoding="utf-8", newline="") as text:
        assert len(rows) == len(list(csv.DictReader(text))) > 100
    with PRINTED.open(encoding="utf-8", newline="") as text:
        columns = ("indicator_id", "area_id", "sex", "location")
        printed = Counter(
            (*(row[one] for one in columns), int(row["year"]), float(row["value"])) for row in csv.DictReader(text)
        )
    claimed = Counter((row[0], row[1], row[3], row[4], row[2], row[5]) for row in rows)
    assert printed - claimed == Counter()
    assert all(all(row[6:]) for row in rows)
    assert Counter(row[6] for row in rows)[Answer.REPRODUCED] >= 80


def test_rules_find_what_cannot_be_right_and_nothing_else(warehouse: duckdb.DuckDBPyConnection):
    """The total bandwidth, the share that is called that of everybody, and the total of the projects' table are
    inconsistent, each with its arithmetic; no other figure is.
    """
    found = warehouse.execute(
        "select indicator_id, printed, rules, arithmetic, reason from claims where verdict = 'inconsistent' "
        "order by all"
    ).fetchall()
    projects, bandwidth, everybody = found
    assert projects[:3] == ("development_projects_funding", "91800.0", "sum")
    assert "80034.7 + 10425.3 = 90,460; printed 91800.0, 1,340 more" in projects[3]
    assert bandwidth[:3] == ("international_bandwidth_total", "1.78", "product")
    assert "322.8 × 5.5 = 1,775.4, 997.4 times the printed 1.78" in bandwidth[3]
    assert everybody[:2] == ("internet_users", "66")
    assert "one_figure" in everybody[2]
    assert "held as 68" in everybody[4]
    assert "66 is the figure of a part: all but 15 to 24." in everybody[4]


def test_what_was_revised_since_says_by_how_much_and_by_whom(warehouse: duckdb.DuckDBPyConnection):
    """The newest edition that gives a figure is told with old, new, difference and source; no older one is."""
    found = dict(
        warehouse.execute(
            "select indicator_id || ' ' || area_id || ' ' || location || ' ' || printed, newest_reason from claims "
            "where newest_verdict = 'revised_since'"
        ).fetchall()
    )
    assert found["internet_users WLD rural 48"].startswith("48 then, 55.8 now (+7.8): ITU_regional")
    assert "71.2 now (+3.2)" in found["internet_users WLD total 68"]
    assert not [one for one in found if one.startswith("internet_gender_parity ITU-ARB")]


def test_like_is_held_against_like_in_the_newest_edition(check):
    """A change is counted again from one edition, and never held against a figure; of what its own edition does not
    have it is not said that it was revised.
    """
    change, every, alone = check(
        "internet_users,WLD,2024,3,2024,change,2023",
        "internet_users,each itu_region,2024,10,2024,bound,",
        "internet_users,KEN,2024,99,2024,value,",
        columns="indicator_id,area_id,year,printed,edition,kind,other_year",
    )
    assert (change.answer, change.newest_answer) == (Answer.CONSISTENT, Answer.REVISED_SINCE)
    assert change.newest_reason == "Edition 2025: 71.2 − 69.2 = 2; printed 3."
    assert "own edition alone" in every.newest_reason
    assert (alone.answer, alone.newest_answer) == (Answer.NOT_AVAILABLE, Answer.NOT_AVAILABLE)
    assert "34.98 in World Development Indicators" in alone.newest_reason
    assert "cannot be told" in alone.newest_reason


@pytest.mark.parametrize(
    ("row", "answer", "said"),
    [
        ("internet_users,WLD,2025,2.4,2025 (Nov),change,2024,,", Answer.CONSISTENT, "73.6 − 71.2 = 2.4"),
        ("internet_users,WLD,2025,3.4,2025 (Nov),change,2024,,", Answer.INCONSISTENT, "73.6 − 71.2 = 2.4"),
        ("internet_users,ITU-EUR,2025,2.6,2025 (Nov),ratio,,ITU-AFR,", Answer.CONSISTENT, "92.2 / 35.7 = 2.58263"),
        ("internet_users,ITU-AFR,2025,6,2025 (Nov),ordinal,,,", Answer.CONSISTENT, "number 6 of 6"),
        ("internet_users,ITU-AFR,2025,5,2025 (Nov),ordinal,,,", Answer.INCONSISTENT, "number 6 of 6"),
        ("internet_users,each itu_region,2025,30,2025 (Nov),bound,,,more_than", Answer.CONSISTENT, "All 6 areas"),
        ("coverage_5g,each itu_region,2024,20,2024,bound,,,more_than", Answer.INCONSISTENT, "ITU-AFR 11, ITU-ARB 13"),
        ("mobile_owners,each itu_region,2024,60,2024,bound,,,more_than", Answer.NOT_AVAILABLE, "missing: ITU-AMS"),
        ("internet_users,WLD,2025,73,2025 (Nov),value,,,", Answer.ROUNDED_DIFFERENTLY, "another last digit"),
        ("internet_users,WLD,2025,70,2025 (Nov),bound,,,at_least", Answer.REPRODUCED, "73.6"),
        ("internet_users,WLD,2025,75,2025 (Nov),bound,,,at_least", Answer.INCONSISTENT, "73.6"),
        ("internet_users,WLD,1960,1,2024,value,,,", Answer.NOT_AVAILABLE, "of WLD in 1960 in edition 2024"),
        ("countries_with_cirt,WLD,2024,200,2024,count,,,", Answer.INCONSISTENT, "132"),
    ],
)
def test_one_figure(check, row: str, answer: Answer, said: str):
    """Changes, ratios and ranks are counted from their edition, bounds hold or not, "in all regions" asks each."""
    columns = "indicator_id,area_id,year,printed,edition,kind,other_year,other_area,qualifier"
    (verdict,) = check(row, columns=columns)
    assert (verdict.answer, said in verdict.reason) == (answer, True), verdict.reason


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["development_projects,WLD,2024,21,17,4"], ["consistent", "not_available", "not_available"]),
        (["development_projects,WLD,2024,22,17,4"], ["inconsistent", "not_available", "not_available"]),
        (["offline_people,WLD,1999,2.6,1.8,0.8"], ["not_available"] * 3),
        (["offline_people,WLD,1999,2.9,1.8,0.8"], ["inconsistent", "not_available", "not_available"]),
        (["internet_users,WLD,1999,68,48,83"], ["not_available"] * 3),
        (["internet_users,WLD,1999,88,48,83"], ["inconsistent", "not_available", "not_available"]),
    ],
)
def test_a_whole_and_its_parts(check, rows: list[str], expected: list[str]):
    """Town and countryside add up to the whole, or the share of the whole lies between theirs, in any report."""
    (row,) = rows
    indicator, area, year, *printed = row.split(",")
    columns = "indicator_id,area_id,year,location,printed,edition,kind"
    kind = "count" if indicator == "development_projects" else "value"
    parts = zip(("total", "rural", "urban"), printed, strict=True)
    found = check(*(f"{indicator},{area},{year},{place},{text},1999,{kind}" for place, text in parts), columns=columns)
    assert [one.answer for one in found] == expected


def test_a_figure_that_is_printed_twice(check):
    """Of two figures of the same the one that is held speaks; where none is held, neither can be right."""
    held = check("internet_users,WLD,2024,68,2024,value", "internet_users,WLD,2024,67,2024,value")
    assert [one.answer for one in held] == [Answer.REPRODUCED, Answer.INCONSISTENT]
    unheld = check("countries_in_giga,WLD,2024,34,2024,count", "countries_in_giga,WLD,2024,35,2024,count")
    assert [one.answer for one in unheld] == [Answer.INCONSISTENT, Answer.INCONSISTENT]


def test_without_its_source_a_claim_is_not_available(project: Settings):
    """Where the report's own figures are taken out of the build, its claims are not available and say so; none is an
    error, and none holds a number of another edition.
    """
    shutil.copy(PRINTED, project.published)
    pipeline.run(project)
    [(reproduced,)] = ask(project, "select count(*) from claims where held_source_id = 'itu_annual_report'")
    assert reproduced > 70
    (project.published / PRINTED.name).unlink()
    path = project.catalogue / "sources.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    content["sources"][0]["publications"] = []
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    pipeline.run(project)
    rows = ask(project, "select verdict, held_value, reason, held_source_id from claims where target_id <> ''")
    gone = [row for row in rows if row[0] == "not_available"]
    assert len(gone) > 70
    assert all(value is None and "No source of this build gives" in reason for _, value, reason, _ in gone)
    assert "itu_annual_report" not in {source for *_, source in rows}


def test_a_claim_that_is_none_stops_the_build(project: Settings):
    """A wrong cell of data/claims is a sentence with file, line and column, and nothing is switched."""
    path = project.claims / "annual_report_2025.csv"
    path.write_text("indicator_id,area_id,year,printed,edition\ninternet_users,WLD,2025,many,2025\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"annual_report_2025\.csv: line 2: printed 'many' is no number"):
        pipeline.run(project)
    assert not project.current.exists()


def test_another_report_is_checked_in_the_same_way(project: Settings):
    """A file for another year has its verdicts beside the first report's; a build without claims has an empty table."""
    path = project.claims / "annual_report_2025.csv"
    path.write_text("indicator_id,area_id,year,printed,edition\ninternet_users,WLD,2024,71,2025\n", encoding="utf-8")
    pipeline.run(project)
    assert ask(project, "select count(*), max(claim_id) from claims where report = 'annual_report_2025'") == [
        (1, "row-2")
    ]
    for one in project.claims.glob("*"):
        one.unlink()
    pipeline.run(project)
    assert ask(project, "select count(*) from claims") == [(0,)]


REGIONS = ("ITU-AFR", "ITU-AMS", "ITU-ARB", "ITU-ASP", "ITU-CIS", "ITU-EUR")


@pytest.mark.parametrize(("total", "answer"), [("21", Answer.CONSISTENT), ("22", Answer.INCONSISTENT)])
def test_a_table_of_regions(check, total: str, answer: Answer):
    """The regions of a table add up to its total; where one is missing nothing can be said of it."""
    rows = [f"development_projects,{area},1999,{n},1999,count" for n, area in enumerate(REGIONS, start=1)]
    whole = f"development_projects,WLD,1999,{total},1999,count"
    assert check(*rows, whole)[-1].answer is answer
    assert check(*rows[1:], whole)[-1].answer is Answer.NOT_AVAILABLE


@pytest.mark.parametrize(
    ("rows", "answer", "said"),
    [
        (("countries_with_epr,82", "countries_with_ewaste_policy,81"), Answer.INCONSISTENT, "82 is more than 81"),
        (("countries_with_epr,81", "countries_with_ewaste_policy,81"), Answer.NOT_AVAILABLE, "No source"),
        (("gender_parity_achieved,1", "internet_gender_parity,0.93"), Answer.INCONSISTENT, "0.93 is not within 0.98"),
        (("gender_parity_achieved,1", "internet_gender_parity,0.99"), Answer.NOT_AVAILABLE, "No source"),
        (("gender_parity_achieved,0", "internet_gender_parity,1.00"), Answer.INCONSISTENT, "1.00 is within 0.98"),
        (("coverage_4g,91", "no_mobile_broadband,4"), Answer.NOT_AVAILABLE, "No source"),
        (("internet_users,70", "offline_share,32"), Answer.INCONSISTENT, "100 − 32 = 68; printed 70, 2 more"),
        (("internet_users,68", "offline_share,32"), Answer.NOT_AVAILABLE, "No source"),
        (("internet_users,101", "offline_people,1"), Answer.INCONSISTENT, "101 is outside of 0 to 100"),
    ],
)
def test_two_figures_of_a_report(check, rows: tuple[str, str], answer: Answer, said: str):
    """A part is not more than the whole, parity lies in its band, a share and its rest make 100: in any report, whether
    or not the warehouse holds the figures.
    """
    figures = (one.split(",") for one in rows)
    found = check(*(f"{indicator},WLD,1999,{printed},1999,value" for indicator, printed in figures))
    assert (found[0].answer, said in found[0].reason) == (answer, True), found[0].reason
