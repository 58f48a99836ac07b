"""Benchmarks of the catalogue: each with document, place and address, and all of them in the documentation."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from indicators.benchmark import Benchmark
from indicators.catalogue import Catalogue
from indicators.model import Indicator
from indicators.vocabulary import BENCHMARK_SETS

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "benchmarks.md"
PUBLISHERS = ("itu.int", "broadbandcommission.org", "un.org")
SIGNS = {"at_least": "≥", "more_than": ">", "at_most": "≤", "less_than": "<"}


def cited(**parts: str) -> Benchmark:
    told = {"source": "A union", "document": "A report 2024", "place": "page 3", "url": "https://itu.int/a"} | parts
    return Benchmark(id="b", label="a level", at_least=95, **told)


def test_every_benchmark_is_cited(catalogue: Catalogue):
    """Each benchmark names document, place and a publisher's address, or begins with "As reported by"."""
    found = [(one.id, each) for one in catalogue.indicators for each in one.benchmarks]
    assert len(found) > 30
    for name, each in found:
        assert each.uncited == "", (name, each.id)
        assert bool(each.document) is bool(each.place), (name, each.id)
        assert bool(each.document) is not each.source.startswith("As reported by "), (name, each.id)
        if each.url:
            host = urlsplit(each.url).hostname or ""
            assert any(host == one or host.endswith(f".{one}") for one in PUBLISHERS), (name, each.url)


@pytest.mark.parametrize(
    ("parts", "lacks"),
    [
        ({}, ""),
        ({"source": "As reported by a newspaper", "document": "", "place": "", "url": ""}, ""),
        ({"source": "As reported by a newspaper", "document": "", "place": ""}, ""),
        ({"document": "", "place": "", "url": ""}, "As reported by "),
        ({"source": "As reported by a newspaper", "document": "", "url": ""}, "As reported by "),
        ({"source": "As reported by a newspaper"}, "who set the level"),
        ({"place": ""}, "the place in its document"),
        ({"url": ""}, "the address of it"),
        ({"url": "itu.int/a"}, "begins with https://"),
        ({"document": "A report"}, "its title with its year"),
    ],
)
def test_what_a_citation_lacks(parts: dict[str, str], lacks: str):
    """A citation has all of document with year, place and address, or none and says who reports the level."""
    found = cited(**parts).uncited
    assert lacks in found
    assert bool(found) is bool(lacks)


def test_a_citation_in_words():
    """Who set the level, the document and the place in it, in one line; of what is only reported the reporter."""
    assert cited().citation == "A union, A report 2024, page 3"
    assert cited(source="As reported by B", document="", place="").citation == "As reported by B"


@pytest.mark.parametrize(
    ("indicator", "benchmark", "operator", "value", "year"),
    [
        ("coverage_3g", "universal_95", "at_least", 95, None),
        ("mobile_basket_5gb", "affordable_2", "less_than", 2, 2025),
        ("mobile_basket_2gb", "affordable_2", "less_than", 2, 2025),
        ("fixed_basket_5gb", "affordable_2", "less_than", 2, 2025),
        ("countries_with_broadband_plan", "all_194", "at_least", 194, 2025),
        ("internet_users", "commission_75", "at_least", 75, 2025),
        ("internet_users", "commission_65", "at_least", 65, 2025),
        ("internet_users", "commission_35", "at_least", 35, 2025),
        ("ict_skills_basic", "majority", "more_than", 50, None),
        ("ewaste_recycled_share", "recycled_30", "at_least", 30, 2023),
        ("countries_with_ewaste_policy", "half_of_countries", "at_least", 97, 2023),
    ],
)
def test_as_published(
    catalogue: Catalogue, indicator: str, benchmark: str, operator: str, value: float, year: int | None
):
    """What the publications ask, word by word: less than 2 %, more than half, and by their own years."""
    (found,) = [one for one in catalogue.indicator_by_id[indicator].benchmarks if one.id == benchmark]
    assert (found.operator, found.value, found.year) == (operator, value, year)


def test_the_documentation_lists_them_all(catalogue: Catalogue):
    """The table of docs/benchmarks.md is that of the catalogue, row by row and in its order."""
    rows = [line for line in DOCUMENTATION.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][1:]
    expected = [row(one, each) for one in catalogue.indicators for each in one.benchmarks]
    assert rows == expected, "\n".join(["write these rows into docs/benchmarks.md:", *expected])


def row(indicator: Indicator, benchmark: Benchmark) -> str:
    """A benchmark as a row of the documentation."""
    low, high = benchmark.between or (benchmark.value, benchmark.value)
    level = f"{low:g} to {high:g}" if benchmark.between else f"{SIGNS[benchmark.operator]} {low:g}"
    source = f"{benchmark.source}, [{benchmark.document}]({benchmark.url}), {benchmark.place}"
    reported = f"{benchmark.source} ([the publication]({benchmark.url}))" if benchmark.url else benchmark.source
    cells = [
        str(indicator.target),
        f"`{indicator.id}`",
        f"{level}: {benchmark.label}",
        str(benchmark.year or "no year"),
        ", ".join(benchmark.areas) or ("economies" if benchmark.without else "all"),
        BENCHMARK_SETS.get(benchmark.belongs_to, "first" if benchmark is indicator.benchmarks[0] else "beside it"),
        source if benchmark.document else reported,
        benchmark.scope,
    ]
    return f"| {' | '.join(cells)} |"
