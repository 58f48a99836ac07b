"""For programs that go through the pages: what they may read, and every page that there is."""

from xml.sax.saxutils import escape

from flask import Flask, Response

from dashboard.reading.warehouse import served
from dashboard.serving.addresses import absolute
from dashboard.serving.heads import addresses

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def add_routes(server: Flask) -> None:
    """/robots.txt and /sitemap.xml."""

    @server.get("/robots.txt")
    def robots() -> Response:
        text = f"User-agent: *\nAllow: /\n\nSitemap: {absolute('/sitemap.xml')}\n"
        return Response(text, mimetype="text/plain")

    @server.get("/sitemap.xml")
    def sitemap() -> Response:
        with served().snapshot() as snapshot:
            built, paths = snapshot.build.built_at, addresses(snapshot.catalogue)
        when = f"{built:%Y-%m-%dT%H:%M:%S}Z"
        lines = [f"<url><loc>{escape(absolute(path))}</loc><lastmod>{when}</lastmod></url>" for path in paths]
        text = "\n".join(
            ['<?xml version="1.0" encoding="UTF-8"?>', f'<urlset xmlns="{_NAMESPACE}">', *lines, "</urlset>", ""]
        )
        return Response(text, mimetype="application/xml")
