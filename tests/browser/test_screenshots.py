"""The pictures of the documentation: SCREENSHOTS=1 takes them anew, otherwise one is taken and looked at."""

import os
from pathlib import Path

import pytest

from indicators.settings import PROJECT
from tests.browser.conftest import OpenPage

FOLDER = PROJECT / "docs" / "screenshots"
# name: path, width and height in pixels; a page goes on below its picture
WIDE = {
    "overview": ("/", 1280, 1000),
    "target": ("/targets/1.7", 1280, 1240),
    "gaps": ("/gaps", 1280, 1240),
    "badge": ("/targets/1.7?badge=ITU-AFR", 1280, 1240),
    "data": ("/data", 1280, 1000),
    "explore": ("/explore", 1280, 1000),
    "map": ("/explore?chart=map", 1280, 1000),
    "world": ("/explore?chart=map&form=map", 1280, 1000),
    "methods": ("/methods", 1280, 1000),
    "economies": ("/targets/1.2?area_type=economy&member_of=LDC&over=5", 1280, 1240),
    "panels": ("/explore?chart=panels&member_of=ITU-CIS", 1280, 1240),
    "scatter": ("/explore?chart=scatter", 1280, 1000),
    "change": ("/explore?chart=change&member_of=LDC", 1280, 1000),
    "heat": ("/explore?chart=heat&member_of=ITU-AFR", 1280, 1240),
    "area": ("/areas/KEN", 1280, 1240),
    "compared": ("/areas/KEN?with=NGA", 1280, 1240),
}
PHONE = {
    "overview-phone": ("/", 390, 1200),
    "target-phone": ("/targets/1.7", 390, 1200),
    "gaps-phone": ("/gaps", 390, 1200),
    "data-phone": ("/data", 390, 1200),
    "explore-phone": ("/explore", 390, 1200),
    "map-phone": ("/explore?chart=map", 390, 1200),
    "area-phone": ("/areas/KEN", 390, 1200),
}
# Kinds of chart whose page is shown in both schemes.
ONCE = ("world", "methods", "economies", "panels", "scatter", "change", "heat", "compared")
PICTURES = {
    **{
        f"{name}-{scheme}": (*what, scheme)
        for name, what in WIDE.items()
        for scheme in (("light",) if name in ONCE else ("light", "dark"))
    },
    **{name: (*what, "light") for name, what in PHONE.items()},
    **{f"{name}-dark": (*what, "dark") for name, what in PHONE.items()},
}
ASKED = os.environ.get("SCREENSHOTS") == "1"
SMALLEST, LARGEST = 20_000, 300_000  # bytes: an empty sheet compresses to a few thousand; a repository likes it light


@pytest.mark.parametrize("name", PICTURES if ASKED else ["target-light"])
def test_picture(open_page: OpenPage, name: str, tmp_path: Path) -> None:
    """A picture shows a page as it is now: not an empty sheet, and light enough for a repository."""
    folder = FOLDER if ASKED else tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    path, width, height, scheme = PICTURES[name]
    page = open_page(path, scheme=scheme, width=width, height=height)
    picture = folder / f"{name}.png"
    page.screenshot(path=picture, animations="disabled", caret="hide")
    assert SMALLEST < picture.stat().st_size < LARGEST
