"""Horizon and benchmark as a sentence under the title of a page that judges, each of them a choice within it."""

from dash import html

from dashboard.address.lens import Lens
from dashboard.address.selection import DEFAULT_SET
from dashboard.parts.controls import Option
from dashboard.parts.glossary import term
from indicators.plan import Plan
from indicators.vocabulary import BENCHMARK_SETS

HORIZON_FIELD = "lens-horizon"
BENCHMARK_FIELD = "lens-benchmark"

_BENCHMARKS = {DEFAULT_SET: "the best published benchmark"} | {
    one: f"the {said}" for one, said in BENCHMARK_SETS.items()
}


def lens_sentence(plan: Plan, lens: Lens) -> html.P:
    """By which year and against which benchmarks the page judges; a choice changes the address (assets/shell.js)."""
    years = [(str(year), str(year)) for year in plan.years]
    label = f"{HORIZON_FIELD}-label"
    return html.P(
        [
            term("Horizon", "By", id=label),
            " ",
            _choice(HORIZON_FIELD, years, str(lens.horizon), str(plan.usual_horizon), {"aria-labelledby": label}),
            " ",
            term("Benchmark", "against"),
            " ",
            _choice(
                BENCHMARK_FIELD,
                list(_BENCHMARKS.items()),
                lens.benchmark,
                DEFAULT_SET,
                {"aria-label": "Benchmark"},
            ),
        ],
        className="lens",
    )


def _choice(field: str, options: list[Option], value: str, usual: str, name: dict[str, str]) -> html.Span:
    """A native select that reads as a part of the sentence; `usual` stays out of the address."""
    offered = [html.Option(words, value=key, selected=key == value) for key, words in options]
    return html.Span(
        html.Select(offered, id=field, **{"data-value": value, "data-usual": usual}, **name), className="inline-choice"
    )
