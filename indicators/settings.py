"""Paths and environment: the only reader of os.environ."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

_MOST_PROXIES = 9
_URL = "SPT_URL_"
PROJECT = Path(__file__).resolve().parent.parent

METHODS = PROJECT / "docs" / "methods.md"
"""The text on the methods: it describes the code and comes with it, whatever data are served."""

BORDERS = PROJECT / "data" / "catalogue" / "borders.json"
"""The outlines of the map of the world: they come with the project, whatever data are served."""


class SettingsError(ValueError):
    """A variable of the environment says something that it must not."""


@dataclass(frozen=True)
class Settings:
    """Where the project and its data live.

    `project` holds the catalogue and the embedded figures; `data` holds raw/, drop/ and warehouse/.
    `urls` replaces the address of a source (its id in lower case); `patience` stretches the waits for services.
    `base_url` is where readers reach the pages, empty for where they asked; of a request behind `trusted_proxies`
    proxies, what these say of it (X-Forwarded-For, -Proto and -Host) counts, of any other it does not. `access_log` is
    the file that requests are noted in: "-" is the output of the server, and nothing is noted where it is empty.
    Within `request_seconds` a request has to be whole, and within `query_seconds` a query answered.
    Answers that were given are kept in the folder `answers` and in the memory of each worker, as many bytes of them as
    `answers_on_disk` and `answers_in_memory` say; none where these are 0.
    """

    project: Path = PROJECT
    data: Path = PROJECT / "data"
    frame_ancestors: str = "'none'"
    log_level: str = "INFO"
    urls: Mapping[str, str] = field(default_factory=dict)
    patience: float = 1.0
    base_url: str = ""
    trusted_proxies: int = 0
    access_log: str = "-"
    request_seconds: float = 10.0
    query_seconds: float = 10.0
    answers: Path | None = None
    answers_on_disk: int = 0
    answers_in_memory: int = 0

    @property
    def catalogue(self) -> Path:
        """The folder of targets, indicators, sources, areas and memberships."""
        return self.project / "data" / "catalogue"

    @property
    def published(self) -> Path:
        """The folder of embedded figures, one CSV per publication."""
        return self.project / "data" / "published"

    @property
    def claims(self) -> Path:
        """The folder of the figures that reports print, one CSV per report, and of what must hold between them."""
        return self.project / "data" / "claims"

    @property
    def licences(self) -> Path:
        """The text on the licences of the figures."""
        return self.project / "DATA_LICENSES.md"

    @property
    def raw(self) -> Path:
        """The folder of what services sent, as received."""
        return self.data / "raw"

    @property
    def drop(self) -> Path:
        """The folder for downloaded files."""
        return self.data / "drop"

    @property
    def warehouse(self) -> Path:
        """The folder of builds and of the link `current`."""
        return self.data / "warehouse"

    @property
    def current(self) -> Path:
        """The link to the build that is served."""
        return self.warehouse / "current"


def from_environment() -> Settings:
    """The settings that the SPT_ variables of the environment ask for."""
    data = Path(os.environ.get("SPT_DATA_DIR") or PROJECT / "data").resolve()
    return Settings(
        data=data,
        frame_ancestors=os.environ.get("SPT_FRAME_ANCESTORS") or "'none'",
        log_level=os.environ.get("SPT_LOG_LEVEL") or "INFO",
        urls={name[len(_URL) :].lower(): url for name, url in os.environ.items() if name.startswith(_URL) and url},
        patience=_number("SPT_PATIENCE", "1", "2 to wait twice as long"),
        request_seconds=_number("SPT_REQUEST_SECONDS", "10", "30 for very slow links"),
        query_seconds=_number("SPT_QUERY_SECONDS", "10", "20 for a slow machine"),
        base_url=_base_url(os.environ.get("SPT_BASE_URL") or ""),
        trusted_proxies=_proxies(os.environ.get("SPT_TRUSTED_PROXIES") or "0"),
        answers=Path(os.environ.get("SPT_CACHE_DIR") or data / "answers").resolve(),
        answers_on_disk=_megabytes("SPT_CACHE_DISK", "256"),
        answers_in_memory=_megabytes("SPT_CACHE_MEMORY", "32"),
        access_log={"none": ""}.get(noted := os.environ.get("SPT_ACCESS_LOG") or "-", noted),
    )


def _number(variable: str, usual: str, such_as: str) -> float:
    text = os.environ.get(variable) or usual
    try:
        found = float(text)
    except ValueError:
        found = 0.0
    if not 0 < found < 1_000:
        raise SettingsError(f"{variable} is {text!r}; expected a number above 0, such as {such_as}")
    return found


def _megabytes(name: str, usual: str) -> int:
    """Bytes, of a variable in megabytes."""
    text = os.environ.get(name) or usual
    if not (text.isascii() and text.isdecimal() and len(text) < 7):
        raise SettingsError(f"{name} is {text!r}; expected megabytes such as {usual}, or 0 to keep nothing there")
    return int(text) * 1_000_000


def _base_url(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment):
        raise SettingsError(f"SPT_BASE_URL is {text!r}; expected an address such as https://tracker.example.org")
    return text.rstrip("/")


def _proxies(text: str) -> int:
    if not text.isdecimal() or int(text) > _MOST_PROXIES:
        raise SettingsError(
            f"SPT_TRUSTED_PROXIES is {text!r}; expected how many proxies stand before the server, 0 to {_MOST_PROXIES}"
        )
    return int(text)
