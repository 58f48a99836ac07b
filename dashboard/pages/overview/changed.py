"""What the last refresh changed, in three lines, and the way to all of it."""

from dash import html

from dashboard.address.lens import Lens
from dashboard.numbers import when
from dashboard.pages.overview.found import Found
from dashboard.pages.overview.read_first import changes
from dashboard.parts.markup import element, island

_TITLE = "What changed with the last refresh"
_NOT_YET = "No earlier version is kept that could be compared: from the next refresh on, what changed stands here."


def changed_part(found: Found, lens: Lens) -> html.Div:
    """The most important changes as links to where they are seen; a sentence where there are none, or nothing to
    compare with.
    """
    heading, before = element("h2", _TITLE, id="changed-title"), found.last.since
    if before is None:
        parts = [heading, element("p", _NOT_YET, className="soft")]
    else:
        day = when(f"{before:%Y-%m-%d}")
        told = [element("li", element("a", one.told, href=one.href)) for one in changes(found, lens)]
        nothing = element("p", f"Nothing of importance, compared with the version of {day}.")
        every = element("a", "All that changed", href="/data#changes", target="_self")
        beside = element("p", [*([f"Compared with the version of {day}. "] if told else []), every], className="soft")
        parts = [heading, element("ol", told) if told else nothing, beside]
    return island(element("section", parts, className="changed", **{"aria-labelledby": "changed-title"}))
