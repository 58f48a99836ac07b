"""The pictures of the documentation: SCREENSHOTS=1 takes them anew, otherwise one is taken and looked at."""

import os
from pathlib import Path

import pytest

from indicators.settings import PROJECT
from tests.browser.conftest import OpenPage

FOLDER = PROJECT / "docs" / "screenshots"
PATHS = {"overview": "/", "target": "/targets/1.7", "data": "/data"}
PICTURES = {
    **{f"{name}-{scheme}": (path, scheme, 1280) for name, path in PATHS.items() for scheme in ("light", "dark")},
    "overview-phone": ("/", "light", 390),
    "target-phone": ("/targets/1.7", "light", 390),
}
ASKED = os.environ.get("SCREENSHOTS") == "1"
SMALLEST, LARGEST = 20_000, 300_000  # bytes: an empty sheet compresses to a few thousand; a repository likes it light


@pytest.mark.parametrize("name", PICTURES if ASKED else ["target-light"])
def test_picture(open_page: OpenPage, name: str, tmp_path: Path) -> None:
    """A picture shows a page as it is now: not an empty sheet, and light enough for a repository."""
    folder = FOLDER if ASKED else tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    path, scheme, width = PICTURES[name]
    page = open_page(path, scheme=scheme, width=width)
    picture = folder / f"{name}.png"
    page.screenshot(path=picture, full_page=True, animations="disabled", caret="hide")
    assert SMALLEST < picture.stat().st_size < LARGEST
