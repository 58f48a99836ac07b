"""Sharing a view: copying its address, citing it, embedding and printing it (assets/share.js does the work)."""

from dash import html
from flask import current_app

from dashboard.parts.markup import island
from dashboard.parts.menu import menu

_BUTTONS = (("link", "Copy link"), ("cite", "Cite"), ("embed", "Embed"), ("print", "Print"))


def share_bar(cite: str) -> html.Div:
    """The menu of what shares a view, and the window in which a citation or a frame can be copied.

    `cite` is the text of sources.citation. What may embed a page is told as the server's policy says it.
    """
    buttons = [html.Button(words, type="button", **{"data-share": what}) for what, words in _BUTTONS]
    return island(html.Div([menu("Share", buttons), _window()], className="share", **{"data-cite": cite}))


def citing_window() -> html.Div:
    """The window alone: of a page whose files are cited, and that is not shared as a view."""
    return island(html.Div(_window(), className="share"))


def _window() -> html.Dialog:
    frame_ancestors = current_app.config["FRAME_ANCESTORS"]
    closed = frame_ancestors in ("", "'none'")
    allowed = "lets no other site show its pages in a frame" if closed else f"may be framed by {frame_ancestors}"
    about = f"This server {allowed}; SPT_FRAME_ANCESTORS on the server changes that."
    return html.Dialog(
        [
            html.H2("Share", id="share-title"),
            html.Textarea(rows=5, readOnly=True, **{"aria-labelledby": "share-title"}),
            html.P(about, className="hint", hidden=True, **{"data-about": "embed"}),
            html.Div(
                [
                    html.Button("Copy", type="button", **{"data-share": "copy"}),
                    html.Button("Close", type="button", **{"data-share": "close"}),
                ],
                className="buttons",
            ),
        ],
        **{"aria-labelledby": "share-title"},
    )
