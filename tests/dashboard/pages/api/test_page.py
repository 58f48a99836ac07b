"""The page /api/: its form asks what the API answers, its lines ask the same, and its links lead somewhere."""

import re
import sys
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.api.formats import FORMATS
from dashboard.api.resources import RESOURCES
from dashboard.pages.api.snippets import snippets
from dashboard.pages.api.view import COMMAS, FIELDS, OFFERED, read_view
from indicators.catalogue import Catalogue
from tests.dashboard.made import page
from tests.dashboard.reader import kind, opened, parsed, text

QUESTIONS = [
    "",
    "resource=observations&format=json",
    "resource=observations&format=csv&indicator=internet_users&area=WLD,LDC&from=2020&to=2024&sex=female,male",
    "resource=observations&format=csv_commas&indicator=mobile_basket_5gb&area_type=itu_region&edition=all",
    "resource=progress&format=csv&indicator=internet_users&area_type=itu_region",
    "resource=progress&format=json&indicator=internet_users&area=WLD,LDC&horizon=2030&benchmark=connectivity_2030",
    "resource=observations&format=csv&indicator=internet_users&area=WLD&horizon=2027",
    "resource=indicators&format=csv&indicator=internet_users&area=WLD",
    "resource=revisions&format=json",
]


def shown(app: Dash, question: str) -> Any:
    """The page in the state that an address asks for."""
    return opened(page(app, "api", **dict(parse_qsl(question))))


def address(layout: Any) -> str:
    """The address that the form gives."""
    (code,) = [one for one in kind(layout, "Code") if getattr(one, "id", "") == "api-address"]
    return text(code)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_address_answers(app: Dash, client: FlaskClient, question: str):
    """The address that the form gives has as many rows as the page says, and every address in its lines has as many."""
    layout = shown(app, question)
    answer = client.get(address(layout))
    assert answer.status_code == 200
    total = answer.headers["X-Total-Rows"]
    (said,) = [text(one) for one in kind(layout, "P") if getattr(one, "className", "") == "rows"]
    assert (re.sub(r"\D", "", said) or "0") == total
    lines = [text(one) for one in kind(layout, "Code") if str(getattr(one, "id", "")).startswith("lines-")]
    asked = {path for each in lines for path in re.findall(r'"(/api/[^"]+)"', each)}
    assert len(lines) >= 4
    assert {client.get(path).headers["X-Total-Rows"] for path in asked} == {total}


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_address_is_the_state(catalogue: Catalogue, question: str):
    """What a view writes into the address it reads from it; a list takes no field that chooses figures."""
    view, problems = read_view(parse_qsl(question), catalogue)
    assert problems == []
    assert read_view(parse_qsl(view.query_string()), catalogue) == (view, [])


def test_a_choice_gives_the_address(app: Dash, client: FlaskClient):
    """What the form asks comes back as the form, the address and the lines; the address of the page reproduces it."""
    with app.server.test_request_context(base_url="https://tracker.example"):
        show = sys.modules["dashboard.pages.api.page"].show
        markup, query = show("resource=progress&format=csv&indicator=internet_users&area=KEN&latest=true&from=")
    given = parsed(markup)
    assert address(given) == "https://tracker.example/api/v1/progress.csv?indicator=internet_users&area=KEN&latest=true"
    assert address(shown(app, query)) == address(given).removeprefix("https://tracker.example")
    fields = {one.name: getattr(one, "value", None) for one in kind(given, "Param") if hasattr(one, "name")}
    assert fields["latest"] == "true"  # what is no field of the form stays in the address
    assert {one.name for one in kind(given, "Select")} <= {"resource", "format", *FIELDS}


def test_the_horizon_is_of_verdicts(app: Dash):
    """The horizon that pages keep in their address chooses verdicts, and no figures."""
    lens = "indicator=internet_users&area=WLD&horizon=2027"
    assert address(shown(app, f"resource=progress&format=csv&{lens}")).endswith("horizon=2027")
    assert address(shown(app, f"resource=observations&format=csv&{lens}")).endswith("area=WLD")
    assert address(shown(app, "horizon=2027")) == address(shown(app, ""))


def test_what_the_address_has_wrong(app: Dash):
    """What cannot be used is told, and the page stands; what is not offered is no resource of the form."""
    layout = shown(app, "resource=explore&format=pdf&area=Kenya&colour=red")
    (notice,) = [text(one) for one in kind(layout, "Div") if getattr(one, "className", "") == "notice"]
    assert "resource=explore is not known" in notice
    assert "format=pdf is not known" in notice
    assert "did you mean KEN" in notice
    assert "colour is no parameter here" in notice
    assert address(layout) == "/api/v1/observations?"[:-1]


def test_all_that_there_is(app: Dash, client: FlaskClient):
    """Every resource stands in the table with an example in each of its formats, which is there and short."""
    layout = shown(app, "")
    links = {one.href for one in kind(layout, "A") if str(getattr(one, "href", "")).startswith("/api/v1/")}
    for resource in RESOURCES.values():
        for one in resource.formats:
            example = resource.address("" if one is resource.formats[0] else one.suffix)
            assert example in links
            answer = client.get(example)
            assert answer.status_code == 200
            if resource.example:
                assert int(answer.headers["X-Total-Rows"]) < 100
    assert {urlsplit(one).path.partition(".")[0] for one in links} == {f"/api/v1/{name}" for name in RESOURCES}


def test_lines_for_excel(catalogue: Catalogue):
    """The lines for Excel type every column of numbers, and read CSV with points whatever the reader's locale is."""
    view, _ = read_view([("resource", "progress"), ("format", COMMAS)], catalogue)
    (excel,) = [one.lines for one in snippets(view, "https://tracker.example") if one.id == "excel"]
    typed = set(re.findall(r'\{"(\w+)", (?:Int64\.Type|type number|type logical)\}', excel))
    assert typed == {one.name for one in OFFERED["progress"].columns if one.kind in ("integer", "number", "flag")}
    assert 'Web.Contents("https://tracker.example/api/v1/progress.csv")' in excel
    assert '"en-US"' in excel
    assert "decimal=comma" not in excel


def test_it_is_a_page(client: FlaskClient):
    """/api/ is a page, with or without its last slash, beside the routes below it, of which unknown ones stay JSON."""
    for path in ("/api/", "/api"):
        answer = client.get(path)
        assert (answer.status_code, answer.mimetype) == (200, "text/html")
        assert "Figures for spreadsheets and programs" in answer.text
    assert client.get("/api/nothing").json["error"]["code"] == "unknown_route"
    assert next(iter(FORMATS)) == "json"
