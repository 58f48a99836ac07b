"""Look up every dependency in the database of known vulnerabilities: `make audit`, which is a part of `make check`.

Ends with 1 where one is known, with its name and what mends it. Where the database or the program that asks it cannot
be reached, or does not know a package, that is said, and is no failure.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.environments import NotFetchedError, python_with

FOLDER = Path(".venv-audit")
PACKAGES = ("pip-audit==2.10.1",)
PINNED = Path("constraints.txt")
_NOT_AUDITED = "DEPENDENCIES WERE NOT AUDITED"
_SECONDS = 120


def main() -> int:
    """Print what is known of the dependencies; 1 where a vulnerability is, else 0."""
    try:
        python = python_with(PACKAGES, FOLDER)
    except NotFetchedError as error:
        print(f"{_NOT_AUDITED}: {error}")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.json"
        words = ["--requirement", PINNED, "--no-deps", "--disable-pip", "--progress-spinner", "off"]
        command = [python, "-m", "pip_audit", *words, "--format", "json", "--output", answer]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            print(f"{_NOT_AUDITED}: no answer within {_SECONDS} seconds")
            return 0
        if not answer.exists():
            print(f"{_NOT_AUDITED}: {(done.stderr.strip() or 'no reason was given').splitlines()[-1]}")
            return 0
        said, status = told(json.loads(answer.read_text(encoding="utf-8"))["dependencies"])
    print(said)
    return status


def told(found: list[dict[str, Any]]) -> tuple[str, int]:
    """What the answer says in words, and 1 where it names a vulnerability, else 0."""
    known = [
        f"{one['name']} {one['version']}: {each['id']}; mended in {', '.join(each['fix_versions']) or 'no version yet'}"
        for one in found
        for each in one.get("vulns", ())
    ]
    unknown = sum("skip_reason" in one for one in found)
    asked = len(found) - unknown
    lines = [*known, f"{asked} of {len(found)} dependencies audited, {len(known)} vulnerabilities known"]
    if unknown:
        lines.append(f"{_NOT_AUDITED}: {unknown} of them, which the database of vulnerabilities does not know here")
    return "\n".join(lines), 1 if known else 0


if __name__ == "__main__":
    sys.exit(main())
