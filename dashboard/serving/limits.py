"""How much of a request is read: a longer address or body is refused before anything looks at it."""

from flask import Flask, request
from werkzeug.exceptions import RequestURITooLarge

MOST_BYTES = 64 * 1024
"""Of an address without its host, and of a body. All ids of all areas and indicators together are a tenth of it."""


def limit(server: Flask) -> None:
    """Refuse longer addresses with 414 and longer bodies with 413."""
    server.config["MAX_CONTENT_LENGTH"] = MOST_BYTES

    @server.before_request
    def refuse_long_addresses() -> None:
        length = len(request.environ.get("RAW_URI", "")) or len(request.path) + len(request.query_string)
        if length > MOST_BYTES:
            raise RequestURITooLarge(
                f"The address has {length:,} bytes; at most {MOST_BYTES:,} are read. Ask in parts, or ask for all and "
                "choose among the rows."
            )
