"""What Dash keeps private and these pages need, under names of their own: an upgrade of Dash is held to this module.

What the browser needs of it is in assets/dash_internals.js and assets/dash_internals.css.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote_to_bytes

import dash
from dash import Dash, _dash_renderer, _pages, ctx, dash_table, dcc, page_registry
from dash.development.base_component import Component
from dash.exceptions import DependencyException, InvalidResourceError
from dash.fingerprint import check_fingerprint

LOCATION = "_pages_location"
"""The component that holds the address of the page."""

CONTENT = "_pages_content"
"""The component into which a page is put."""

CALLBACKS = "/_dash-update-component"
"""Where the browser asks what callbacks give, a page among them."""

COMPONENTS = "/_dash-component-suites/"
"""Where the scripts of components are served, each with a fingerprint of its version in the path."""

ASKED_FIRST = ("/_dash-layout", "/_dash-dependencies")
"""What the browser asks for before it asks for a page."""

PLOTLY = f"{COMPONENTS}plotly/package_data/plotly.min.js"
"""What draws charts; the first of them asks for it where it is not there yet."""

_OF_PAGES = "_pages_store"
_PLAIN = re.compile(r"[A-Za-z0-9_./~=&,:-]*")
_UNCHANGED = "!~*'()"  # by encodeURIComponent, of what is not a letter or a digit
_CORE = re.compile(r'<script src="([^"]*/dash/dcc/dash_core_components\.[^"]*)"></script>\s*')

_ON_DEMAND = ("dcc/dash_core_components-shared.js", "dash_table/bundle.js")
"""Scripts that Dash loads with every page: what only charts and other large components share, which load it themselves
where it is not there yet, and a table that no page has.
"""


class SameForAll(Dash):
    """A Dash application whose documents are the same for every reader.

    Dash writes a token into each, by which it knows again who started a callback in the background. There are none.
    """

    def _config(self) -> dict[str, Any]:
        said: dict[str, Any] = super()._config()
        del said["end_id"]
        return said


def set_up(app: Dash) -> None:
    """Let an application do now what it would do with its first request: collect layouts, callbacks and scripts.

    Scripts that a page need not have are left for the components that ask for them.
    """
    for script in (*dcc._js_dist, *dash_table._js_dist):
        if script.get("relative_package_path") in _ON_DEMAND:
            script["async"] = True
    app._setup_server()


@dataclass(frozen=True)
class Callback:
    """A callback of the server as a page asks it: components and properties, in order; one output or `several`."""

    outputs: Sequence[tuple[str, str]]
    several: bool
    inputs: Sequence[tuple[str, str]]
    state: Sequence[tuple[str, str]]


_ON_SERVER = "callbacks_on_the_server"


def callbacks_of(app: Dash) -> Mapping[str, Callback]:
    """The callbacks of an application that run on the server, by what a page calls them; collected once."""
    known: dict[str, Callback] | None = app.server.extensions.get(_ON_SERVER)
    if known is None:
        known = {name: _callback(of) for name, of in app.callback_map.items() if "callback" in of}
        app.server.extensions[_ON_SERVER] = known
    return known


def _callback(of: Mapping[str, Any]) -> Callback:
    several = isinstance(of["output"], list)
    outputs = of["output"] if several else [of["output"]]
    places = [[(one["id"], one["property"]) for one in of[part]] for part in ("inputs", "state")]
    return Callback(
        [(one.component_id_str(), one.component_property) for one in outputs], several, places[0], places[1]
    )


NO_SUCH_SCRIPT = (DependencyException, InvalidResourceError)
"""What Dash raises where it is asked for a script that it does not have."""


_IN_ADDRESS = "asked="


def given_as_address(environ: Mapping[str, Any]) -> bytes:
    """The body of a callback that the browser asks by its address (assets/dash_internals.js); empty where it has none.

    Dash expects it to be posted. What is asked by its address can be kept by the browser and by what stands between.
    """
    query: str = environ.get("QUERY_STRING", "")
    return unquote_to_bytes(query.removeprefix(_IN_ADDRESS)) if query.startswith(_IN_ADDRESS) else b""


def script_files() -> list[Path]:
    """The files of Dash's scripts that these pages load: React in the version that Dash asks for, and components'."""
    folder = Path(dash.__file__).parent
    paths = [one["relative_package_path"]["prod"] for one in _dash_renderer._js_dist_dependencies]
    patterns = ("dcc/dash_core_components*.js", "dcc/async-graph.js", "html/*.min.js", "dash-renderer/build/*.min.js")
    components = [file for pattern in patterns for file in sorted(folder.glob(pattern))]
    return [*(folder / path for some in paths for path in some), *components]


def without_core(scripts: str) -> tuple[str, str]:
    """The script elements of a document without that of the core components, and the address of these; the document of
    a page without charts does with the few that are in assets/dash_components.js.
    """
    found = _CORE.search(scripts)
    return (_CORE.sub("", scripts), found[1]) if found else (scripts, "")


def file_of(path: str) -> str:
    """The path of a component's script without its fingerprint, which Dash serves the same, whatever it says."""
    file: str
    file, _has_one = check_fingerprint(path)
    return file


def makes_a_page() -> bool:
    """Whether the callback that runs puts a page into its place."""
    outputs = ctx.outputs_list
    return isinstance(outputs, list) and outputs[0]["id"] == CONTENT


def asked_page() -> tuple[str, str]:
    """Path and query of the page that is made by the callback that runs."""
    return ctx.inputs[f"{LOCATION}.pathname"], ctx.inputs[f"{LOCATION}.search"] or ""


def address_of_page(path: str, query: str) -> str:
    """The address by which the browser asks for the page at an address that it has just opened: the callback's body,
    as assets/dash_internals.js writes it; empty where the browser may spell the address in another way.
    """
    if not _PLAIN.fullmatch(path) or not _PLAIN.fullmatch(query):
        return ""
    changed = [f"{LOCATION}.{part}" for part in ("pathname", "search")]
    values = path, f"?{query}" if query else ""
    asked = {
        "changedPropIds": changed,
        "inputs": [
            {"id": LOCATION, "property": part, "value": value}
            for part, value in zip(("pathname", "search"), values, strict=True)
        ],
        "output": f"..{CONTENT}.children...{_OF_PAGES}.data..",
        "outputs": [{"id": CONTENT, "property": "children"}, {"id": _OF_PAGES, "property": "data"}],
        "parsedChangedPropsIds": changed,
    }
    return f"{CALLBACKS}?asked={quote(json.dumps(asked, separators=(',', ':')), safe=_UNCHANGED)}"


def page_at(path: str) -> tuple[Mapping[str, Any], dict[str, str]] | None:
    """The page at a path as it was registered, with the words of the path that its template names; None for none."""
    page, variables = _pages._path_to_page(path.strip("/"))
    if not page or page["module"].endswith("not_found_404"):
        return None
    return page, dict(variables or {})


def every_page() -> list[dict[str, Any]]:
    """The pages as they were registered, in the order of the navigation; what stands where no page is, is none."""
    return [page for page in page_registry.values() if not page["module"].endswith("not_found_404")]


def arguments_of(query: str) -> dict[str, Any]:
    """The arguments that a page gets for a query string, such as "area=KEN"."""
    found: dict[str, Any] = _pages._parse_query_string(f"?{query}")
    return found


def tag_of(component: Component) -> str | None:
    """The HTML tag that a component stands for, links being anchors; None of one that needs JavaScript of its own."""
    kind: str = component._type
    if kind == "Link":
        return "a"
    return kind.lower() if component._namespace == "dash_html_components" else None


def attributes_of(component: Component) -> dict[str, Any]:
    """The properties of a component that are set, by the names that Dash gives them, in order; without its children."""
    return {
        name: value
        for name, value in sorted(vars(component).items())
        if (name in component._prop_names or "-" in name) and name != "children" and value is not None
    }
