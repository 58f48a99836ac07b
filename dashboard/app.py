"""Puts the application together; nothing happens at import."""

import logging

import numpy as np  # noqa: F401 - plotly imports it lazily, which is not safe while serving in threads
from dash import Dash
from flask import Flask, Response

from dashboard import shell, theme
from dashboard.api import api
from dashboard.pages.explore.kinds import KINDS
from dashboard.reading.warehouse import NoWarehouseError, Warehouse
from dashboard.serving import failures
from dashboard.serving.dash_internals import set_up
from dashboard.serving.delivery import deliver
from dashboard.serving.unknown_addresses import tell_unknown
from indicators.settings import Settings, from_environment

_INDEX = """<!DOCTYPE html>
<html lang="en">
<head>
{%metas%}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="Where the world, regions and economies stand against the targets of ITU's strategic
 plan, with every figure traceable to its publication.">
<title>{%title%}</title>
<script src="/assets/scheme.js"></script>
<link rel="stylesheet" href="/colours.css">
{%favicon%}
{%css%}
</head>
<body>
<div id="failure" role="alert"></div>
{%app_entry%}
<noscript><p class="notice">This tracker needs JavaScript for its pages. The figures are also at
 <a href="/api/v1/observations.csv?latest=true">/api/v1/observations.csv</a>.</p></noscript>
{%config%}
{%scripts%}
{%renderer%}
</body>
</html>"""


def create_app(settings: Settings | None = None) -> Dash:
    """The Dash application over the warehouse that `settings` names (by default those of the environment)."""
    settings = settings or from_environment()
    logging.basicConfig(level=settings.log_level)
    app = Dash(
        __package__,
        use_pages=True,
        title=shell.name(None),
        update_title=None,
        assets_ignore=r"scheme\.js",
        suppress_callback_exceptions=True,
        index_string=_INDEX,
        on_error=failures.answer,
    )
    server: Flask = app.server
    server.extensions["warehouse"] = Warehouse(settings.current)
    server.extensions["kinds"] = KINDS
    server.json.sort_keys = False  # type: ignore[attr-defined] # rows keep the order of the contract's columns
    server.register_blueprint(api)
    shell.register_callbacks()
    with server.app_context():  # Dash calls layouts once while it sets itself up
        app.title = shell.titled()
        app.layout = shell.layout
        set_up(app)
    server.config["FRAME_ANCESTORS"] = settings.frame_ancestors
    deliver(server, app.csp_hashes, settings.frame_ancestors)
    tell_unknown(server)
    _add_routes(server)
    server.test_client().get("/")  # the first parallel requests of a fresh worker would fail otherwise
    return app


def _add_routes(server: Flask) -> None:
    @server.get("/colours.css")
    def colours() -> Response:
        return Response(theme.stylesheet(), mimetype="text/css", headers={"Cache-Control": "max-age=3600"})

    @server.errorhandler(NoWarehouseError)
    def no_warehouse(error: NoWarehouseError) -> tuple[Response, int]:
        return Response(str(error), mimetype="text/plain"), 503
