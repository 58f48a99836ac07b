"""`?embed=1`: a page that shows its chart alone, to stand in another page."""

from collections.abc import Iterable

from dashboard.address.selection import Problem

EMBED = "embed"


def without_embed(
    arguments: Iterable[tuple[str, str]],
) -> tuple[list[tuple[str, str]], bool, list[Problem]]:
    """The arguments of an address without `embed`, whether it asks for the chart alone, and what is wrong with it."""
    rest, embedded, problems = [], False, []
    for key, value in arguments:
        if key != EMBED:
            rest.append((key, value))
        elif value == "1":
            embedded = True
        elif value not in ("0", ""):
            problems.append(Problem("not_a_flag", EMBED, value, f"embed={value} is not known; embed takes 1", ("1",)))
    return rest, embedded, problems
