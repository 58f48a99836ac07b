"""How bytes reach the browser: compressed, cached, the slim plotly.js, and headers that keep the page to itself."""

from collections.abc import Callable

from flask import Flask, Request, Response, request, send_file
from flask_compress import Compress

from dashboard.serving.dash_internals import COMPONENTS, file_of
from dashboard.serving.prepared import prepared
from dashboard.serving.slim_plotly import SLIM
from dashboard.serving.slim_polyfill import slim

_A_YEAR, _A_DAY = 31_536_000, 86_400
_TEXT = [
    "text/html",
    "text/css",
    "text/csv",
    "text/javascript",
    "application/javascript",
    "application/json",
    "application/vnd.sdmx.data+csv",
    "application/vnd.sdmx.structure+json",
    "application/vnd.sdmx.structure+xml",
]


_NOT_USED = (
    "accelerometer camera display-capture geolocation gyroscope hid magnetometer microphone midi payment serial usb"
)
_PERMISSIONS = ", ".join(f"{one}=()" for one in _NOT_USED.split())
_NOT_KEPT = ""


class _CompressedFiles(dict[str, bytes]):
    """The compressed scripts of components, which stay what they are while the server runs; nothing else is kept.

    There are as many as Dash has files and the server has ways to compress: a request can name no other.
    """

    def set(self, key: str, value: bytes) -> None:
        if not key.endswith(f";{_NOT_KEPT}"):
            self[key] = value


def _key(incoming: Request) -> str:
    """The file of a script: neither a query nor a fingerprint that is made up must multiply what is kept."""
    return file_of(incoming.path) if incoming.path.startswith(COMPONENTS) else _NOT_KEPT


def deliver(server: Flask, script_hashes: Callable[[], list[str]], frame_ancestors: str) -> None:
    """Install compression, the slim plotly.js and the security headers on a server.

    `script_hashes` is asked with each document: Dash adds its own inline scripts with the first request.
    """
    kept = server.extensions["compressed_files"] = _CompressedFiles()
    server.config["COMPRESS_CACHE_BACKEND"] = lambda: kept
    server.config["COMPRESS_CACHE_KEY"] = _key
    server.config["COMPRESS_ALGORITHM"] = ["br", "zstd", "gzip"]
    server.config["COMPRESS_BR_LEVEL"] = 5
    server.config["COMPRESS_MIMETYPES"] = _TEXT
    server.config["COMPRESS_ALGORITHM_STREAMING"] = ["zstd", "br", "gzip"]
    Compress(server)

    @server.after_request
    def send_prepared(response: Response) -> Response:
        """Answers are changed from the last of these functions to the first: what is packed here stays as it is."""
        if (
            not request.path.startswith(COMPONENTS)
            or response.status_code != 200
            or "br" not in request.accept_encodings
        ):
            return response
        response.direct_passthrough = False
        packed = prepared(response.get_data())
        if packed is not None:
            response.set_data(packed)
            response.headers["Content-Encoding"] = "br"
            response.vary.add("Accept-Encoding")
        return response

    @server.before_request
    def slim_plotly() -> Response | None:
        if request.path.startswith(f"{COMPONENTS}plotly/") and SLIM.exists():
            return send_file(SLIM, mimetype="application/javascript", max_age=_A_DAY)  # its address names no version
        return None

    @server.before_request
    def slim_polyfill() -> Response | None:
        script = slim(request.path)
        if script is None:
            return None
        kept_long = {"Cache-Control": f"max-age={_A_YEAR}"}
        return Response(script, mimetype="application/javascript", headers=kept_long)

    @server.after_request
    def headers(response: Response) -> Response:
        if response.mimetype == "text/html":
            policy = _content_security_policy(script_hashes(), frame_ancestors)
            response.headers.setdefault("Content-Security-Policy", policy)
        if request.path.startswith("/assets/") and "m" in request.args and response.status_code in (200, 304):
            response.headers["Cache-Control"] = f"max-age={_A_YEAR}"  # the address changes with the file
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        if request.is_secure:  # as a proxy that is trusted says (addresses.py)
            response.headers.setdefault("Strict-Transport-Security", f"max-age={_A_YEAR}")
        return response


def _content_security_policy(script_hashes: list[str], frame_ancestors: str) -> str:
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {' '.join(script_hashes)}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            f"frame-ancestors {frame_ancestors}",
        )
    )
