"""The dashboard is in rooms: few modules at the door, SQL in one, and each test in the room of what it tests."""

import ast
import re
from pathlib import Path

from indicators.settings import PROJECT

DASHBOARD = PROJECT / "dashboard"
_SQL = re.compile(r"\bselect\b.*\bfrom\b", re.DOTALL)


def texts(path: Path) -> list[str]:
    """The strings of a module that are no docstrings."""
    tree = ast.parse(path.read_text())
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in alone]
    return [node.value for node in found if isinstance(node.value, str)]


def test_few_modules_stand_at_the_door():
    """At most sixteen modules stand directly in the dashboard."""
    assert 1 < len(list(DASHBOARD.glob("*.py"))) <= 16


def test_only_reading_holds_sql():
    """A query is written in the room `reading`, and asked nowhere else."""
    rooms = {
        path.relative_to(DASHBOARD).parts[0] for path in DASHBOARD.rglob("*.py") if any(map(_SQL.search, texts(path)))
    }
    assert rooms == {"reading"}
    asking = {
        path.relative_to(DASHBOARD).parts[0]
        for path in DASHBOARD.rglob("*.py")
        if re.search(r"snapshot\.(frame|rows|cursor)\b", path.read_text())
    }
    assert asking == {"reading"}


def test_every_test_stands_in_the_room_of_what_it_tests():
    """The folders of tests/dashboard are rooms of the dashboard."""
    tests = PROJECT / "tests" / "dashboard"
    folders = {path.parent.relative_to(tests) for path in tests.rglob("test_*.py")}
    assert len(folders) > 8
    assert [one for one in folders if not (DASHBOARD / one).is_dir()] == []
