"""The polyfill as it is sent: the runtime of generators and nothing else, as long as Dash's bundle has its form."""

import re

from flask.testing import FlaskClient

from dashboard.serving.dash_internals import COMPONENTS
from dashboard.serving.slim_polyfill import generators, slim


def test_what_is_sent(client: FlaskClient):
    """The document's polyfill is a small script that sets the runtime of generators; an upgrade of Dash fails here."""
    (address,) = re.findall(r'<script src="([^"]*polyfill[^"]*)"', client.get("/").text)
    script = client.get(address).text
    assert script == slim(address)
    assert "regeneratorRuntime=" in script
    assert script.startswith("(function(")
    assert len(script) < 10_000
    assert script.count("{") == script.count("}")


def test_only_the_polyfill():
    """No other script is taken for it, and one that Dash does not have is left to Dash."""
    assert slim(f"{COMPONENTS}dash/deps/react@18.3.1.min.js") is None
    assert slim(f"{COMPONENTS}dash/deps/polyfill@0.0.0.min.js") is None
    assert slim("/") is None


def test_another_form():
    """A bundle that does not set the runtime, or not in a part of its own, is sent whole."""
    assert generators("!function(){}") is None
    assert generators("regeneratorRuntime=e") is None
    assert generators("{1:[function(t,n,r){regeneratorRuntime=n},{}],2:[function(){},{}]}") == (
        "(function(t,n,r){regeneratorRuntime=n})(0,{exports:{}},{});"
    )
