"""What a document says before its scripts have drawn the page, and to those who have no scripts: the finding of its
view, the judged figure with its verdict, and where a page is a list, each of its lines.

It stands in the place of the page until that is there (assets/first_words.js).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from dashboard.serving.heads import Head
from dashboard.words.status import WORDS
from indicators.vocabulary import Status


@dataclass(frozen=True)
class Line:
    """A line of a page that is a list: what it is about and where that is told in full, its status, and a sentence."""

    name: str
    path: str
    status: str
    words: str


def first_words(head: Head, lines: Iterable[Line], brand: str, pages: Mapping[str, str]) -> str:
    """The element that a document begins with: the name, the ways to the `pages`, and what the view finds."""
    links = "".join(f"<li>{_link(path, name)}</li>" for name, path in pages.items())
    return (
        '<div id="first-words" class="shell"><header><div class="bar">'
        f'<a class="brand" href="/">{escape(brand)}</a><nav aria-label="Pages" data-main><ul>{links}</ul></nav>'
        f'</div></header><main><div class="page">{_found(head)}{_listed(lines)}</div></main></div>'
    )


def _found(head: Head) -> str:
    card = head.card
    told = [f"<h1>{escape(head.title)}</h1>"]
    if not card.status:
        return "".join([*told, f'<p class="lead">{escape(head.description)}</p>'])
    value = f"<b>{escape(card.number)}</b> {escape(card.about)}"
    told.append(f'<p class="lead">{value} {_status(card.status)}</p>')
    told.append(f"<p>{escape(' '.join(f'{line}.' for line in card.lines))}</p>" if card.lines else "")
    told.append(f'<p class="soft">{escape(card.source)}</p>' if card.source else "")
    return "".join(told)


def _listed(lines: Iterable[Line]) -> str:
    items = "".join(
        f"<li>{_link(one.path, one.name)} {_status(one.status)} <span>{escape(one.words)}</span></li>" for one in lines
    )
    return f"<ul>{items}</ul>" if items else ""


def _link(path: str, words: str) -> str:
    return f'<a href="{escape(path)}">{escape(words)}</a>'


def _status(status: str) -> str:
    sign = f'<span class="mark mark-{status}" aria-hidden="true"></span>'
    return f'<span class="status status-{status}">{sign}<span>{escape(WORDS[Status(status)])}</span></span>'
