"""Fetches plotly.js with lines, dots and bars only (a quarter of the weight) at set-up, where npm is there to fetch it.

Run as `python -m dashboard.serving.slim_plotly`. Without npm the full plotly.js of the Python package is served.
"""

import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from plotly.offline import get_plotlyjs_version

PACKAGE = "plotly.js-basic-dist-min"
SLIM = Path(sys.prefix) / "share" / "plotly-basic.min.js"


def fetch(destination: Path = SLIM) -> str:
    """Fetch the slim bundle of plotly's own version; a sentence says what came of it."""
    version = get_plotlyjs_version()
    npm = shutil.which("npm")
    if npm is None:
        return "npm is not installed: pages with charts will load the full plotly.js."
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", "--silent", f"{PACKAGE}@{version}"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603
        archives = list(Path(folder).glob("*.tgz"))
        if done.returncode or not archives:
            reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            return f"npm could not fetch {PACKAGE} {version} ({reason}): the full plotly.js will be served."
        with tarfile.open(archives[0]) as archive:
            bundle = archive.extractfile("package/plotly-basic.min.js")
            if bundle is None:
                return f"{PACKAGE} {version} holds no bundle: the full plotly.js will be served."
            destination.parent.mkdir(parents=True, exist_ok=True)
            destination.write_bytes(bundle.read())
    return f"plotly.js {version} with lines, dots and bars only is at {destination}."


if __name__ == "__main__":
    print(fetch())
