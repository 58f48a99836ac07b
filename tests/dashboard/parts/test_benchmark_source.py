"""Where a benchmark is to be read, as a page shows it."""

from dash import html

from dashboard.parts.benchmark_source import benchmark_source
from indicators.benchmark import Benchmark
from tests.dashboard.reader import kind, text

ADDRESS = "https://www.itu.int/a"


def shown(**parts: str) -> html.Span:
    return html.Span(benchmark_source(Benchmark(id="b", label="a level", at_least=95, **parts)))


def test_document_place_and_address():
    """The document is a link to its address, between who set the level and the place; the scope follows."""
    found = shown(
        source="A union", document="A report 2024", place="page 3", url=ADDRESS, scope="People of 15 and over"
    )
    assert text(found) == "A union, A report 2024, page 3. Scope: People of 15 and over."
    (link,) = kind(found, "A")
    assert (text(link), link.href) == ("A report 2024", ADDRESS)


def test_what_is_only_reported():
    """Without a document the words say who reports it; a link leads to the publication that is meant."""
    assert text(shown(source="As reported by a bank")) == "As reported by a bank."
    found = shown(source="As reported by a bank", url=ADDRESS)
    assert text(found) == "As reported by a bank (the publication)."
    assert [link.href for link in kind(found, "A")] == [ADDRESS]
