"""A text in Markdown as plain HTML of the pages: its sections with addresses of their own, and the rows of its tables.

HTML in the text is shown as text, and a link leads nowhere but to http, https or a place on the page.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

_READER = MarkdownIt("commonmark", {"html": False}).enable("table")
_ASIDE = re.compile(r"\s*\([^()]*`[^()]*\)")
_NUMBER = re.compile(r"^\d+\.\s*")
_NO_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Section:
    """A section of a text under a heading of the second level: the heading, its address on the page, what is in it."""

    heading: str
    anchor: str
    body: Markup


def anchor(heading: str) -> str:
    """The address of a heading: "1. The headline verdict (`pace.py`), ours" is headline-verdict.

    Number, article, names of modules and what stands behind a comma are left out, so that it lasts.
    """
    words = _NUMBER.sub("", _ASIDE.sub("", heading)).partition(",")[0].lower().strip("* .:`")
    return _NO_WORD.sub("-", words.removeprefix("the ")).strip("-")


def sections(text: str) -> list[Section]:
    """The sections of a text in their order.

    A paragraph or item that begins with bold words has an address of its own, too, by these words.
    """
    taken: set[str] = set()
    return [
        Section(_NUMBER.sub("", _ASIDE.sub("", heading)), anchor(heading), _rendered(tokens, anchor(heading), taken))
        for heading, tokens in _parts(text)
    ]


def opening(text: str) -> Markup:
    """What stands between the title of a text and its first section."""
    tokens = _READER.parse(text)
    first = next(
        (place for place, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h2"), None
    )
    begins = 3 if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1" else 0
    return _rendered(tokens[begins:first], "", set())


def table_rows(text: str, heading: str) -> Mapping[str, Sequence[Markup]]:
    """The rows of the first table under the heading with this address: the cells behind the first by its plain text."""
    (tokens,) = [found for words, found in _parts(text) if anchor(words) == heading]
    rows: list[list[Token]] = []
    for place, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "td_open":
            rows[-1].append(tokens[place + 1])
        elif token.type == "table_close":
            break
    return {row[0].content.strip("`"): [_inline(cell) for cell in row[1:]] for row in rows if row}


def _parts(text: str) -> Iterator[tuple[str, list[Token]]]:
    """Each heading of the second level as it is written, and the tokens of what stands under it."""
    tokens = _READER.parse(text)
    starts = [place for place, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h2"]
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        yield tokens[start + 1].content, tokens[start + 3 : end]


def _rendered(tokens: list[Token], section: str, taken: set[str]) -> Markup:
    whole: list[Token] = []
    for place, token in enumerate(tokens):
        if token.type in ("paragraph_open", "list_item_open"):
            _address(token, tokens[place + 1 :], taken)
        if token.type == "table_open":
            whole += _table(token, f"Table on {section.replace('-', ' ')}")
            continue
        if token.type == "th_open":
            token.attrSet("scope", "col")
        whole.append(token)
        if token.type == "table_close":
            whole.append(Token("html_block", "", 0, content="</div>"))
    return Markup(_READER.renderer.render(whole, _READER.options, {}))  # noqa: S704 - the reader escapes HTML


def _table(opens: Token, name: str) -> list[Token]:
    """How a table begins: in a frame that scrolls and can be reached by keyboard, with its name."""
    opens.attrSet("class", "figures")
    frame = f'<div class="scroll" tabindex="0" role="region" aria-label="{name}">'
    caption = f'<caption class="unseen">{name}</caption>'
    return [Token("html_block", "", 0, content=frame), opens, Token("html_block", "", 0, content=caption)]


def _address(block: Token, rest: list[Token], taken: set[str]) -> None:
    """Give a paragraph or item that begins with bold words an address, the first time that they come."""
    first = rest[1] if block.type == "list_item_open" and rest[0].type == "paragraph_open" else rest[0]
    parts = [one for one in first.children or [] if one.content or one.type == "strong_open"]
    if len(parts) > 1 and parts[0].type == "strong_open":
        words = anchor(parts[1].content)
        if words and words not in taken:
            taken.add(words)
            block.attrSet("id", words)
            block.attrSet("tabindex", "-1")


def _inline(cell: Token) -> Markup:
    return Markup(_READER.renderer.render([cell], _READER.options, {}))  # noqa: S704 - likewise
