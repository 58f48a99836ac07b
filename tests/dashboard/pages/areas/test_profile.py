"""The profile of an area: its finding, its tables, why figures are missing, its address, and an unknown area."""

import csv
import io
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.address.lens import Lens
from dashboard.address.selection import Selection
from dashboard.app import create_app
from dashboard.pages.areas.absence import existence, missing, why_silent
from dashboard.pages.areas.comparison import difference, side_by_side
from dashboard.pages.areas.gap_table import gaps_of
from dashboard.pages.areas.trends import courses
from dashboard.pages.areas.view import profile_view
from dashboard.pages.areas.words import apart
from dashboard.pages.overview import found as overview
from dashboard.reading.warehouse import Snapshot
from dashboard.words.absence import why
from indicators.settings import Settings
from indicators.vocabulary import Status
from tests.dashboard.made import page
from tests.dashboard.pages.areas.test_ranks import found_for
from tests.dashboard.reader import as_json, components, kind, opened, text

_CELL = re.compile(r"<t([hd])([^>]*)>(.*?)</t\1>", re.DOTALL)


def islands(layout: Any) -> str:
    """All plain HTML of a page."""
    return "".join(getattr(one, "data-html", "") for one in components(layout))


def words(markup: str) -> str:
    """HTML without its tags."""
    return unescape(re.sub(r"<[^>]+>", " ", markup))


def rows(layout: Any, table: str) -> dict[str, str]:
    """The rows of the table of a class by target or gap, in words."""
    (found,) = re.findall(rf'<table class="[^"]*\b{table}"[^>]*>(.*?)</table>', islands(layout), re.DOTALL)
    body = found.partition("<tbody>")[2]
    told = [re.sub(r"[ \n]+", " ", words(row)).strip() for row in body.split("</tr>") if row.strip("</tbody>")]
    return {row[:3]: row for row in told}


@pytest.mark.parametrize("area", ["WLD", "ITU-ASP", "SIDS", "INC-LIC", "INC-HMY", "KEN", "VEN", "GRL", "TKM", "VAT"])
def test_every_kind_of_area(app: Dash, area: str):
    """A profile renders for every kind of area, also for those of no region or income group, or without figures; its
    table has twelve rows, none with an empty cell.
    """
    layout = page(app, "areas", area_id=area)
    assert as_json(layout)
    assert len(kind(layout, "H1")) == 1
    assert list(rows(layout, "standings")) == [
        "1.1",
        "1.2",
        "1.3",
        "1.4",
        "1.5",
        "1.6",
        "1.7",
        "2.1",
        "2.2",
        "2.3",
        "2.4",
        "2.5",
    ]
    without_years = re.sub(r'aria-label="Figures, .*?</table>', "", islands(layout))  # years may be without a figure
    cells = [words(content).strip() for _, _, content in _CELL.findall(without_years)]
    assert cells
    assert all(cells)
    told = f"{text(layout)} {words(islands(layout))}"
    assert "None" not in told
    assert not re.search(r"\bnan\b", told)


def test_finding_of_an_economy(app: Dash):
    """Kenya: one target of twelve, cybersecurity, reaches its benchmark; 34.98 % online in 2024, the world 71.2 %."""
    title = text(kind(page(app, "areas", area_id="KEN"), "H1"))
    assert title == (
        "Kenya: the benchmark is reached on one of twelve targets, five cannot be judged; "
        "35\u202f% of people were online in 2024, 36 points behind the world"
    )


def test_the_world_is_told_as_on_the_overview(app: Dash, snapshot: Snapshot):
    """The world's profile counts as many targets met, and as many without a verdict, as the overview."""
    facts = overview.find(snapshot, Lens(2030)).facts
    table = rows(page(app, "areas"), "standings")
    for status, sign in ((Status.MET, "Met"), (Status.ON_TRACK, "On track"), (Status.MODERATE, " Too slow")):
        assert sum(one.status is status for one in facts) == sum(sign in row for row in table.values())


def test_a_row_tells_figure_rank_and_world(app: Dash):
    """A row holds the newest figure and year, the change beside the world's, verdict, benchmark, ranks and medians."""
    layout = page(app, "areas", area_id="ARM")
    row = rows(layout, "standings")["1.7"]
    for told in ("81.3\u202f%", "2024", "≥\u202f95\u202f%", "73.6\u202f%", "7th of 8", "median 91.4\u202f%"):
        assert told in row, told
    assert "/targets/1.7?indicator=internet_users&amp;badge=ARM" in islands(layout)
    assert "/targets/1.7?horizon=2027&amp;" in islands(page(app, "areas", area_id="ARM", horizon="2027"))


@pytest.mark.parametrize("area_id", ["KEN", "PRK", "VAT", "ASM", "WLD", "ITU-AFR", "LDC", "INC-HMY"])
def test_missing_targets_are_explained(snapshot: Snapshot, area_id: str):
    """What has no figure is listed under its target with the reason; a target without any says it in a sentence."""
    found = found_for(snapshot, area_id)
    exists, area = existence(snapshot, found), snapshot.catalogue.area_by_id[area_id]
    lacking = missing(found, exists, area)
    for target in snapshot.catalogue.targets:
        asked = dict.fromkeys(key[0] for key in found.keys_of(target))
        held = {key[0] for key in found.keys_of(target) if found.newest_line(key, area_id) is not None}
        assert {one.id for _, some in lacking[target.id] for one in some} == asked.keys() - held
        for reason, some in lacking[target.id]:
            assert {why(exists.why(one, area)) for one in some} == {reason}
        if not held:
            sentence = why_silent(found, exists, area, target)
            assert any(sentence == f"{one.title}: {reason}." for reason, some in lacking[target.id] for one in some)


def test_unknown_area(app: Dash):
    """An unknown area is told, with those that are close by code or name, and the groups."""
    layout = page(app, "areas", area_id="Kenia")
    assert text(kind(layout, "H1")) == "There is no area Kenia"
    links = [one.href for one in kind(layout, "A", "Link")]
    assert links[0] == "/areas/KEN"
    assert {"/areas/WLD", "/areas/ITU-AFR", "/areas/LDC", "/areas/INC-LIC"} <= set(links)
    assert "/areas/KEN" in [one.href for one in kind(page(app, "areas", area_id="ken"), "A", "Link")]


def test_a_renamed_economy(app: Dash, client: FlaskClient):
    """Nauru is Naoero since June 2026: it is shown by its name, says what it was called, and is found under both."""
    layout = page(app, "areas", area_id="NRU")
    assert text(kind(layout, "H1")).startswith("Naoero: ")
    (kicker,) = [one for one in kind(layout, "P") if "kicker" in (getattr(one, "className", "") or "")]
    assert text(kicker).endswith(" · Nauru until June 2026")
    named = [one for one in re.findall(r"<option [^>]*>", islands(layout)) if 'data-area="NRU"' in one]
    assert [re.findall(r' value="(\w+)"', one) for one in named] == [["Naoero"], ["Nauru"]]
    assert kind(page(app, "areas", area_id="Nauru"), "A", "Link")[0].href == "/areas/NRU"
    offered = islands(page(app, "targets", target_id="1.7"))
    assert re.findall(r'<option value="(\w+)" label="NRU"', offered) == ["Naoero", "Nauru"]
    assert islands(page(app, "explore")).count('<label data-also="Nauru">') == 2
    (row,) = [one for one in client.get("/api/v1/areas").json["data"] if one["area_id"] == "NRU"]
    assert (row["name"], row["former_name"], row["renamed"]) == ("Naoero", "Nauru", "2026-06-26")


@pytest.mark.parametrize(("moment", "tense"), [("2026-11-24 23:59", "is"), ("2026-11-25 00:00", "was")])
def test_a_scheduled_exit_from_a_group(built_on: Callable[[str], Settings], moment: str, tense: str):
    """That three LDCs are to leave, or were to have left, is told on their profiles, on that of the group, where its
    members are compared, and in the API; they stay members. Nothing is told of others.
    """
    app = create_app(built_on(moment))
    leaving = f"eaving the LDCs {tense} scheduled for 24 November 2026; not confirmed so far"
    by = f"L{leaving}. Scheduled by: UN General Assembly, resolution 76/8 of 24 November 2021"
    for area, words in {
        "LAO": f"{by}.",
        "NPL": f"{by}; an extension was sought.",
        "BGD": f"{by}; an extension to 24 November 2029 was supported by the Committee for Development Policy",
        "LDC": f"Bangladesh, Lao PDR and Nepal: l{leaving}.",
    }.items():
        assert words in text(page(app, "areas", area_id=area))
    assert f"Nepal: L{leaving}" in text(page(app, "areas", area_id="NPL", **{"with": "KEN"}))
    for query in ({"area_type": "economy", "member_of": "LDC"}, {"area_type": "development_level"}):
        assert f"Nepal: l{leaving}." in text(opened(page(app, "targets", target_id="1.7", **query)))
    areas = {row["area_id"]: row for row in app.server.test_client().get("/api/v1/areas").json["data"]}
    assert {area_id: row["scheduled"] for area_id, row in areas.items() if row["scheduled"]} == dict.fromkeys(
        ("BGD", "LAO", "NPL"), f"l{leaving}"
    )
    assert all("LDC" in areas[area_id]["member_of"].split() for area_id in ("BGD", "LAO", "NPL"))
    assert "scheduled" not in text(page(app, "areas", area_id="KHM"))
    assert "scheduled" not in text(opened(page(app, "targets", target_id="1.7")))


@pytest.mark.parametrize(
    ("query", "other", "problem"),
    [
        ({}, None, ""),
        ({"with": "NGA"}, "NGA", ""),
        ({"with": "NGX"}, None, "with=NGX is not known"),
        ({"with": "Nigerya"}, None, "did you mean NGA (Nigeria)?"),
        ({"with": "KEN"}, None, "with=KEN is the area of this page itself"),
        ({"with": "NGA,UGA"}, "NGA", "with=UGA is more than the one area"),
        ({"horizon": "2031"}, None, "horizon=2031 is not known"),
        ({"year": "2020"}, None, "year is no parameter here"),
        ({"embed": "1"}, None, ""),
    ],
)
def test_address(snapshot: Snapshot, query: dict[str, str], other: str | None, problem: str):
    """What the address asks for is taken; what cannot be used is told, once."""
    view = profile_view(snapshot.catalogue, snapshot.catalogue.area_by_id["KEN"], list(query.items()))
    assert (view.other.area_id if view.other else None) == other
    assert len(view.problems) == bool(problem)
    assert all(problem in one.message for one in view.problems)
    assert view.embedded == ("embed" in query)


def test_the_address_keeps_lens_and_neighbour(snapshot: Snapshot):
    """A link to another profile keeps horizon and benchmark, and names the area beside it."""
    area = snapshot.catalogue.area_by_id["KEN"]
    view = profile_view(snapshot.catalogue, area, [("horizon", "2027"), ("with", "NGA")])
    assert view.href("UGA") == "/areas/UGA?horizon=2027"
    assert view.href("UGA", "NGA") == "/areas/UGA?horizon=2027&with=NGA"
    assert view.exported == Selection(area=("KEN", "NGA"))


def test_compare(app: Dash, snapshot: Snapshot):
    """Two areas stand side by side by an indicator that both have, with the difference and who is ahead."""
    layout = page(app, "areas", area_id="KEN", **{"with": "NGA"})
    table = rows(layout, "beside")
    assert "−6.2 points Nigeria ahead" in table["1.7"]
    assert "+16.2 Kenya ahead" in table["1.6"]
    assert text(kind(layout, "H1")).startswith(
        "Kenya beside Nigeria: the benchmark reached on one of twelve targets against none; "
    )
    by_target = {first.target.id: (first, second) for first, second in _beside(snapshot, "WLD", "KEN")}
    assert by_target["1.6"][0].key == ("gci_score", "")  # the world alone is told by the count of response teams


def test_difference_of_prices(snapshot: Snapshot):
    """Where less is better the cheaper one is ahead, and years that differ are told."""
    area, other = (snapshot.catalogue.area_by_id[one] for one in ("ITU-AFR", "WLD"))
    by_target = {first.target.id: (first, second) for first, second in _beside(snapshot, "ITU-AFR", "WLD")}
    assert [text(one) for one in difference(by_target["1.2"], (area, other))] == ["+3.94 points", "World ahead"]
    assert text(difference(by_target["1.1"], (area, other))[1]) == "World ahead; 2024 beside 2025"


def _beside(snapshot: Snapshot, area_id: str, other_id: str) -> Any:
    found = found_for(snapshot, area_id, **{"with": other_id})
    return side_by_side(found, *found.view.areas)


def test_trends_are_those_of_the_area_its_region_and_the_world(snapshot: Snapshot):
    """A trend is drawn where the area has two figures; beside it stand its region and the world, or the other area."""
    found = {one.target.id: [line[0].area_id for line in one.lines] for one in courses(found_for(snapshot, "KEN"))}
    assert found["1.7"] == ["KEN", "ITU-AFR", "WLD"]
    assert "2.3" not in found
    beside = courses(found_for(snapshot, "KEN", **{"with": "NGA"}))
    assert [line[0].area_id for line in next(one for one in beside if one.target.id == "1.7").lines] == [
        "KEN",
        "NGA",
        "WLD",
    ]


def test_a_trend_in_words_has_its_ends(app: Dash):
    """The words of the trends hold first and last figure of each line."""
    told = text(
        [one for one in kind(page(app, "areas", area_id="ITU-EUR"), "P") if getattr(one, "id", "") == "trends-words"]
    )
    assert "World from 28.4\u202f% in 2010 to 73.6\u202f% in 2025 (edition 2025)" in told


def test_gaps_of_an_economy(snapshot: Snapshot):
    """Kenya in 2019: 47.04423 % of women and 47.60751 % of men own a phone, 20.23 and 25.17 % are online; nothing is
    known by place or for the young.
    """
    found = {
        gap.indicator.id: gap
        for gap in gaps_of(snapshot, found_for(snapshot, "KEN"), snapshot.catalogue.area_by_id["KEN"])
    }
    phones = found["mobile_ownership_gender_parity"]
    assert phones.ratio is not None
    assert phones.ratio.newest.text == "0.99"
    assert phones.pair.points == pytest.approx(47.04423 - 47.60751)
    online = found["internet_gender_parity"]
    assert online.ratio is not None
    assert online.ratio.newest.text == "0.80"
    assert online.pair.points == pytest.approx(20.23 - 25.17)
    assert [one for one, gap in found.items() if gap.is_known] == [
        "internet_gender_parity",
        "mobile_ownership_gender_parity",
    ]


@pytest.mark.parametrize(
    ("difference_", "told"), [(-36.2, "36 points behind"), (2.36, "2.4 points ahead of"), (0.01, "level with")]
)
def test_apart(difference_: float, told: str):
    """A distance is told in whole points where it is large, in tenths where it is small."""
    assert apart(difference_) == told


def test_files_hold_what_is_shown(app: Dash, client: FlaskClient):
    """The file of newest figures holds the figure of every row of the table."""
    layout = page(app, "areas", area_id="KEN")
    (link,) = [one.href for one in kind(layout, "A") if text(one) == "Newest figures"]
    everybody = ("both", "all", "total")
    held = {
        row["indicator_id"]: row
        for row in csv.DictReader(io.StringIO(client.get(link).text))
        if (row["sex"], row["age"], row["location"]) == everybody
    }
    assert float(held["internet_users"]["value"]) == 34.97622513
    assert {"coverage_3g", "mobile_owners", "gci_score", "internet_users", "online_service_index"} <= set(held)
