"""The strip of targets: one tick each, which says in words what its sign shows."""

from dashboard.address.lens import Lens
from dashboard.parts.target_strip import target_strip
from dashboard.reading.target_verdicts import target_verdicts
from dashboard.reading.warehouse import Snapshot
from tests.dashboard.reader import kind, text


def test_the_strip(snapshot: Snapshot):
    """Every target has a tick with its number, sign and spoken status, and a link that keeps the lens."""
    lens = Lens(2027, usual=2030)
    strip = target_strip(target_verdicts(snapshot, lens), lens, "1.7")
    ticks = kind(strip, "Link", "A")
    assert [one.href for one in ticks] == [
        f"/targets/{target.id}?horizon=2027" for target in snapshot.catalogue.targets
    ]
    (current,) = [one for one in ticks if getattr(one, "aria-current", "") == "page"]
    assert current.title == "1.7 Internet used by all: far too slow"
    assert text(current) == f"1.7{current.title}"
    number, sign, spoken = current.children
    assert getattr(number, "aria-hidden") == getattr(sign, "aria-hidden") == "true"
    assert sign.className == "mark mark-slow"
    assert spoken.className == "unseen"
