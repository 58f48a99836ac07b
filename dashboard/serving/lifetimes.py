"""How long an answer may be used again: for ever where its address names what it is, else until that changes."""

from flask import has_request_context, request

FOR_EVER = "public, max-age=31536000, immutable"
"""Of an address that names a build or the content: what it leads to never changes."""

UNTIL_CHANGED = "public, max-age=0, s-maxage=1, must-revalidate"
"""Of any other: a browser asks whether it changed, and a cache that many share may answer for a second."""

NOT_KEPT = "tracker.not_kept"
"""What stands in the environment of a request whose answer is none of the build."""


def not_to_be_kept() -> None:
    """Say of the request that is answered, if there is one, that something went wrong: nobody else gets its answer."""
    if has_request_context():
        request.environ[NOT_KEPT] = True
