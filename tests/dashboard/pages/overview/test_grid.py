"""The status grid and the tally of the overview."""

from dashboard.address.lens import Lens
from dashboard.pages.overview.absence import existence
from dashboard.pages.overview.grid import status_grid, tally
from dashboard.reading.judgements import of_groups
from dashboard.reading.warehouse import Snapshot
from tests.dashboard.reader import kind, text


def test_the_grid(snapshot: Snapshot):
    """Every target has a row, every group a cell; each cell is a link that says area, figure, verdict or reason."""
    lens = Lens(2027, "commission_2025")
    grid = status_grid(snapshot.catalogue, of_groups(snapshot, lens.selection()), lens, existence(snapshot))
    rows = kind(grid, "Tr")[1:]
    assert {text(row)[:3] for row in rows if getattr(row, "className", "")} == {
        target.id for target in snapshot.catalogue.targets
    }
    links = kind(grid, "A")
    assert len(links) == 16 * len(rows)
    said = {link.title: link.href for link in links}
    africa = "Africa, Internet users: 35.7\u202f% in 2025; far too slow by 2027"
    assert said[africa] == "/targets/1.7?horizon=2027&benchmark=commission_2025&indicator=internet_users&badge=ITU-AFR"
    assert any(
        one.startswith("World, Businesses using the Internet: not published (ITU's annual report") for one in said
    )
    assert any("computed from economies" in one for one in said)


def test_tally():
    """Statuses are counted in the order of the ladder, those that do not occur with 0."""
    words = text(tally(["met", "slow", "met"]))
    assert words == "Met2On track0Too slow0Far too slow1Standing still0Moving away0Missed0Pace unknown0Not assessable0"
