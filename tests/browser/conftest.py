"""A server, a browser, and pages whose every complaint fails the test that opened them."""

from collections.abc import Iterator
from typing import Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from indicators.settings import Settings
from tests.browser import chromium
from tests.browser.server import serving
from tests.browser.visit import PATIENCE, settled

_NO_BROWSER = "NO BROWSER ON THE PATH: THE BROWSER TESTS WERE SKIPPED"
_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


class OpenPage(Protocol):
    """Opens a page of the application in a browser profile of its own."""

    def __call__(self, path: str, *, scheme: str = "light", width: int = 1280, height: int = 900) -> Page:
        """The page at `path`, its charts drawn; `scheme` is the one the reader's system asks for."""
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
    with serving(warehouse_settings, tmp_path_factory.mktemp("server") / "log") as where:
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


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[OpenPage]:
    """Pages in profiles of their own; afterwards, that none complained and none asked another host for anything."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []
    own = urlsplit(address).netloc

    def on_console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(f"console {message.type}: {message.text}")

    def on_request(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.netloc != own:
            complaints.append(f"asked another host: {request.url}")

    def open_one(path: str, *, scheme: str = "light", width: int = 1280, height: int = 900) -> Page:
        context = browser.new_context(
            base_url=address, color_scheme=scheme, viewport={"width": width, "height": height}, reduced_motion="reduce"
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", on_console)
        page.on("pageerror", lambda error: complaints.append(f"page error: {error}"))
        page.on("request", on_request)
        page.on(
            "response", lambda answer: answer.status < 400 or complaints.append(f"{answer.status} for {answer.url}")
        )
        page.goto(path)
        settled(page)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)
