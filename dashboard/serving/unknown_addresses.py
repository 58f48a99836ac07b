"""Addresses that name no page: their document has status 404, as Dash serves the same one for every address."""

from collections.abc import Container

from dash import page_registry
from flask import Flask, Response, request

from dashboard.reading.warehouse import NoWarehouseError, served
from dashboard.serving.dash_internals import ANY_PATH
from indicators.catalogue import Catalogue


def tell_unknown(server: Flask) -> None:
    """Give the document of an unknown address the status 404; what it shows is the page that helps on."""

    @server.after_request
    def status(response: Response) -> Response:
        if request.endpoint == ANY_PATH and response.status_code == 200:
            try:
                with served().snapshot() as snapshot:
                    known = is_page(request.path, snapshot.catalogue)
            except NoWarehouseError:  # nobody knows, and every page says that there is no data
                known = True
            response.status_code = 200 if known else 404
        return response


def is_page(path: str, catalogue: Catalogue) -> bool:
    """Whether there is a page at a path: one of its own, or that of a target or an area of the catalogue."""
    asked = path.strip("/").split("/")
    named: dict[str, Container[str]] = {"<target_id>": catalogue.target_by_id, "<area_id>": catalogue.area_by_id}
    pages = [one for one in page_registry.values() if "not_found" not in one["module"]]
    return any(_fits(asked, (one["path_template"] or one["path"]).strip("/").split("/"), named) for one in pages)


def _fits(asked: list[str], template: list[str], named: dict[str, Container[str]]) -> bool:
    if len(asked) != len(template):
        return False
    return all(part in named.get(place, (place,)) for part, place in zip(asked, template, strict=True))
