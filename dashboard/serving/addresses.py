"""Absolute addresses: where readers reach the pages, by the settings or by what the request says of itself."""

from flask import Flask, current_app, request
from werkzeug.middleware.proxy_fix import ProxyFix

from indicators.settings import Settings

_BASE = "BASE_URL"


def reached_at(server: Flask, settings: Settings) -> None:
    """Let a server know where it is reached; what proxies say of a request counts only as far as they are trusted."""
    server.config[_BASE] = settings.base_url
    if many := settings.trusted_proxies:
        server.wsgi_app = ProxyFix(server.wsgi_app, x_for=many, x_proto=many, x_host=many)  # type: ignore[method-assign]


def base() -> str:
    """The address of the root without its last slash: that of the settings, else the one that was asked."""
    return str(current_app.config[_BASE] or request.url_root).rstrip("/")


def absolute(path: str, query: str = "") -> str:
    """The whole address of a path."""
    return f"{base()}{path}?{query}" if query else f"{base()}{path}"
