"""/changes.atom: what each refresh changed, for readers that are told by a feed (Atom 1.0, RFC 4287)."""

from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from flask import Flask, Response, request
from markupsafe import escape

from dashboard.numbers import counted
from dashboard.reading import revisions
from dashboard.reading.changes import ranked
from dashboard.reading.revisions import ComparedBuild, RevisedIndicator
from dashboard.reading.warehouse import Snapshot, served
from dashboard.rows import rows
from dashboard.serving.addresses import absolute
from dashboard.serving.heads import name_of
from dashboard.serving.lifetimes import UNTIL_CHANGED
from dashboard.words.changes import change_in_words, differences_in_words, leads_to
from indicators.plan import Plan

FEED = "/changes.atom"
_NAMESPACE = "http://www.w3.org/2005/Atom"
_SHOWN = 10


def add_routes(server: Flask) -> None:
    """The feed of the served build: an entry for each refresh that is kept, the newest first."""

    @server.get(FEED)
    def changes() -> Response:
        with served().snapshot() as snapshot:
            text = feed(snapshot)
        response = Response(text, mimetype="application/atom+xml", headers={"Cache-Control": UNTIL_CHANGED})
        response.add_etag()
        response.make_conditional(request)
        return response


def feed(snapshot: Snapshot) -> bytes:
    """The feed as XML. Ids are made of the plan and the build, so that they stay whatever address is asked."""
    plan = snapshot.catalogue.plan
    builds: list[ComparedBuild] = rows(revisions.builds(snapshot))
    whole = Element("feed", {"xmlns": _NAMESPACE, "xml:lang": "en"})
    _text(whole, "id", _id(plan, "changes"))
    _text(whole, "title", f"Changes · {name_of(plan)}")
    _text(whole, "updated", _moment(builds[0]))
    SubElement(_author(whole, plan), "uri").text = absolute("/")
    SubElement(whole, "link", {"rel": "self", "type": "application/atom+xml", "href": absolute(FEED)})
    SubElement(whole, "link", {"rel": "alternate", "type": "text/html", "href": absolute("/data")})
    whole.extend(_entries(snapshot, builds))
    return bytes(tostring(whole, encoding="utf-8", xml_declaration=True))


def _entries(snapshot: Snapshot, builds: list[ComparedBuild]) -> Iterator[Element]:
    plan = snapshot.catalogue.plan
    for place, build in enumerate(builds):
        before = builds[place + 1] if place + 1 < len(builds) else None
        entry = Element("entry")
        _text(entry, "id", _id(plan, build.build_id))
        _text(entry, "title", _title(snapshot, build, before))
        _text(entry, "updated", _moment(build))
        query = f"since={before.build_id}&until={build.build_id}" if before else ""
        SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": absolute("/data", query)})
        content = SubElement(entry, "content", {"type": "html"})
        content.text = _content(snapshot, build, before)
        yield entry


def _title(snapshot: Snapshot, build: ComparedBuild, before: ComparedBuild | None) -> str:
    if before is None:
        return f"{counted(build.observations, 'figure')}, {build.built_at:%-d %B %Y}"
    summary: list[RevisedIndicator] = rows(revisions.summary(snapshot, before.build_id, build.build_id))
    changed, added, gone, statuses = (
        sum(getattr(row, name) for row in summary) for name in ("changed", "added", "gone", "statuses")
    )
    said = differences_in_words(changed, added, gone, statuses) or "The same figures and verdicts"
    return f"{said}, {build.built_at:%-d %B %Y}"


def _content(snapshot: Snapshot, build: ComparedBuild, before: ComparedBuild | None) -> str:
    """The most important changes as HTML, each leading to where it can be seen."""
    if before is None:
        return f"<p>Newest year {build.newest_year}. Of the builds that are kept this is the oldest.</p>"
    by_id = snapshot.catalogue.indicator_by_id
    items = []
    for one in ranked(snapshot, before.build_id, build.build_id, _SHOWN):
        path, _, query = leads_to(one).partition("?")
        said = change_in_words(one, by_id[one.indicator_id])
        items.append(f'<li><a href="{escape(absolute(path, query))}">{escape(said)}</a></li>')
    return f"<ol>{''.join(items)}</ol>" if items else "<p>No figure and no verdict changed.</p>"


def _author(whole: Element, plan: Plan) -> Element:
    author = SubElement(whole, "author")
    _text(author, "name", name_of(plan))
    return author


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _id(plan: Plan, of: str) -> str:
    return uuid5(NAMESPACE_URL, f"{name_of(plan)}/{of}").urn


def _moment(build: ComparedBuild) -> str:
    return f"{build.built_at:%Y-%m-%dT%H:%M:%S}Z"
