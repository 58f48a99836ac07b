"""Where the browser is; run as `python -m tests.browser.chromium`, it tries to install one where that is allowed.

The headless shell comes first: it draws the same pages with a fifth less work.
Silent when a browser is there. Without one the browser tests are skipped, loudly; under CI=true that is an error.
"""

import os
import shutil
import subprocess
import sys

_OF_DEBIAN = ("chromium-headless-shell", "chromium")
NAMES = (*_OF_DEBIAN, "chromium-browser", "google-chrome")
HOW_TO_GET_ONE = (
    f"Put {', '.join(NAMES[:-1])} or {NAMES[-1]} on the PATH;",
    "on Debian and Ubuntu, as root: apt-get install chromium-headless-shell, or chromium",
)


def find() -> str | None:
    """The browser on the PATH, or None."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


def in_ci() -> bool:
    """Whether a missing browser is an error and not a gap."""
    return os.environ.get("CI", "").lower() in ("true", "1")


def main() -> int:
    """0 with a browser, or without one outside CI; 1 in CI without one."""
    if find() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        _install()
    if find() is None:
        print(_framed(("THERE IS NO BROWSER: THE BROWSER TESTS WILL BE SKIPPED.", *HOW_TO_GET_ONE)), file=sys.stderr)
        return int(in_ci())
    return 0


def _install() -> None:
    if _done("apt-get", "update"):
        any(_done("apt-get", "install", "--yes", "--no-install-recommends", name) for name in _OF_DEBIAN)


def _done(*command: str) -> bool:
    without_questions = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=without_questions)
    if done.returncode:
        print(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}", file=sys.stderr)
    return done.returncode == 0


def _framed(lines: tuple[str, ...]) -> str:
    width = max(map(len, lines))
    edge = f"+{'-' * (width + 2)}+"
    return "\n".join((edge, *(f"| {line:<{width}} |" for line in lines), edge))


if __name__ == "__main__":
    sys.exit(main())
