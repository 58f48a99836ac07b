"""What came and what did not, and the publications, as the page Data tells it."""

from pathlib import Path
from typing import Any

import duckdb
import pytest
from dash import Dash

from dashboard.app import create_app
from dashboard.numbers import number
from dashboard.pages.data.outcome import WORDS
from dashboard.reading.warehouse import served
from tests.dashboard.reader import data_page, kind, section, table, text
from tests.dashboard.refreshes import Refreshes, changed

CAME = "What came, and what did not"
SERVICES = "Services that were asked"
PUBLICATIONS = "In order of precedence"


def test_what_came(refused: Dash, built: duckdb.DuckDBPyConnection):
    """A service that was asked stands there with outcome, reason, times, counts, editions, publisher and licence."""
    shown = {text(row["Source"]).split(publisher)[0]: row for row, publisher in _with_publishers(refused, built)}
    found = built.execute(
        """
        select title, publisher, licence, outcome, reason, as_of, asked_at, rows_read, rows_rejected,
            figures_set_aside, newest_year, coalesce(
                (select string_agg(distinct edition, '; ' order by edition) from editions
                 where editions.source_id = sources.source_id), '–')
        from build_sources join sources using (source_id) where asked_at is not null order by precedence
        """
    ).fetchall()
    assert len(found) == 10
    assert list(shown) == [title for title, *_ in found]
    for title, publisher, licence, outcome, reason, as_of, asked, read, rejected, aside, newest, editions in found:
        row = {heading: text(cell) for heading, cell in shown[title].items()}
        assert row["Source"] == f"{title}{publisher} · {licence}"
        assert row["Outcome"].startswith(WORDS[outcome])
        assert row["Outcome"].endswith(reason)
        assert ("No answer." in row["Outcome"]) is (outcome != "failed")
        assert row["Received"] == f"{_day(as_of)}asked {_day(asked)}never answered"
        assert [row["Rows"], row["Rejected"], row["Set aside"]] == [number(n, 0) for n in (read, rejected, aside)]
        assert row["Newest year"] == str(newest or "–")
        assert row["Editions"].endswith(editions)
    assert {text(row["Outcome"]).split("No answer")[0] for row in shown.values()} >= {
        "of the project",
        "downloaded copy",
    }


def test_an_answer_is_dated(refreshed: Refreshes, tmp_path: Path):
    """A source that answered once and not the last time says when it last did."""
    settings = changed(refreshed, tmp_path, "update attempts set succeeded_at = timestamp '2026-03-04 05:06:07'")
    (row,) = [one for one in table(data_page(create_app(settings)), SERVICES) if "World Dev" in text(one["Source"])]
    assert text(row["Received"]).endswith("last answer 4 Mar 2026")


def test_the_tally(app: Dash, first: Dash, refused: Dash):
    """One sentence sums up what came: of so many asked so many answered; so many not asked rest on downloads."""
    tallies = [text(kind(section(data_page(one), CAME), "P")[0]) for one in (app, first, refused)]
    assert tallies == [
        "No service was asked: the figures that come with the project speak.",
        "2 sources not asked rest on downloads.",
        "10 services were asked: none answered as expected.",
    ]


def test_every_outcome_has_a_mark(refused: Dash):
    """An outcome is told by a shape of its own beside its word, and each that is there is explained once."""
    came = section(data_page(refused), CAME)
    badges = [one for one in kind(came, "Span") if "outcome-" in (getattr(one, "className", "") or "")]
    for badge in badges:
        outcome = badge.className.rpartition("-")[2]
        mark, word = badge.children
        assert (mark.className, text(word)) == (f"mark mark-{outcome}", WORDS[outcome])
    explained = [text(kind(item, "Span")[0]) for item in kind(came, "Li")]
    assert explained == ["downloaded copy", "of the project", "failed"]
    assert {text(badge) for badge in badges} == set(explained)


def test_publications_stand_apart(refused: Dash, built: duckdb.DuckDBPyConnection):
    """What comes with the project and is asked of nobody has a table of its own, in order of precedence."""
    shown = table(section(data_page(refused), "Publications that come with the project"), PUBLICATIONS)
    found = built.execute(
        """
        select title, rows_read, newest_year, note from build_sources join sources using (source_id)
        where asked_at is null and dropped_files = 0 order by precedence
        """
    ).fetchall()
    assert len(found) == 13
    assert [text(kind(row["Source"], "A")[0]) for row in shown] == [title for title, *_ in found]
    for row, (_, rows_read, newest, note) in zip(shown, found, strict=True):
        assert (text(row["Rows"]), text(row["Newest year"])) == (number(rows_read, 0), str(newest))
        assert f". {note or ''}".rstrip() in text(row["What to know"])


@pytest.mark.parametrize(("state", "count"), [("app", 2), ("first", 2), ("refused", 0)])
def test_never_asked(request: pytest.FixtureRequest, state: str, count: int):
    """Sources that were never asked and have nothing here are named; there are none once all were asked."""
    app = request.getfixturevalue(state)
    with app.server.app_context(), served().snapshot() as snapshot:
        titles = snapshot.frame("select title from sources anti join build_sources using (source_id)")["title"]
    sentences = [text(one) for one in kind(section(data_page(app), CAME), "P")]
    named = [one for one in sentences if one.startswith("Never asked")]
    assert len(titles) == count
    assert len(named) == (1 if count else 0)
    assert all(title in named[0] for title in titles)


def _with_publishers(app: Dash, built: duckdb.DuckDBPyConnection) -> list[tuple[dict[str, Any], str]]:
    publishers = dict(built.execute("select title, publisher from sources").fetchall())
    shown = table(section(data_page(app), CAME), SERVICES)
    return [(row, publishers[text(kind(row["Source"], "A")[0])]) for row in shown]


def _day(moment: Any) -> str:
    return f"{moment:%-d %b %Y}" if moment else "–"


def test_what_to_know_of_groups(app: Dash):
    """A publication with aggregates by development level or income says which classification they follow, or that it
    is not known; one without says nothing of it.
    """
    known = {text(row["Source"]): text(row["What to know"]) for row in table(data_page(app), PUBLICATIONS)}
    told = {
        title: next(words for source, words in known.items() if source.startswith(title))
        for title in ("ICT Price Baskets", "Regional and global key ICT", "World Development Indicators")
    }
    assert "Its groups of economies: the 2025 classifications" in told["ICT Price Baskets"]
    assert "income groups it used is not stated" in told["Regional and global key ICT"]
    assert "groups" not in told["World Development Indicators"]
