"""The section of /report on the printed figures: what it tells, its filters, its table and its file."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from dash import Dash

from dashboard.pages.report.claims import section
from dashboard.reading.warehouse import Snapshot
from tests.dashboard.made import page
from tests.dashboard.reader import text


def _html(snapshot: Snapshot, query: str = "") -> str:
    return str(section(snapshot, parse_qsl(query)).to_plotly_json())


def test_it_opens_with_all_figures(snapshot: Snapshot):
    """Without a filter every claim has a row, and the sentence counts what the table claims has."""
    [(claims, reproduced, elsewhere, odd, revised)] = snapshot.rows(
        """
        select count(*), count_if(verdict = 'reproduced'), count_if(verdict = 'reproduced' and not same_document),
            count_if(verdict = 'inconsistent'), count_if(newest_verdict = 'revised_since') from claims
        """
    )
    said = text(section(snapshot, ()))
    assert f"{claims} figures of the annual report 2024: {reproduced} can be reproduced in their own edition" in said
    assert f"{elsewhere} of them from another document" in said
    assert f"{odd} figures contradict others" in said
    assert f"Of {revised} figures an edition of a later year" in said
    assert [one for (one,) in snapshot.rows("select claim_id from claims") if f"({one})" not in said] == []


def test_a_filter_leaves_what_has_its_word(snapshot: Snapshot):
    """The table and the file have the same figures; links of filters keep the rest of the address."""
    content = section(snapshot, parse_qsl("year=2024&claims_verdict=inconsistent"))
    said = text(content)
    ids = re.findall(r"\((2024-[\w.]+-\d+)\)", said)
    assert ids == [one for (one,) in snapshot.rows("select claim_id from claims where verdict = 'inconsistent'")]
    markup = _html(snapshot, "year=2024&claims_verdict=inconsistent")
    assert "/api/v1/claims.csv?report=annual_report_2024&verdict=inconsistent" in markup
    links = {urlsplit(one.replace("&amp;", "&")).query for one in re.findall(r'href="(/report[^"#]*)#claims', markup)}
    assert all(dict(parse_qsl(one))["year"] == "2024" for one in links)
    assert len(links) > 10


@pytest.mark.parametrize("query", ["claims_verdict=odd", "claims_target=7", "claims=annual_report_1901"])
def test_what_is_not_known_is_left_out_and_said(snapshot: Snapshot, query: str):
    """A filter that there is not changes nothing and is told."""
    assert f"{query} is not known" in text(section(snapshot, parse_qsl(query)))


def test_a_combination_without_figures_says_so(snapshot: Snapshot):
    """Where no figure has all of the words, a sentence stands for the table and none for a file is offered."""
    said = text(section(snapshot, parse_qsl("claims_target=1.1&claims_verdict=inconsistent")))
    assert "No figure is of this kind." in said
    assert "there is no row to download" in said


def test_it_stands_on_the_page(app: Dash):
    """The page has the section below the draft, whose address takes the filters and changes nothing by them."""
    plain, filtered = (text(page(app, "report", **one)) for one in ({}, {"claims_verdict": "inconsistent"}))
    assert "The figures that the report prints, checked" in plain
    assert "2024-1.7-07)" in plain
    assert "2024-1.7-09)" in filtered
    assert "2024-1.7-10)" not in filtered
    assert "no parameter here" not in filtered
    assert plain.split("The printed figures, checked")[0] == filtered.split("The printed figures, checked")[0]
