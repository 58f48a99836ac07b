"""What Dash keeps private is named in one module, one script and one style sheet; an upgrade of Dash fails here."""

import re
from importlib.resources import files

import pytest
from dash import Dash, dcc, html
from flask.testing import FlaskClient

from dashboard.serving.dash_internals import COMPONENTS, CONTENT, LOCATION, attributes_of, file_of, set_up, tag_of
from indicators.settings import PROJECT

DASHBOARD = PROJECT / "dashboard"
PRIVATE = re.compile(
    r"_pages_location|_pages_content|_dashprivate|_dash-|_dash_config|_setup_server|\._type\b|\._namespace|_prop_names"
)
HOMES = {"serving/dash_internals.py", "assets/dash_internals.js", "assets/dash_internals.css"}


def test_private_parts_have_one_home():
    """No other file of the dashboard names what Dash keeps private."""
    files = [path for path in DASHBOARD.rglob("*") if path.suffix in (".py", ".js", ".css")]
    assert len(files) > 100
    naming = {str(path.relative_to(DASHBOARD)) for path in files if PRIVATE.search(path.read_text())}
    assert naming == HOMES


def test_the_layout_has_its_places(app: Dash, client: FlaskClient):
    """Dash still keeps the address and the page in components of these names, and puts pages there by a callback."""
    layout = client.get("/_dash-layout").text
    assert f'"id":"{LOCATION}"' in layout
    assert f'"id":"{CONTENT}"' in layout
    outputs = [one["output"] for one in client.get("/_dash-dependencies").json]
    assert any(f"{CONTENT}.children" in one for one in outputs)
    page = next(one for one in client.get("/_dash-dependencies").json if f"{CONTENT}.children" in one["output"])
    assert {f"{one['id']}.{one['property']}" for one in page["inputs"]} >= {
        f"{LOCATION}.pathname",
        f"{LOCATION}.search",
    }


def test_scripts_of_components_stand_where_they_stood(client: FlaskClient):
    """The scripts of components are served under the known path, with a fingerprint in it."""
    addresses = re.findall(r'<script src="([^"]+)"', client.get("/").text)
    assert sum(address.startswith(COMPONENTS) for address in addresses) > 5


def test_scripts_on_demand(client: FlaskClient):
    """What only charts share is not loaded with every page, but is there for them, and no page loads Dash's table."""
    page = client.get("/").text
    assert "dash_core_components" in page
    assert "dash_core_components-shared" not in page
    assert "dash_table/" not in page
    assert client.get(f"{COMPONENTS}dash/dcc/dash_core_components-shared.js").status_code == 200


def test_the_file_of_a_script(client: FlaskClient):
    """Whatever fingerprint an address has, it stands for one file, which Dash serves under its own name, too."""
    addresses = re.findall(r'<script src="([^"]+)"', client.get("/").text)
    for address in (one for one in addresses if one.startswith(COMPONENTS)):
        invented = re.sub(r"\.v\w+m\w+\.", ".v9m0.", address)
        file = file_of(address)
        assert file_of(invented) == file_of(file) == file
        assert len({client.get(one).data for one in (address, invented, file)}) == 1


def test_an_application_can_be_set_up(app: Dash):
    """Setting up once more changes nothing: the same callbacks, and pages are answered."""
    before = list(app.callback_map)
    set_up(app)
    assert list(app.callback_map) == before
    assert len(before) > 5
    assert app.server.test_client().get("/").status_code == 200


@pytest.mark.parametrize(
    ("component", "tag"),
    [(html.Div(), "div"), (html.H1("a"), "h1"), (dcc.Link("a", href="/"), "a"), (dcc.Graph(), None)],
)
def test_tags(component, tag: str | None):
    """A component of HTML is its tag, a link an anchor; what needs JavaScript of its own has none."""
    assert tag_of(component) == tag


def test_attributes():
    """Properties that are set are known by name, data and aria attributes among them, children not."""
    component = html.Div("text", id="a", className=None, **{"data-b": "c", "aria-label": "d"})
    assert attributes_of(component) == {"id": "a", "data-b": "c", "aria-label": "d"}


def test_the_renderer_hears_of_moves():
    """Dash's own scripts still listen to the event by which a link tells of a move, and name the same requests."""
    scripts = [path for path in files("dash").joinpath("dcc").iterdir() if path.name.endswith(".js")]
    assert any("_dashprivate_pushstate" in path.read_text() for path in scripts)
    own = (DASHBOARD / "assets" / "dash_internals.js").read_text()
    assert "_dashprivate_pushstate" in own
    assert '"popstate"' in own
