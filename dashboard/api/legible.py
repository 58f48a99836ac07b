"""An address that is no text is refused before anything reads it."""

from urllib.parse import unquote_to_bytes

from flask import Response, request

from dashboard.address.selection import Problem, told
from dashboard.api import api
from dashboard.api.errors import refuse


@api.before_request
def refuse_what_is_no_text() -> tuple[Response, int] | None:
    """400 for an address with null bytes or bytes that are no UTF-8; None for others.

    The words that Flask makes of it would have such bytes as per cent signs and digits, like words that are meant.
    """
    for pair in request.query_string.split(b"&"):
        key, _, value = (unquote_to_bytes(part.replace(b"+", b" ")) for part in pair.partition(b"="))
        if not (_is_text(key) and _is_text(value)):
            name, said = (part.decode("utf-8", "replace").replace("\0", "\ufffd") for part in (key, value))
            message = f"{told(name)}={told(said)} is no text; expected UTF-8 without null bytes"
            return refuse(Problem("not_text", told(name), told(said), message))
    return None


def _is_text(raw: bytes) -> bool:
    try:
        return "\0" not in raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
