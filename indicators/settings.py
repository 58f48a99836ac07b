"""Paths and environment: the only reader of os.environ."""

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """Where the project and its data live.

    `project` holds the catalogue and the embedded figures; `data` holds raw/, drop/ and warehouse/.
    """

    project: Path = PROJECT
    data: Path = PROJECT / "data"
    frame_ancestors: str = "'none'"
    log_level: str = "INFO"

    @property
    def catalogue(self) -> Path:
        """The folder of targets, indicators, sources, areas and memberships."""
        return self.project / "data" / "catalogue"

    @property
    def published(self) -> Path:
        """The folder of embedded figures, one CSV per publication."""
        return self.project / "data" / "published"

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
    return Settings(
        data=Path(os.environ.get("SPT_DATA_DIR") or PROJECT / "data").resolve(),
        frame_ancestors=os.environ.get("SPT_FRAME_ANCESTORS") or "'none'",
        log_level=os.environ.get("SPT_LOG_LEVEL") or "INFO",
    )
