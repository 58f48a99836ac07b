"""Puts the application together; nothing happens at import."""

from collections.abc import Callable
from functools import reduce
from html import escape
from urllib.parse import parse_qsl

import numpy as np  # noqa: F401 - plotly imports it lazily, which is not safe while serving in threads
from dash import Dash
from flask import Flask, Response, g, request

from dashboard import shell, theme
from dashboard.api import api
from dashboard.api.asked import BUILD
from dashboard.api.formats import FORMATS
from dashboard.pages.data.sections import SECTIONS
from dashboard.pages.explore.kinds import KINDS
from dashboard.parts.download import Offer
from dashboard.parts.search_index import as_file, entries
from dashboard.reading.warehouse import NoWarehouseError, Warehouse, served
from dashboard.report import files
from dashboard.serving import bundles, cards, crawlers, failures, feed, identity
from dashboard.serving.addresses import reached_at
from dashboard.serving.answered import ANEW, keep_answers
from dashboard.serving.dash_internals import (
    ASKED_FIRST,
    PLOTLY,
    SameForAll,
    address_of_page,
    page_at,
    set_up,
    without_core,
)
from dashboard.serving.delivery import deliver
from dashboard.serving.first_words import Line, first_words
from dashboard.serving.forged import refuse_forged
from dashboard.serving.head_tags import tags
from dashboard.serving.heads import hand_over, head_or_none
from dashboard.serving.lifetimes import FOR_EVER, UNTIL_CHANGED
from dashboard.serving.limits import limit
from dashboard.serving.metrics import measure
from dashboard.words.plan import name_of
from indicators.settings import Settings, from_environment

_NO_COMPONENTS = ' data-components=""'
_INDEX = """<!DOCTYPE html>
<html lang="en">
<head>
{%metas%}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{%title%}</title>
<script src="/assets/scheme.js"></script>
<link rel="stylesheet" href="/colours.css">
{%favicon%}
PRELOADS
{%css%}
<link rel="stylesheet" href="STYLE">
</head>
<body>
<div id="failure" role="alert"></div>
{%app_entry%}
<noscript><p class="notice">This tracker needs JavaScript for its pages. The figures are also at
 <a href="/api/v1/observations.csv?latest=true">/api/v1/observations.csv</a>, which
 <a href="/api/openapi.json">/api/openapi.json</a> describes.</p></noscript>
{%config%}
{%scripts%}
<script src="SCRIPT" data-components=""></script>
{%renderer%}
</body>
</html>"""


class Tracker(SameForAll):
    """A Dash application whose documents say in their head what their view finds; one of no page is a 404."""

    def interpolate_index(self, **parts: str) -> str:
        """The document of the request that is answered."""
        head, found = head_or_none(request.path, request.query_string.decode("utf-8", "replace"))
        try:
            with served().snapshot() as snapshot:
                build = snapshot.build
        except NoWarehouseError:
            build = None
        g.no_page = not found
        plan = build.catalogue.plan if build else None
        said, own = tags(head, build, name_of(plan), found=found)
        first = first_words(head, _lines(), plan.title if plan else name_of(plan), shell.PAGES) if head else ""
        page = address_of_page(request.path, request.query_string.decode("utf-8", "replace")) if head else ""
        own = f"{_ahead(page)}\n{own}" if page else own
        more = {"metas": f"{parts['metas']}\n{own}", "title": escape(said), "app_entry": first + parts["app_entry"]}
        core = ""
        if head and not head.lively:
            more["scripts"], core = without_core(parts["scripts"])
        if head and head.draws:  # else it would be asked for when all else is there
            more["scripts"] = f'{parts["scripts"]}\n<script async src="{PLOTLY}"></script>'
        whole: str = super().interpolate_index(**{**parts, **more})
        return whole.replace(_NO_COMPONENTS, f' data-components="{core}"' if core else "")


def _lines() -> tuple[Line, ...]:
    """The lines of the page that is asked for, where it is a list of them."""
    page, _ = page_at(request.path) or ({}, {})
    lines: Callable[..., tuple[Line, ...]] | None = page.get("lines")
    if lines is None:
        return ()
    with served().snapshot() as snapshot:
        return lines(snapshot, parse_qsl(request.query_string.decode("utf-8", "replace"), keep_blank_values=True))


def create_app(settings: Settings | None = None) -> Dash:
    """The Dash application over the warehouse that `settings` names (by default those of the environment)."""
    settings = settings or from_environment()
    identity.note(settings.log_level)
    app = Tracker(
        __package__,
        use_pages=True,
        title=name_of(None),
        update_title=None,
        assets_ignore=".",
        suppress_callback_exceptions=True,
        index_string=_index(),
        on_error=failures.answer,
        include_pages_meta=False,
    )
    server: Flask = app.server
    warehouse = server.extensions["warehouse"] = Warehouse(settings.current, settings.query_seconds)
    measure(server, warehouse)
    identity.tell(server)
    server.extensions["kinds"] = KINDS
    server.json.sort_keys = False  # type: ignore[attr-defined] # rows keep the order of the contract's columns
    limit(server)
    refuse_forged(server, app)
    failures.answer_failures(server)
    server.register_blueprint(api)
    server.extensions["offer"] = Offer(tuple(FORMATS.values()), BUILD, _page_of_the_api(server))
    shell.register_callbacks()
    with server.app_context():  # Dash calls layouts once while it sets itself up
        app.title = shell.titled()
        app.layout = shell.layout
        set_up(app)
    hand_over()
    server.config["FRAME_ANCESTORS"] = settings.frame_ancestors
    deliver(server, app.csp_hashes, settings.frame_ancestors)
    _add_routes(server)
    keep_answers(server, settings)
    reached_at(server, settings)
    server.test_client().get("/", environ_overrides=ANEW)  # the first parallel requests of a fresh worker would fail
    return app


def _ahead(address: str) -> str:
    """An element that has the browser ask for what it will be told to ask for when the scripts have come."""
    return f'<link rel="preload" as="fetch" crossorigin="anonymous" href="{escape(address)}">'


def _index() -> str:
    style, script = bundles.bundles()
    ahead = [_ahead(path) for path in ASKED_FIRST]
    parts = {"STYLE": style.address, "SCRIPT": script.address, "PRELOADS": "\n".join(ahead)}
    return reduce(lambda text, part: text.replace(*part), parts.items(), _INDEX)


def _page_of_the_api(server: Flask) -> str:
    """The page that explains the API, or where there is none the part of the page Data on it."""
    endpoint, _ = server.url_map.bind("").match("/api/")
    return "/data#section-programs" if endpoint == "api.unknown_route" else "/api/"


def _add_routes(server: Flask) -> None:
    bundles.add_routes(server)
    cards.add_routes(server)
    crawlers.add_routes(server)
    feed.add_routes(server)
    files.add_routes(server)

    @server.after_request
    def no_page(response: Response) -> Response:
        if g.get("no_page"):
            response.status_code = 404
        return response

    @server.get("/search.json")
    def search() -> Response:
        with served().snapshot() as snapshot:
            build = snapshot.build
        found = as_file(entries(build.catalogue, shell.FOUND, SECTIONS))
        lasts = FOR_EVER if request.args.get("v") == build.build_id else UNTIL_CHANGED
        return Response(found, mimetype="application/json", headers={"Cache-Control": lasts})

    @server.get("/colours.css")
    def colours() -> Response:
        return Response(theme.stylesheet(), mimetype="text/css", headers={"Cache-Control": "max-age=3600"})
