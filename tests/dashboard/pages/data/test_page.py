"""The page Data as a whole: its order, its heading, what it leaves out, and the header around every page."""

from typing import Any
from urllib.parse import parse_qsl

import duckdb
import pytest
from dash import Dash

from dashboard import shell
from dashboard.numbers import number, percent, when
from dashboard.reading.warehouse import Snapshot, served
from tests.dashboard.reader import chosen_on_data, data_page, kind, table, text
from tests.dashboard.refreshes import Refreshes, build_id

KEYS = ["", "target", "source", "since", "until"]
SECTIONS = [
    "What came, and what did not",
    "What changed",
    "How well each indicator is known",
    "Where there are figures",
    "Publications that come with the project",
    "What the licences allow",
    "Words",
    "For programs",
    "Downloaded files",
    "Refused rows",
    "Breaks that are suspected",
]


def test_order(app: Dash, first: Dash, refused: Dash):
    """What came stands first, then what changed, what is known, what it all is, last what its keeper needs."""
    for one in (app, first, refused):
        headings = [head for head in kind(data_page(one), "H2") if getattr(head, "id", "") != "share-title"]
        assert [text(head) for head in headings] == SECTIONS


def test_title(refused: Dash, built: duckdb.DuckDBPyConnection):
    """The heading counts figures and the sources that have any; the line below it says what asks for a look."""
    layout = data_page(refused)
    figures, sources = built.execute("select count(*), count(distinct source_id) from observations").fetchone()
    assert text(kind(layout, "H1")[0]) == f"{number(figures, 0)} figures from {sources} sources, each with its edition"
    lead = text(next(one for one in kind(layout, "P") if getattr(one, "className", "") == "lead"))
    assert lead.endswith("10 services did not answer, 3 files could not be used, 2 rows were refused.")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"source": "worldbnk"}, "source=worldbnk is not known; did you mean worldbank?"),
        ({"since": "20200101-000000-0000"}, "since=20200101-000000-0000 is not known"),
        ({"until": "never"}, "until=never is not known"),
        ({"target": "9.9"}, "target=9.9 is not known"),
        ({"colour": "red"}, "colour is no parameter here"),
    ],
)
def test_unknown_choices(refused: Dash, query: dict[str, str], said: str):
    """What in the address is not known is told and left out: the page is the plain one."""
    layout = data_page(refused, **query)
    assert notices(layout).startswith(said)
    assert [text(one) for one in kind(layout, "Section")] == [text(one) for one in kind(data_page(refused), "Section")]


@pytest.mark.parametrize(
    "query", ["", "target=2.4", "source=worldbank&target=1.1", "since={new}", "until={old}&since={new}"]
)
def test_a_choice_shows_what_its_address_shows(refused: Dash, refreshed: Refreshes, query: str):
    """What the form asks for is drawn as on the page that its address opens, and every other field is as it was."""
    asked = query.format(old=build_id(refreshed.first), new=build_id(refreshed.second))
    parts, address = chosen_on_data(refused, f"{asked}&horizon=2027")
    layout = data_page(refused, **dict(parse_qsl(address)))
    for name, part in parts.items():
        (drawn,) = [one for one in kind(layout, "Div") if getattr(one, "id", "") == name]
        assert text(part) == text(drawn) != ""
    assert address == "&".join(sorted(asked.split("&"), key=lambda pair: KEYS.index(pair.partition("=")[0])))
    selects = {one.name: one for one in kind(layout, "Select")}
    assert list(selects) == ["since", "until", "target", "source"]
    chosen = {
        key: [one.value for one in select.children if getattr(one, "selected", False)]
        for key, select in selects.items()
    }
    for key, value in parse_qsl(asked):
        assert chosen[key] == [value]


def test_a_field_shows_what_the_page_opens_with(app: Dash, refused: Dash):
    """As the page opens, with one build kept or several, each field has one option selected, and it stays unsaid."""
    for opened in (app, refused):
        for select in kind(data_page(opened), "Select"):
            (selected,) = [one.value for one in kind(select, "Option") if getattr(one, "selected", False)]
            assert selected == getattr(select, "data-usual"), select.name


def test_the_header_says_who_did_not_answer(app: Dash, first: Dash, refused: Dash, built: duckdb.DuckDBPyConnection):
    """Around every page stands how old the figures are, and a link to the page Data when a source did not answer."""
    for one in (app, first):
        with one.server.app_context():
            assert _around("unanswered") == []
    with refused.server.app_context():
        (dated,), (note,) = _around("as-of"), _around("unanswered")
    query = "select max(vintage), newest_year from editions, builds group by newest_year"
    [(newest_source, newest)] = built.execute(query).fetchall()
    assert text(dated) == f"Data as of {when(newest_source)} · newest year {newest}"
    (link,) = kind(note, "Link")
    assert (link.href, text(link)) == ("/data", "10 sources did not answer: shown is what was at hand")
    assert "World Development Indicators" in link.title


@pytest.mark.parametrize("state", ["app", "first"])
def test_quality(request: pytest.FixtureRequest, state: str):
    """How well an indicator is known: counted by hand from the lines that a page shows first."""
    app = request.getfixturevalue(state)
    with app.server.app_context(), served().snapshot() as snapshot:
        for target_and_title in ("1.7 Individuals using the Internet", "1.5 Schools with Internet access for teaching"):
            expected = _known(snapshot, target_and_title.partition(" ")[2])
            (row,) = [
                one for one in table(data_page(app), "Published figures") if text(one["Indicator"]) == target_and_title
            ]
            assert [text(cell) for cell in row.values()][1:] == expected


def notices(layout: Any) -> str:
    return text([one for one in kind(layout, "Div") if getattr(one, "className", "") == "notice"])


def _known(snapshot: Snapshot, title: str) -> list[str]:
    rows = snapshot.frame(
        """
        select area_id, area_type, year, value_status, source_id from series
        join areas using (area_id) join indicators using (indicator_id)
        where title = $title and is_headline and origin = 'published' and is_observed
        """,
        {"title": title},
    ).to_dict(orient="records")
    economies = [row for row in rows if row["area_type"] == "economy"]
    newest = max(row["year"] for row in economies)
    guessed = sum(row["value_status"] in ("estimated", "modelled") for row in rows)
    return [
        number(len(rows), 0),
        f"{len({row['area_id'] for row in economies})} of "
        f"{sum(area.area_type == 'economy' for area in snapshot.catalogue.areas)}",
        str(newest),
        str(len({row["area_id"] for row in economies if row["year"] == newest})),
        percent(guessed / len(rows)),
        str(len({row["source_id"] for row in rows})),
    ]


def _around(name: str) -> list[Any]:
    """The paragraphs of this class around every page."""
    return [one for one in kind(shell.layout(), "P") if getattr(one, "className", "") == name]
