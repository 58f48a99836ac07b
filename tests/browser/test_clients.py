"""The clients of docs/clients.md, run as they stand there against the production server."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from indicators.settings import PROJECT

CLIENTS = (PROJECT / "docs" / "clients.md").read_text(encoding="utf-8")
HERE = "http://127.0.0.1:8050"


def lines(language: str, address: str) -> str:
    """The one client in a language, asking the server at an address."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", CLIENTS, re.DOTALL)
    assert HERE in found
    assert len([line for line in found.splitlines() if line]) <= 10
    return found.replace(HERE, address)


@pytest.fixture(scope="module")
def newest(address: str) -> dict[str, tuple[int, float]]:
    """The newest figure of each area that the clients ask for, as the API gives it in JSON."""
    everybody = "sex=both&age=all&location=total"
    asked = f"indicator=internet_users&area=WLD,LDC,ITU-AFR&from=2015&{everybody}"
    with urlopen(f"{address}/api/v1/observations?{asked}") as answer:  # noqa: S310 - the address is our own
        rows: list[dict[str, Any]] = json.load(answer)["data"]
    return {row["area_id"]: (row["year"], row["value"]) for row in sorted(rows, key=lambda row: row["year"])}


def test_python(address: str, newest: dict[str, tuple[int, float]]):
    """The client in Python finds the newest figure of each area."""
    found: dict[str, Any] = {}
    exec(compile(lines("python", address), "clients.md", "exec"), found)  # noqa: S102 - the project's own lines
    frame = found["newest"]
    assert {area: (row.year, row.value) for area, row in frame.iterrows()} == newest
    assert frame["source"].str.len().min() > 0


def test_r(address: str, newest: dict[str, tuple[int, float]], tmp_path: Path):
    """So does the client in R."""
    r = shutil.which("Rscript")
    if r is None:
        pytest.skip("NO R ON THE PATH: THE CLIENT IN R WAS NOT RUN")
    script = tmp_path / "client.R"
    script.write_text(lines("r", address), encoding="utf-8")
    said = subprocess.run([r, "--vanilla", script], capture_output=True, text=True, check=True).stdout
    found = {words[0]: (int(words[1]), float(words[2])) for words in map(str.split, said.splitlines()[1:])}
    assert found == newest
