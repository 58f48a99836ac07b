"""What changed between two builds, in words and tables on the page Data."""

from pathlib import Path

from dash import Dash

from dashboard.app import create_app
from tests.dashboard.reader import data_page, kind, section, table, text
from tests.dashboard.refreshes import Refreshes, build_id, changed


def test_what_changed(refused: Dash):
    """The page opens with what changed since the build before: verdicts, indicators, areas, the largest changes."""
    part = section(data_page(refused), "What changed")
    (lead,) = [text(one) for one in kind(part, "P") if getattr(one, "className", "") == "lead"]
    assert lead.endswith(": 4 verdicts are different, 3 figures changed, 1 figure was added, 4 figures are gone.")
    verdicts = [[text(cell) for cell in row.values()] for row in table(part, "Verdicts")]
    assert ["Internet users", "Brazil", "2030", "On track", "Too slow"] in verdicts
    largest = [[text(cell) for cell in row.values()][1:6] for row in table(part, "The largest changes")]
    assert largest == [
        ["Brazil", "2025", "91", "84", "−7.7\u202f%"],
        ["Kenya", "2024", "35", "36", "+2.9\u202f%"],
        ["Kenya", "2025", "38.0", "38.5", "+1.3\u202f%"],
    ]
    important = [one for one in kind(part, "Ol") if getattr(one, "className", "") == "important"]
    sentences = [text(one) for one in kind(important, "Li")]
    assert sentences[0].startswith(
        "Internet users, Brazil: too slow by 2030, where it was on track; 84\u202f% for 2025"
    )
    assert len(sentences) == len({one.partition(":")[0] for one in sentences})
    assert "/changes.atom" in [getattr(one, "href", "") for one in kind(part, "A")]
    areas = {text(row["Area"]): text(row["Gone"]) for row in table(part, "Areas where")}
    assert areas == {"Kenya": "2", "Brazil": "–", "Switzerland": "2", "France": "–"}


def test_either_way_round(refused: Dash, refreshed: Refreshes):
    """Two builds are compared from the older to the newer one, whichever stands first in the address."""
    old, new = build_id(refreshed.first), build_id(refreshed.refused)
    there, back = (
        text([one for one in kind(data_page(refused, **query), "Div") if getattr(one, "id", "") == "data-revisions"])
        for query in ({"since": old, "until": new}, {"since": new, "until": old})
    )
    assert there == back
    assert there.startswith(f"From version {old} to {new}: 4 verdicts are different, 3 figures changed")


def test_nothing_to_compare(first: Dash, refused: Dash, refreshed: Refreshes, tmp_path: Path):
    """The same build on both sides, a single build, and two equal ones: one sentence each, and no table."""
    new = build_id(refreshed.refused)
    equal = create_app(changed(refreshed, tmp_path, "delete from revisions"))
    for layout, said in (
        (data_page(refused, since=new, until=new), "The same version stands on both sides"),
        (data_page(first), "This is the only version that is kept"),
        (data_page(equal), "hold the same figures and verdicts."),
    ):
        part = section(layout, "What changed")
        assert said in text(part)
        assert kind(part, "Table") == []
