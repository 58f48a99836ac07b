"""The command line in a process of its own that waits for a signal as soon as it writes a build and says so."""

import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

from etl.__main__ import main
from indicators.settings import Settings, from_environment

HALTED = "halted"


def wait_at_work(event: str, _: tuple[object, ...]) -> None:
    """Stop for as long as it takes when a file is opened (a model, a check) while a build lies half written."""
    if event == "open" and list(Path(os.environ["SPT_DATA_DIR"]).glob("warehouse/*.building")):
        print(HALTED, flush=True)  # whoever started the process reads it
        time.sleep(600)


def settings() -> Settings:
    """What the environment says, for the project in whose folder the data are."""
    known = from_environment()
    return replace(known, project=known.data.parent)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that ignores Ctrl-C hands that on
    sys.addaudithook(wait_at_work)
    main(settings=settings)
