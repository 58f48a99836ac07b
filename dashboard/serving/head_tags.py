"""The head of a document as HTML: title, description, canonical address, picture, and the figures as a data set."""

import json
from html import escape
from urllib.parse import quote, urlencode

from flask import request

from dashboard.reading.warehouse import Build
from dashboard.serving.addresses import absolute
from dashboard.serving.cards import HEIGHT, WIDTH
from dashboard.serving.dash_internals import page_at
from dashboard.serving.feed import FEED
from dashboard.serving.heads import ABOUT, Dataset, Head


def tags(head: Head | None, build: Build | None, name: str, *, found: bool) -> tuple[str, str]:
    """The title of a document, and the tags of its head; `found` is whether there is a page at its address."""
    feed = _tag("link", rel="alternate", type="application/atom+xml", title=f"Changes · {name}", href=FEED)
    called = _tag("meta", name="application-name", content=name)
    if head is None or build is None:
        described = _tag("meta", name="description", content=ABOUT)
        robots = "" if found else _tag("meta", name="robots", content="noindex")
        return name if found else f"Not here · {name}", "\n".join(filter(None, (called, described, robots, feed)))
    path = quote(request.path.rstrip("/"), safe="/:@+,") or "/"
    address = absolute(f"{path}/" if _ends_with_a_slash(path) else path, head.query)
    image = absolute(f"/cards{'/index' if path == '/' else path}.png", _with(head.query, build=build.build_id))
    said = {
        "og:type": "website",
        "og:site_name": name,
        "og:title": head.title,
        "og:description": head.description,
        "og:url": address,
        "og:image": image,
        "og:image:type": "image/png",
        "og:image:width": str(WIDTH),
        "og:image:height": str(HEIGHT),
        "og:image:alt": head.title,
    }
    cards = {
        "twitter:card": "summary_large_image",
        "twitter:title": head.title,
        "twitter:description": head.description,
        "twitter:image": image,
    }
    parts = [
        called,
        _tag("meta", name="description", content=head.description),
        _tag("link", rel="canonical", href=address),
        *(_tag("meta", property=key, content=value) for key, value in said.items()),
        *(_tag("meta", name=key, content=value) for key, value in cards.items()),
        feed,
        *([_data(head.dataset, build, address)] if head.dataset else []),
    ]
    return f"{head.title} · {name}", "\n".join(parts)


def _ends_with_a_slash(path: str) -> bool:
    """Whether the page at a path is registered as one with others below it: /api/."""
    found = page_at(path)
    return found is not None and found[0]["path"] == f"{path}/"


def _with(query: str, **more: str) -> str:
    return "&".join(filter(None, (query, urlencode(more))))


def _tag(kind: str, /, **attributes: str) -> str:
    said = " ".join(f'{key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{kind} {said}>"


def _data(dataset: Dataset, build: Build, address: str) -> str:
    """A data block of schema.org; it is read and never run, and nothing in it can end the element."""
    licences = list(dataset.licences)
    said: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": dataset.name,
        "description": dataset.description,
        "url": address,
        "creator": [{"@type": "Organization", "name": one} for one in dataset.publishers],
        "license": licences[0] if len(licences) == 1 else licences,
        "isAccessibleForFree": True,
        "dateModified": f"{build.built_at:%Y-%m-%d}",
        "version": build.build_id,
        "spatialCoverage": {"@type": "Place", "name": dataset.places},
        "variableMeasured": list(dataset.measured),
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": "text/csv",
                "contentUrl": absolute(dataset.file),
            }
        ],
    }
    if dataset.years:
        first, last = dataset.years
        said["temporalCoverage"] = f"{first}/{last}"
    text = json.dumps(said, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return f'<script type="application/ld+json">{text}</script>'
