"""Where a benchmark is to be read: document, place and address, or by whom it is reported."""

from dash import html

from dashboard.parts.markup import Content
from indicators.benchmark import Benchmark


def benchmark_source(benchmark: Benchmark) -> list[Content]:
    """The citation of a benchmark with its document as a link, then of whom and what it asks.

    Of one whose document could not be read, the words say who reports it; the link is to the publication meant.
    """
    if benchmark.document:
        cited: list[Content] = [
            f"{benchmark.source}, ",
            html.A(benchmark.document, href=benchmark.url),
            f", {benchmark.place}",
        ]
    else:
        link: list[Content] = [" (", html.A("the publication", href=benchmark.url), ")"] if benchmark.url else []
        cited = [benchmark.source, *link]
    return [*cited, f". Scope: {benchmark.scope}" if benchmark.scope else "", "."]
