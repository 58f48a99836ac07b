"""Runs the SQL models over `staging` in the order of their numbers, and the checks over what they made."""

from pathlib import Path

import duckdb

from etl.errors import CheckError

SQL = Path(__file__).parents[1] / "sql"
_SHOWN = 3


def run_models(connection: duckdb.DuckDBPyConnection, numbers: range) -> None:
    """Create the tables whose files are numbered in a range: 10s and 20s as published, 30s series, 40s the build."""
    for path in sorted(SQL.glob("*.sql")):
        if int(path.name[:2]) in numbers:
            connection.execute(path.read_text(encoding="utf-8"))


def run_checks(connection: duckdb.DuckDBPyConnection) -> int:
    """Run every check and return how many hold.

    Raises CheckError, one line per sentence that does not hold, with the first rows that break it.
    """
    checks = sorted((SQL / "checks").glob("*.sql"))
    broken = [line for path in checks if (line := _broken(connection, path))]
    if broken:
        raise CheckError("\n".join([*broken, "Mend the rows named above and refresh again."]))
    return len(checks)


def _broken(connection: duckdb.DuckDBPyConnection, path: Path) -> str:
    result = connection.execute(path.read_text(encoding="utf-8"))
    names = [column[0] for column in result.description or ()]
    rows = result.fetchall()
    if not rows:
        return ""
    shown = "; ".join(
        ", ".join(f"{name} {value}" for name, value in zip(names, row, strict=True)) for row in rows[:_SHOWN]
    )
    more = f" and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else ""
    return f"Check '{path.stem.replace('_', ' ')}' does not hold: {shown}{more}."
