"""Every page with the keyboard alone: Tab reaches every control, the arrows every point of every chart."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

PAGES = ("/", "/targets/1.7", "/explore", "/explore?chart=map", "/areas/KEN", "/gaps", "/data")
WALKED = (
    "/targets/1.7?edition=latest",
    "/targets/1.2?area_type=income_group",
    "/gaps",
    "/areas/KEN",
    "/explore",
    "/explore?chart=panels",
    "/explore?chart=scatter&member_of=ITU-EUR",
    "/explore?chart=change&member_of=ITU-AMS",
    "/explore?chart=ranking&member_of=ITU-ARB",
)

# What can have the focus, in the order of the document; of a group of radio buttons the one that is chosen.
_STOPS = """() => {
    const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
        .filter(one => one.checkVisibility() && one.tabIndex >= 0 && !one.disabled)
        .filter(one => one.type !== 'radio' || one.checked);
    all.forEach((one, n) => { one.dataset.stop = n; });
    return all.map(one => `${one.tagName} ${one.id} ${one.textContent.slice(0, 40)}`);
}"""
_HERE = """() => {
    const here = document.activeElement;
    const { outlineStyle, boxShadow } = getComputedStyle(here);
    const marked = outlineStyle !== 'none' || boxShadow !== 'none' || here.matches('.chart-kinds input, .tile');
    return here.dataset.stop === undefined ? null : [Number(here.dataset.stop), marked];
}"""
_POINTS = """plot => plot.data.filter(trace => trace.hoverinfo !== 'skip')
    .flatMap(trace => (trace.hovertext || trace.text || []).filter(Boolean)).length"""


@pytest.mark.parametrize("path", PAGES)
def test_tab_reaches_every_control(open_page: OpenPage, path: str) -> None:
    """Tab goes through every control in the order of the document, and each shows that it has the focus."""
    page = open_page(path)
    stops: list[str] = page.evaluate(_STOPS)
    reached: list[int] = []
    for _ in range(len(stops) + 5):
        page.keyboard.press("Tab")
        here: tuple[int, bool] | None = page.evaluate(_HERE)
        if here is None or here[0] in reached:
            break
        reached.append(here[0])
        assert here[1], f"nothing shows that {stops[here[0]]} has the focus"
    assert reached == sorted(reached)
    assert [stops[n] for n in range(len(stops)) if n not in reached] == []


@pytest.mark.parametrize("path", WALKED)
def test_arrows_reach_every_point(open_page: OpenPage, path: str) -> None:
    """The right arrow walks through every point of every chart and back to the first; each is spoken and shown."""
    page = open_page(path)
    frames = page.locator(".plot")
    assert frames.count()
    for n in range(frames.count()):
        frame = frames.nth(n)
        _walk(page, frame)


def _walk(page: Page, frame: Any) -> None:
    many = frame.locator(".js-plotly-plot").evaluate(_POINTS)
    frame.focus()
    spoken = [_spoken(page, "ArrowRight") for _ in range(many)]
    assert many
    assert all(re.search(r"\d", words) for words in spoken), spoken
    assert len(set(spoken)) == many, sorted(spoken)
    assert _spoken(page, "ArrowRight") == spoken[0]
    assert _spoken(page, "ArrowLeft") == spoken[-1]
    assert _spoken(page, "Home") in spoken
    expect(frame.locator(".hoverlayer .hovertext").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(frame.locator(".hoverlayer .hovertext")).to_have_count(0)


def _spoken(page: Page, key: str) -> str:
    page.keyboard.press(key)
    return page.locator("#spoken").inner_text()
