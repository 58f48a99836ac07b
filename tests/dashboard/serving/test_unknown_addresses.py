"""Addresses that name no page are answered with status 404, those of pages with 200."""

import pytest
from flask.testing import FlaskClient

KNOWN = (
    "/",
    "/targets",
    "/targets/1.7",
    "/explore",
    "/areas",
    "/areas/KEN",
    "/areas/ITU-AFR",
    "/gaps",
    "/data",
    "/data/",
)
UNKNOWN = ("/nowhere", "/targets/9.9", "/areas/XXX", "/areas/none", "/targets/1.7/more", "/not-found-404", "/index.php")


@pytest.mark.parametrize("path", KNOWN)
def test_known(client: FlaskClient, path: str):
    """The document of a page is found, whatever its address asks for."""
    assert client.get(path).status_code == 200
    assert client.get(f"{path}?horizon=1999").status_code == 200


@pytest.mark.parametrize("path", UNKNOWN)
def test_unknown(client: FlaskClient, path: str):
    """The document of any other address is not found, and holds the page that helps on."""
    answer = client.get(path)
    assert answer.status_code == 404
    assert "dash-renderer" in answer.text
