"""A server, a browser, and pages whose every complaint fails the test that opened them."""

import os
from collections.abc import Callable, Iterator
from typing import Any, Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, Response, sync_playwright

from indicators.settings import Settings
from tests.browser import chromium
from tests.browser.server import shared
from tests.browser.visit import PATIENCE, WATCH_SHIFTS, settled

_NO_BROWSER = "NO BROWSER ON THE PATH: THE BROWSER TESTS WERE SKIPPED"
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--js-flags=--no-opt --no-maglev --always-sparkplug",  # to compile for speed costs more than it saves
]

Ears = dict[str, Callable[[Any], None]]


class OpenPage(Protocol):
    """Opens a page of the application."""

    def __call__(
        self,
        path: str,
        *,
        scheme: str = "light",
        width: int = 1280,
        height: int = 900,
        apart: bool = False,
        status: int = 200,
    ) -> Page:
        """The page at `path`, its charts drawn; `scheme` is the one that the reader's system asks for.

        Its document is answered with `status`, and everything else without a complaint.
        It opens in the tab that all tests share; `apart`, in that of another reader. Both are wiped after each test.
        """
        ...


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say aloud at the end that a part of the suite did not run."""
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if _NO_BROWSER in str(report.longrepr)]
    if skipped:
        terminalreporter.section(f"{_NO_BROWSER} ({len(skipped)})", sep="!", red=True, bold=True)
        for line in chromium.HOW_TO_GET_ONE:
            terminalreporter.line(line)


@pytest.fixture(scope="session")
def address(warehouse_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the production server over the project's own figures."""
    own = tmp_path_factory.getbasetemp()
    with shared(warehouse_settings, (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "server") as where:
        yield where


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's own Chromium."""
    executable = chromium.find()
    if executable is None:
        (pytest.fail if chromium.in_ci() else pytest.skip)(_NO_BROWSER)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=_ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def tab(browser: Browser, address: str) -> Page:
    """One tab for all tests: it keeps the compiled scripts, and a page opens in less than half the time."""
    return new_tab(browser, address)


@pytest.fixture(scope="session")
def another_tab(browser: Browser, address: str) -> Page:
    """A tab in a browser profile of its own: that of another reader."""
    return new_tab(browser, address)


@pytest.fixture
def open_page(request: pytest.FixtureRequest, address: str, tab: Page) -> Iterator[OpenPage]:
    """Opens pages; afterwards, that none complained and none asked another host for anything."""
    ears: dict[Page, Ears] = {}
    complaints: list[str] = []

    def open_one(
        path: str,
        *,
        scheme: str = "light",
        width: int = 1280,
        height: int = 900,
        apart: bool = False,
        status: int = 200,
    ) -> Page:
        page: Page = request.getfixturevalue("another_tab") if apart else tab
        if page not in ears:
            ears[page] = _listen(page, urlsplit(address).netloc, complaints)
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": height})
        heard = len(complaints)
        answer = page.goto(path)
        assert (answer.status if answer else 200) == status  # a move within a document is not answered
        if status != 200:  # of which the browser complains twice
            complaints.remove(f"{status} for {page.url}")
            complaints.remove(next(one for one in complaints[heard:] if f"status of {status}" in one))
        settled(page)
        return page

    yield open_one
    for page, hearing in ears.items():
        for event, hear in hearing.items():
            page.remove_listener(event, hear)
        if page.url.startswith(address):
            page.evaluate("localStorage.clear()")
        page.goto("about:blank")
    assert not complaints, "\n".join(complaints)


def new_tab(browser: Browser, address: str) -> Page:
    """A tab in a browser profile of its own, on a server; of its pages it is known what moves."""
    context = browser.new_context(base_url=address)
    context.add_init_script(WATCH_SHIFTS)
    context.set_default_timeout(PATIENCE)
    return context.new_page()


def _listen(page: Page, own_host: str, complaints: list[str]) -> Ears:
    """Write down what goes wrong on a page from now on."""

    def on_console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(f"console {message.type}: {message.text}")

    def on_page_error(error: Error) -> None:
        complaints.append(f"page error: {error}")

    def on_request(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.netloc != own_host:
            complaints.append(f"asked another host: {request.url}")

    def on_response(response: Response) -> None:
        if response.status >= 400:
            complaints.append(f"{response.status} for {response.url}")

    ears: Ears = {"console": on_console, "pageerror": on_page_error, "request": on_request, "response": on_response}
    for event, hear in ears.items():
        page.on(event, hear)
    return ears
