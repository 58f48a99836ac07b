"""Lines that say the same as the line shown first: left out of the other editions, counted, and one link away."""

import csv
import io
import re
from collections import Counter
from urllib.parse import urlsplit

import pytest
from dash import Dash, dcc
from flask.testing import FlaskClient

from dashboard.address.selection import ALL, DISTINCT, Selection
from dashboard.pages.targets.content import content
from dashboard.pages.targets.found import Found, find
from dashboard.pages.targets.view import target_view
from dashboard.reading import own_groups
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import LINE, lines, rows
from tests.dashboard.made import page
from tests.dashboard.pages.targets.test_view import identity, pairs
from tests.dashboard.reader import components, kind, opened, text

VIEWS = [
    ("1.7", ""),
    ("1.7", "from=2022&to=2023"),
    ("1.7", "to=2004"),
    ("1.7", "sex=female,male"),
    ("1.7", "area_type=economy"),
    ("1.7", "area_type=economy&member_of=LDC"),
    ("1.7", "area_type=economy&group=KEN,UGA,TZA"),
    ("1.1", "area_type=income_group"),
    ("2.1", ""),
    ("1.5", "level=primary"),
]


def found_of(snapshot: Snapshot, target: str, query: str) -> Found:
    """What a target page shows for a query string, with all editions that say something else where it names none."""
    asked = pairs(query if "edition=" in query else f"{query}&edition=distinct")
    return find(snapshot, target_view(snapshot, snapshot.catalogue.target_by_id[target], asked))


@pytest.mark.parametrize(("target", "query"), VIEWS)
def test_what_is_left_out_is_counted(snapshot: Snapshot, target: str, query: str):
    """The view of what says something else is that of all editions without the lines that it counts, edition by
    edition; none of them is a line that is shown first.
    """
    shown, every = found_of(snapshot, target, query), found_of(snapshot, target, f"{query}&edition=all")
    assert (shown.selection.edition, every.repeating) == (DISTINCT, ())
    drawn = {tuple(getattr(line[0], name) for name in LINE) for line in lines(rows(shown.frame))}
    left_out = [
        line for line in lines(rows(every.frame)) if tuple(getattr(line[0], name) for name in LINE) not in drawn
    ]
    assert len(lines(rows(every.frame))) == len(drawn) + len(left_out)
    assert Counter((line[0].origin, line[0].edition) for line in left_out) == sum(
        (Counter({(one.origin, one.edition): one.lines}) for one in shown.repeating), Counter()
    )
    assert not any(row.is_headline for line in left_out for row in line)


@pytest.mark.drawn(10)
@pytest.mark.parametrize("edition", [DISTINCT, ALL])
@pytest.mark.parametrize(("target", "query"), VIEWS)
def test_chart_table_and_file_hold_the_same(
    app: Dash, client: FlaskClient, snapshot: Snapshot, target: str, query: str, edition: str
):
    """What the chart says on hover, the filled cells of the table and the rows of the file are as many, of the same
    editions, and the file has the rows of the view in their order.
    """
    layout = page(app, "targets", target_id=target, **dict(pairs(f"{query}&edition={edition}")))
    (link,) = [one.href for one in kind(layout, "A") if getattr(one, "id", "") == "download-csv"]
    assert f"edition={edition}" in link
    exported = list(csv.DictReader(io.StringIO(client.get(link).text)))
    frame = found_of(snapshot, target, f"{query}&edition={edition}").frame
    assert [identity(row) for row in exported] == [identity(row) for row in frame.to_dict(orient="records")]
    cells = [one for one in kind(opened(layout), "Td") if hasattr(one, "data-cell")]
    assert len(cells) == len(exported)
    (figure,) = [
        one.data
        for one in components(layout)
        if isinstance(one, dcc.Store) and one.id == {"type": "figure", "name": "trend"}
    ]
    said = [words for trace in figure["data"] for words in trace.get("text") or () if words and "Edition " in words]
    editions = Counter(re.search(r"<br>Edition (.+?) · ", words)[1] for words in said)
    assert editions == Counter(row["edition"] for row in exported)


def test_the_page_says_how_many_and_leads_to_all(snapshot: Snapshot):
    """A sentence counts the lines that are left out and leads to the page of all editions, which has it no more; the
    sources name the editions that have the same figures.
    """
    found = found_of(snapshot, "1.7", "area_type=economy&area=KEN,DEU")
    parts = opened(content(found))
    many = sum(one.lines for one in found.repeating)
    assert many > 1
    (sentence,) = [one for one in kind(parts, "P") if "left-out" in (getattr(one, "className", "") or "")]
    assert text(sentence) == f"{many} lines of other editions say the same: show them."
    (link,) = kind(sentence, "A")
    address = urlsplit(link.href)
    assert address.path == "/targets/1.7"
    every = found_of(snapshot, "1.7", address.query)
    assert every.view.chosen == found.view.chosen.but(edition=ALL)
    assert len(lines(rows(every.frame))) == len(lines(rows(found.frame))) + many
    assert "say the same" not in " ".join(text(one) for one in kind(opened(content(every)), "P"))
    (same,) = [text(one) for one in kind(parts, "P") if text(one).startswith("The same figures are also in")]
    assert "World Development Indicators, edition 2026 (Apr) (2 lines)" in same


def test_where_nothing_is_left_out_nothing_is_said(snapshot: Snapshot):
    """A view of which no line repeats another counts none."""
    found = found_of(snapshot, "2.5", "")
    assert found.repeating == ()
    assert "left-out" not in str(content(found))


@pytest.mark.drawn(3)
@pytest.mark.parametrize("source", ["preferred", "all"])
@pytest.mark.parametrize("origin", ["published", "computed", ""])
def test_the_api_leaves_out_what_is_marked(client: FlaskClient, snapshot: Snapshot, source: str, origin: str):
    """edition=distinct gives all rows of edition=all but those of marked lines, of which what another source of the
    edition prints beside the line stays.
    """
    asked = f"indicator=internet_users&source={source}" + (f"&origin={origin}" if origin else "")
    every, distinct = (
        Counter(
            identity(row)
            for row in csv.DictReader(io.StringIO(client.get(f"/api/v1/observations.csv?{asked}&edition={one}").text))
        )
        for one in (ALL, DISTINCT)
    )
    assert not distinct - every
    marked = snapshot.rows(
        "select count(*) from series where repeats and indicator_id = 'internet_users' and origin <> $other",
        {"other": {"published": "computed", "computed": "published", "": ""}[origin]},
    )[0][0]
    assert (every - distinct).total() == marked > 0


def test_the_default_of_the_api_is_the_newest_edition(client: FlaskClient):
    """Without a word about editions the API gives the lines shown first, as before."""
    asked = "/api/v1/observations?indicator=internet_users&area=WLD"
    assert client.get(asked).json["data"] == client.get(f"{asked}&edition=latest").json["data"]
    assert len(client.get(asked).json["data"]) < len(client.get(f"{asked}&edition=distinct").json["data"])


def test_a_group_of_ones_own_is_thinned_out_too(snapshot: Snapshot):
    """Of the lines computed for a reader's own group those that say the same are left out as well."""
    asked = Selection(indicator=("internet_users",), group=("KEN", "UGA", "TZA"), edition=DISTINCT)
    every = own_groups.observations(snapshot, asked.but(edition=ALL))
    drawn = own_groups.observations(snapshot, asked)
    left_out = own_groups.repeating(snapshot, asked)
    assert set(every["edition"]) - set(drawn["edition"]) == {one.edition for one in left_out} == {"2026 (Apr)"}
