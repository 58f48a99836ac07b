"""A text in Markdown becomes sections with lasting addresses, and nothing in it runs or leads astray."""

import pytest

from dashboard.parts.glossary import METHODS as RULES
from dashboard.parts.prose import anchor, opening, sections, table_rows
from dashboard.words.glossary import WORDS
from indicators.settings import METHODS

TEXT = """# Title

Before.

## 1. The first part (`a.py`), ours

**Staleness.** Old figures.

- **met**: reached
- **met**: named again

| name | rule |
|---|---|
| `one` | a < b |

## Second

A [link](https://example.org/x) and <b>no element</b>.
"""


@pytest.mark.parametrize(
    ("heading", "address"),
    [
        ("1. The headline verdict (`assessment.py`, `pace.py`), ours", "headline-verdict"),
        ("Parity (`parity.py`)", "parity"),
        ("6. To recompute a badge", "to-recompute-a-badge"),
        ("not assessable", "not-assessable"),
    ],
)
def test_anchor(heading: str, address: str):
    """The address of a heading names its subject, without number, article, module and afterthought."""
    assert anchor(heading) == address


def test_sections():
    """A text falls into its sections; bold beginnings have addresses, each the first time; tables can be reached."""
    first, second = sections(TEXT)
    assert (first.heading, first.anchor) == ("The first part, ours", "first-part")
    assert first.body.count('id="staleness"') == first.body.count('id="met"') == 1
    assert 'class="scroll" tabindex="0" role="region" aria-label="Table on first part"' in first.body
    assert '<th scope="col">name</th>' in first.body
    assert second.anchor == "second"
    assert opening(TEXT) == "<p>Before.</p>\n"


def test_nothing_in_a_text_is_html():
    """Elements in a text are shown as text, and a link that would run a script is none."""
    (_, second) = sections(TEXT)
    assert "&lt;b&gt;no element&lt;/b&gt;" in second.body
    assert '<a href="https://example.org/x">link</a>' in second.body
    (only,) = sections("## A\n\n[x](javascript:alert(1)) <script>alert(1)</script>\n")
    assert "<a" not in only.body
    assert "<script" not in only.body


def test_table_rows():
    """The rows of a section's table are found by their first cell."""
    assert table_rows(TEXT, "first-part") == {"one": ["a &lt; b"]}


def test_every_rule_of_the_glossary_is_in_the_text():
    """A word leads to a place that the text on the methods has."""
    found = sections(METHODS.read_text(encoding="utf-8"))
    whole = "".join(one.body for one in found)
    missing = [
        name for name in RULES.values() if name not in {one.anchor for one in found} and f'id="{name}"' not in whole
    ]
    assert missing == []
    assert set(RULES) <= set(WORDS)
