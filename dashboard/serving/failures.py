"""What a reader sees in place of a page that could not be made; what a request that failed is told by
assets/requests.js.
"""

import logging

from dash import dcc, get_app, html
from dash.development.base_component import Component
from flask import Flask, Response

from dashboard.reading.patience import NotAnsweredError
from dashboard.reading.warehouse import NoWarehouseError
from dashboard.serving.dash_internals import NO_SUCH_SCRIPT, asked_page, makes_a_page
from dashboard.serving.lifetimes import not_to_be_kept

_LOG = logging.getLogger(__name__)
SECONDS_UNTIL_AGAIN = "10"


def answer_failures(server: Flask) -> None:
    """Answer what could not be answered for a known reason in a sentence; the API does so in its own way."""

    @server.errorhandler(NoWarehouseError)
    @server.errorhandler(NotAnsweredError)
    def not_now(error: Exception) -> Response:
        _LOG.warning("Not answered: %s", error)
        return Response(str(error), 503, {"Retry-After": SECONDS_UNTIL_AGAIN}, mimetype="text/plain")

    def no_script(_error: Exception) -> Response:
        return Response("There is no such script.", 404, mimetype="text/plain")

    for kind in NO_SUCH_SCRIPT:
        server.register_error_handler(kind, no_script)


def answer(error: Exception) -> tuple[html.Div, dict[str, str]]:
    """What a callback that raised gives back: in place of a page, one that says so, its traceback being logged.

    Any other callback has no place of its own to say it: its error is raised again, and so becomes a response of
    status 500, or 503 without a warehouse, which the browser tells the reader in a banner.
    """
    if not makes_a_page():
        raise error
    not_to_be_kept()
    if isinstance(error, NoWarehouseError):
        return nothing_yet(error), {"title": f"No data yet · {get_app().title}"}
    path, search = asked_page()
    if isinstance(error, NotAnsweredError):
        _LOG.warning("The page at %s%s could not be made: %s", path, search, error)
        return _not_made(path, search), {"title": f"Not shown · {get_app().title}"}
    _LOG.error("The page at %s%s could not be made", path, search, exc_info=error)
    return _not_made(path, search), {"title": f"Not shown · {get_app().title}"}


def nothing_yet(reason: NoWarehouseError) -> html.Div:
    """What stands in place of every page while there is no warehouse."""
    return html.Div([html.H1("There is nothing to show yet", tabIndex="-1"), html.P(str(reason))], className="page")


def _not_made(path: str, search: str) -> html.Div:
    ways: list[Component] = [html.A("Try again", href=f"{path}{search}")]
    if search:
        ways.append(html.A("Open the page without its settings", href=path))
    ways += [dcc.Link("Go to the overview", href="/"), dcc.Link("Go to the sources and coverage", href="/data")]
    return html.Div(
        [
            html.H1("This page could not be made", tabIndex="-1"),
            html.P(
                "Something went wrong in the tracker while it put the page together. The figures are untouched, and "
                "the fault has been noted for those who run it. What you can do:"
            ),
            html.Ul([html.Li(way) for way in ways]),
        ],
        className="page",
    )
