"""The outcome of a source as a reader sees it: a word, a shape and a colour, and a reason that can be read at once."""

import re

from dash import html

WORDS = {
    "fresh": "fresh",
    "unchanged": "unchanged",
    "cached": "downloaded copy",
    "embedded": "of the project",
    "failed": "failed",
}
MEANINGS = {
    "fresh": "the service was asked and sent something new",
    "unchanged": "it was asked and has what it had",
    "cached": "what was downloaded before speaks; the service was not asked, or did not answer",
    "embedded": "the figures that come with the project speak",
    "failed": "it was asked, did not answer as expected, and nothing of it is at hand",
}
_ADDRESS = re.compile(r"^(?:https?://\S+|[\w./ -]+\.\w+): ")
_SENTENCE, _CLAUSE = re.compile(r"\. (?=[A-Z])"), re.compile(r"; ")
_SHOWN = 110


def badge(outcome: str) -> html.Span:
    """Shape and word of an outcome in its colour."""
    mark = html.Span(className=f"mark mark-{outcome}", **{"aria-hidden": "true"})
    return html.Span([mark, html.Span(WORDS[outcome])], className=f"status outcome-{outcome}")


def reason(text: str) -> html.Details | str:
    """A reason in a line or two; a longer one opens, with the address that was asked and what can be done."""
    short = kernel(text)
    if short == text:
        return text
    return html.Details([html.Summary(short), html.P(text)], className="reason")


def kernel(text: str) -> str:
    """What a reason says before it goes into details: without the address or file, as many sentences as fit, or else as
    many clauses.
    """
    rest = _ADDRESS.sub("", text)
    if len(rest) <= _SHOWN:
        return rest
    for end in (_SENTENCE, _CLAUSE):
        if places := [found.start() for found in end.finditer(rest) if found.start() <= _SHOWN]:
            return rest[: places[-1]]
    return f"{rest[:_SHOWN].rsplit(' ', 1)[0].rstrip(',;:(')} …"
