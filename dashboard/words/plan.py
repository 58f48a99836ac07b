"""What is said of the plan that is tracked."""

from typing import Literal

from indicators.plan import Plan

_NAME = "target tracker"


def name_of(plan: Plan | None) -> str:
    """What this is called: the plan that it tracks, as far as there is one yet."""
    return f"{plan.title} · {_NAME}" if plan else _NAME.capitalize()


def horizons_words(plan: Plan, last: Literal["and", "or"]) -> str:
    """The years by which progress is judged with what each is, as the end of a sentence; `last` joins the last one."""
    *others, end = [f"{one.year}, {one.meaning}" for one in plan.horizons]
    return f"{', '.join(others)}, {last} {end}" if others else end
