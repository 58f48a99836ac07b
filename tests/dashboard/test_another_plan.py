"""Another plan is another file of the catalogue: other years, other horizons, fewer targets, and no line of code."""

import shutil
from collections.abc import Iterator
from html import unescape

import dash
import pytest
from dash import Dash

from dashboard import shell
from dashboard.app import create_app
from etl import pipeline
from indicators.settings import Settings
from tests.dashboard.made import page
from tests.dashboard.reader import as_json, components, kind, opened, text
from tests.etl.damage import ask, copy_of_the_project, replace

HORIZONS = """horizons:
  - {year: 2029, meaning: the middle of the plan}
  - {year: 2031, meaning: the end of the plan, default: true}
  - {year: 2034, meaning: the year of a pledge}
"""


@pytest.fixture(scope="module")
def next_plan(thin_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A build of a small project with a plan of other years and without the last target."""
    settings = copy_of_the_project(tmp_path_factory.mktemp("next"), thin_settings)
    plan = settings.catalogue / "plan.yaml"
    replace(plan, "title: Strategic Plan 2024–2027", "title: Strategic Plan 2028–2031")
    replace(plan, "first_year: 2024\nlast_year: 2027", "first_year: 2028\nlast_year: 2031")
    text_ = plan.read_text(encoding="utf-8")
    head, rest = text_.split("horizons:")[0], text_.split("\ngoals:")[1]
    kept = rest[: rest.index('  - id: "2.5"')]
    plan.write_text(f"{head}{HORIZONS}\ngoals:{kept}", encoding="utf-8")
    (settings.catalogue / "indicators" / "2.5.yaml").unlink()
    shutil.rmtree(settings.claims)
    pipeline.run(settings)
    return settings


@pytest.fixture(scope="module")
def next_app(next_plan: Settings) -> Iterator[Dash]:
    """The application over that build."""
    return create_app(next_plan)


def test_the_warehouse_has_the_plan(next_plan: Settings):
    """The build knows the plan, and every line is judged by its horizons and no other."""
    assert ask(next_plan, "select * from plan") == [("Strategic Plan 2028–2031", 2028, 2031)]
    assert ask(next_plan, "select year, is_default from horizons") == [(2029, False), (2031, True), (2034, False)]
    assert ask(next_plan, "select distinct horizon from progress order by all") == [(2029,), (2031,), (2034,)]
    assert ask(next_plan, "select count(*) from targets") == [(11,)]


def test_the_frame(next_app: Dash):
    """Title, brand, choice of horizon and glossary are of the plan; the choice opens on its default."""
    with next_app.server.app_context():
        frame = shell.layout()
        assert shell.titled("Data") == "Data · Strategic Plan 2028–2031 · target tracker"
    assert next_app.title == "Strategic Plan 2028–2031 · target tracker"
    assert text([one for one in kind(frame, "Link") if getattr(one, "className", "") == "brand"]) == next_app.title
    (years,) = [one for one in kind(page(next_app, "overview"), "Select") if one.id == "lens-horizon"]
    assert [one.value for one in years.children] == ["2029", "2031", "2034"]
    assert (getattr(years, "data-value"), getattr(years, "data-usual")) == ("2031", "2031")
    told = "".join(getattr(one, "data-html", "") for one in components(frame))
    assert "reached: 2029, the middle of the plan, 2031, the end of the plan, or 2034, the year of a pledge." in told
    assert not {"2027", "2030"} & set(text(frame).replace("–", " ").split())


def test_the_overview(next_app: Dash):
    """The overview counts the plan's targets and has a card for each, judged by its default horizon."""
    layout = page(next_app, "overview")
    cards = kind(layout, "Article")
    assert [text(card)[:3] for card in cards][-1] == "2.4"
    assert len(cards) == 11
    assert "targets that can be judged" in text(kind(layout, "H1"))
    told = unescape("".join(getattr(one, "data-html", "") for one in components(layout)))
    assert "follows a Strategic Plan 2028–2031. It has two goals" in told
    assert "with eleven targets" in told
    assert "the years are 2029, the middle of the plan, 2031, the end of the plan, and 2034, the year of a" in told
    assert "Status by 2031" in as_json(layout)
    assert "horizon=" not in as_json(layout)


def test_a_target_page(next_app: Dash):
    """A target is judged by the default horizon or by the one of the address; a target of another plan is unknown."""
    assert "by 2031" in as_json(page(next_app, "targets", target_id="1.7"))
    other = as_json(page(next_app, "targets", target_id="1.7", horizon="2034"))
    assert "by 2034" in other
    assert "horizon=2034" in other
    assert "horizon=2030 is not known" in text(page(next_app, "targets", target_id="1.7", horizon="2030"))
    gone = page(next_app, "targets", target_id="2.5")
    assert "The plan has eleven. Choose one of them:" in text(gone)
    assert "The eleven targets" in text(opened(page(next_app, "areas", area_id="AFG")))


@pytest.mark.parametrize("name", ["explore", "gaps", "data"])
def test_the_other_pages(next_app: Dash, name: str):
    """No page holds on to the years of another plan."""
    assert as_json(page(next_app, name))
    title = dash.page_registry[f"dashboard.pages.{name}.page"]["title"]
    with next_app.server.app_context():
        assert title().endswith(" · Strategic Plan 2028–2031 · target tracker")


def test_the_api(next_app: Dash):
    """The API answers by the plan's horizons and targets, and names them where another one is asked for."""
    client = next_app.server.test_client()
    assert len(client.get("/api/v1/targets").json["data"]) == 11
    rows = client.get("/api/v1/progress?horizon=2031&indicator=internet_users").json["data"]
    assert {row["horizon"] for row in rows} == {2031}
    refused = client.get("/api/v1/progress?horizon=2030")
    assert (refused.status_code, refused.json["error"]["allowed"]) == (400, ["2029", "2031", "2034"])
    assert client.get("/api/v1/observations?target=2.5").status_code == 400


def test_without_a_build_there_is_no_plan(tmp_path_factory: pytest.TempPathFactory):
    """Before the first build the frame stands without a plan's name and years."""
    app = create_app(Settings(data=tmp_path_factory.mktemp("nothing")))
    with app.server.app_context():
        assert shell.titled() == app.title == "Target tracker"
        assert text(shell.layout()).startswith("Skip to contentTarget tracker")
