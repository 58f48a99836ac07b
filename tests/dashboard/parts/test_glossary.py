"""The words that explain themselves: each is known, said in plain sentences, once a page, and true to the code."""

import ast
import re
from collections.abc import Iterator

import dash
import pytest
from dash import Dash, html

from dashboard import shell
from dashboard.numbers import percent
from dashboard.parts.glossary import explained, glossary, slug, term
from dashboard.words.glossary import WORDS, words_of_plan
from dashboard.words.status import WORDS as STATUS_WORDS
from indicators.aggregation import LEAST_COVERAGE
from indicators.assessment import MODERATE
from indicators.catalogue_files import load_catalogue
from indicators.series import WINDOW
from indicators.settings import PROJECT, Settings
from tests.dashboard.reader import components, kind, text

PAGES = {
    "overview": {},
    "targets": {"target_id": "1.7"},
    "gaps": {},
    "data": {},
    "explore": {},
    "areas": {"area_id": "WLD"},
}


@pytest.mark.parametrize("word", WORDS)
def test_meanings_are_sentences(word: str):
    """A meaning is one or two plain sentences, and no word is explained by nothing but itself."""
    meaning = WORDS[word]
    assert re.fullmatch(r"[A-Z].*\.", meaning)
    assert len(re.findall(r"[.?!](?=\s|$)", meaning)) <= 2
    assert 20 < len(meaning) < 280
    assert word[0].isupper()


def test_every_term_is_known():
    """Every word that the code marks as a term stands in the glossary."""
    marked = dict.fromkeys(_marked())
    assert {"Horizon", "Benchmark", "Edition", "Computed", "Projection", "Parity score"} <= set(marked)
    assert [word for word in marked if word not in WORDS] == []


def test_an_unknown_term_is_refused():
    """A term that is not in the glossary is refused with the place where it belongs."""
    with pytest.raises(KeyError, match=r"'Synergy' is not in the glossary, dashboard/words/glossary\.py"):
        term("Synergy")


@pytest.mark.parametrize("name", PAGES)
def test_once_a_page(app: Dash, name: str):
    """A page, its frame included, explains a word once, and carries the meaning that the word refers to."""
    with app.server.app_context():
        frame, page = shell.layout(), dash.page_registry[f"dashboard.pages.{name}.page"]["layout"](**PAGES[name])
    meant = [getattr(one, "aria-describedby") for one in kind([frame, page], "Button") if _is_term(one)]
    carried = {found for one in components(frame) for found in re.findall(r'id="(meaning-[^"]+)"', _island(one))}
    assert len(meant) == len(set(meant))
    assert set(meant) <= carried == {f"meaning-{slug(word)}" for word in WORDS}


def test_newcomers_words(app: Dash):
    """The words that a newcomer meets first are terms: the statuses, the horizon, editions, projections, parity."""
    with app.server.app_context():
        pages = {name: dash.page_registry[f"dashboard.pages.{name}.page"]["layout"](**PAGES[name]) for name in PAGES}
        pages["shell"] = shell.layout()
    shown = {name: [text(one) for one in kind(page, "Button") if _is_term(one)] for name, page in pages.items()}
    lens = ["By", "against"]
    assert shown["overview"] == [*lens, *STATUS_WORDS.values()]
    assert shown["shell"] == []
    assert shown["targets"] == [*lens, "edition", "computed", "projection", "path needed"]
    assert shown["gaps"] == ["Parity", *lens]


def test_explained():
    """A sentence keeps its text and its case; only the first mention of a word is a term."""
    parts = explained("Computed twice: computed, recomputed.", {"computed": "Computed", "edition": "Edition"})
    assert text(parts) == "Computed twice: computed, recomputed."
    assert [text(one) for one in parts if isinstance(one, html.Button)] == ["Computed"]


def test_glossary():
    """The glossary of the page Data has every word under an address of its own."""
    listed = kind(glossary(load_catalogue(Settings().catalogue).plan), "Dt")
    assert [one.id for one in listed] == [f"word-{slug(text(one))}" for one in listed]
    assert [text(one) for one in listed] == list(WORDS)


def test_meanings_agree_with_the_code():
    """Every number in a meaning is the one that the code judges by."""
    catalogue = load_catalogue(Settings().catalogue)
    assert words_of_plan(catalogue.plan)["Horizon"] == (
        "The year by which a benchmark is to be reached: 2027, the end of the plan, or 2030, the year of the "
        "connectivity benchmarks."
    )
    assert words_of_plan(None)["Horizon"] == "The year by which a benchmark is to be reached."
    assert percent(MODERATE) in WORDS["Too slow"]
    assert percent(MODERATE) in WORDS["Far too slow"]
    assert (WINDOW + 1, "six years" in WORDS["Pace"]) == (6, True)
    assert (LEAST_COVERAGE, "under half" in WORDS["Computed"]) == (0.5, True)
    (parity,) = catalogue.indicator_by_id["internet_gender_parity"].benchmarks
    assert parity.label.removeprefix("Parity, ") in WORDS["Parity score"]


def _marked() -> Iterator[str]:
    """The words given to term() and explained() as they stand in the code."""
    for path in (PROJECT / "dashboard").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        tables = {
            target.id: node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id in ("term", "_explained") and isinstance(node.args[0], ast.Constant):
                yield node.args[0].value
            if node.func.id == "explained":
                given = node.args[1]
                given = tables[given.id] if isinstance(given, ast.Name) else given
                yield from ast.literal_eval(given).values()


def _is_term(button: html.Button) -> bool:
    return getattr(button, "className", "") == "term"


def _island(component: object) -> str:
    return str(getattr(component, "data-html", ""))
