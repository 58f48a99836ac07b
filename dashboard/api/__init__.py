"""The HTTP API: the same selections and queries as the pages, in the formats of dashboard/api/formats."""

from flask import Blueprint

api = Blueprint("api", __name__)

from dashboard.api import builds, document, explore, fallback, legible, lists, observations, progress, structure  # noqa: E402,F401 - the modules add their routes to the blueprint
