"""The draft as one file of HTML, with its colours and styles in it: to be read and printed without the tracker."""

from html import escape
from pathlib import Path

from dashboard import theme
from dashboard.parts.markup import as_html
from dashboard.report.web import At, contents, sections, views
from dashboard.words.report.drafted import Draft

_STYLES = ("style.css", "tables.css", "methods.css", "report.css")
_ASSETS = Path(__file__).parents[1] / "assets"


def page(draft: Draft, at: At) -> str:
    """The whole document; `at` says where a path of the tracker is reached."""
    styles = "\n".join((_ASSETS / name).read_text(encoding="utf-8") for name in _STYLES)
    named = ["<h2>The report's figures</h2>", str(as_html(views(draft.views, at)))] if draft.views else []
    body = "".join([str(as_html(contents(draft))), *named, str(as_html(sections(draft, at)))])
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(draft.title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{theme.stylesheet()}{styles}</style></head>"
        f'<body><main><div class="page"><h1>{escape(draft.title)}</h1><p class="lead">{escape(draft.lead)}</p>'
        f'<div class="report">{body}</div><p class="soft">Version {escape(draft.build_id)}. Not a publication of ITU.'
        "</p></div></main></body></html>\n"
    )
