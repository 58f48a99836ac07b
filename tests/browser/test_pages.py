"""Every page opens cleanly, is a document, and draws what its table holds."""

from typing import Any

import pytest
from playwright.sync_api import expect

from indicators.catalogue import load_catalogue
from indicators.settings import Settings
from tests.browser.conftest import OpenPage
from tests.browser.visit import charts, eventually, points, table

TARGETS = tuple(target.id for target in load_catalogue(Settings().catalogue).targets)
PAGES = (
    "/",
    *(f"/targets/{target}" for target in TARGETS),
    "/gaps",
    "/data",
    "/explore",
    "/areas/ITU-AFR",
    "/targets/9.9",
)
SCHEMES = ("light", "dark")
ALIKE = tuple(f"/targets/{target}" for target in TARGETS if target != "1.7")


# Of the targets, whose pages are made alike, one opens in the dark scheme too.
OPENED = [(path, scheme) for scheme in SCHEMES for path in PAGES if scheme == "light" or path not in ALIKE]


@pytest.mark.parametrize(("path", "scheme"), OPENED)
def test_page(open_page: OpenPage, path: str, scheme: str) -> None:
    """A page opens without complaints, names itself and its language, has its landmarks, and no chart is empty.

    A target's page charts each figure of its table, no more and no fewer; without figures it says what exists.
    """
    page = open_page(path, scheme=scheme)
    expect(page).to_have_title(_title_of(path))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("html")).to_have_attribute("data-scheme", scheme)
    for landmark in ("banner", "main"):
        expect(page.get_by_role(landmark)).to_have_count(1)
    expect(page.locator("footer.foot")).to_be_visible()
    expect(page.get_by_role("navigation", name="Pages")).to_be_visible()
    assert page.locator("h1").inner_text().strip()
    for chart in charts(page).values():
        assert any(_marks(trace) for trace in chart["traces"]), f"the chart {chart['name']} of {path} is empty"
    if path.removeprefix("/targets/") in TARGETS:
        if not charts(page):
            expect(page.locator(".why-empty")).to_contain_text("no figure is in this build")
            return
        shown = table(page)
        assert shown.rows
        assert eventually(lambda: points(page, shown.decimals) == shown.points, page)


@pytest.mark.parametrize("path", ["/", "/data", "/targets/9.9"])
def test_leads_to_every_target(open_page: OpenPage, path: str) -> None:
    """The overview and the page of an unknown target lead to all twelve; each page leads to the others."""
    page = open_page(path)
    found = {link.get_attribute("href") for link in page.get_by_role("link").all()}
    assert {"/", "/targets/1.1", "/data"} <= found
    if path != "/data":
        assert {f"/targets/{target}" for target in TARGETS} <= found


def test_unknown_page(open_page: OpenPage) -> None:
    """An address that names no page says so, inside the frame that leads on."""
    page = open_page("/nowhere")
    expect(page.locator("h1")).to_contain_text("no page at this address")
    expect(page.get_by_role("navigation", name="Pages")).to_be_visible()


def _title_of(path: str) -> str:
    name = "Strategic Plan 2024–2027 · target tracker"
    if path == "/":
        return name
    own = {"/data": "Data", "/gaps": "Gaps", "/explore": "Explore", "/areas/ITU-AFR": "Area ITU-AFR"}.get(path)
    return f"{own} · {name}" if own else f"Target {path.rpartition('/')[2]} · {name}"


def _marks(trace: dict[str, Any]) -> bool:
    return any(value is not None for value in trace["y"])
