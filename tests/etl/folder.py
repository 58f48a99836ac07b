"""The folder of builds, looked at from outside."""

from pathlib import Path


def builds(folder: Path) -> list[str]:
    """The names of the finished builds."""
    return sorted(path.name for path in folder.glob("*.duckdb"))


def assert_tidy(folder: Path) -> None:
    """One to three builds lie there, their files of observations, the link and the lock, and nothing else."""
    made = {path.stem.split("+")[0] for path in folder.glob("*.duckdb")}
    others = {path.name for path in folder.iterdir() if path.suffix != ".duckdb"}
    assert {".lock", "current"} <= others <= {".lock", "current", *(f"{one}.parquet" for one in made)}
    assert 1 <= len(builds(folder)) <= 3
