"""The words that explain themselves (words/glossary.py), and the button that does so where a reader meets one.

A page carries all meanings once, unseen (shell.py); a button refers to one of them, and assets/glossary.js shows it.
"""

import re
from collections.abc import Mapping

from dash import dcc, html

from dashboard.parts.markup import island
from dashboard.words.glossary import WORDS, words_of_plan
from dashboard.words.status import WORDS as STATUS_WORDS
from indicators.plan import Plan
from indicators.vocabulary import Status

METHODS: Mapping[str, str] = {
    "Status": "headline-verdict",
    STATUS_WORDS[Status.MET]: "met",
    STATUS_WORDS[Status.ON_TRACK]: "on-track",
    STATUS_WORDS[Status.MODERATE]: "on-track",
    STATUS_WORDS[Status.SLOW]: "on-track",
    STATUS_WORDS[Status.STALLED]: "stalled",
    STATUS_WORDS[Status.REVERSING]: "stalled",
    STATUS_WORDS[Status.MISSED]: "missed",
    STATUS_WORDS[Status.SHORT]: "short",
    STATUS_WORDS[Status.NOT_ASSESSABLE]: "not-assessable",
    "Pace": "headline-verdict",
    "Required pace": "closes",
    "Expected": "headline-verdict",
    "Closes": "closes",
    "Baseline": "published-methods",
    "Headline line": "what-is-judged",
    "Break": "suspected-breaks",
    "Coverage": "coverage",
    "Computed": "groups-computed-from-economies",
    "Projection": "projections",
    "Parity score": "parity",
}
"""Of words that a rule stands behind, the place of the page Methods that says it."""


def slug(word: str) -> str:
    """The word as part of an id."""
    return word.lower().replace(" ", "-")


def term(word: str, text: str | None = None, **more: str) -> html.Button:
    """A word, or `text` in its place, that shows its meaning on hover, on focus and on a press, until Escape.

    Raises KeyError for a word that is not in the glossary. What it says is in the page already (`meanings`).
    """
    if word not in WORDS:
        raise KeyError(f"{word!r} is not in the glossary, dashboard/words/glossary.py")
    return html.Button(
        text or word, type="button", className="term", **{"aria-describedby": f"meaning-{slug(word)}"}, **more
    )


def explained(sentence: str, words: Mapping[str, str]) -> list[html.Button | str]:
    """A sentence as children; the first mention of each key of `words` in it is the term of that glossary word."""
    parts: list[html.Button | str] = [sentence]
    for text, word in words.items():
        for place, part in enumerate(parts):
            found = re.search(rf"\b{re.escape(text)}\b", part, re.IGNORECASE) if isinstance(part, str) else None
            if found:
                parts[place : place + 1] = [part[: found.start()], term(word, found[0]), part[found.end() :]]
                break
    return [part for part in parts if part != ""]


def meanings(plan: Plan | None) -> html.Div:
    """All meanings, unseen, for the terms of a page to refer to."""
    told = [html.P(meaning, id=f"meaning-{slug(word)}") for word, meaning in words_of_plan(plan).items()]
    return island(told, hidden=True)


def glossary(plan: Plan) -> html.Dl:
    """The whole glossary; each word has an address of its own, such as /data#word-benchmark, and leads to its rule."""
    return html.Dl(
        [
            part
            for word, meaning in words_of_plan(plan).items()
            for part in (html.Dt(word, id=f"word-{slug(word)}", tabIndex="-1"), html.Dd([meaning, *_rule(word)]))
        ]
    )


def _rule(word: str) -> list[str | dcc.Link]:
    if word not in METHODS:
        return []
    return [" ", dcc.Link("How it is made", href=f"/methods#{METHODS[word]}", title=f"{word}: how it is made")]
