"""What the tools refuse, and how: sentences in the shape of the API's errors, and nothing is guessed."""

from pathlib import Path
from typing import Any

import pytest

from dashboard.assistants.addresses import Base
from dashboard.assistants.asked import RefusedError
from dashboard.assistants.tools import call, refusal, said_of
from dashboard.reading.warehouse import Warehouse
from tests.dashboard.assistants.conftest import INTERNET


def refused(tools: Warehouse, tool: str, arguments: dict[str, Any]) -> RefusedError:
    with pytest.raises(RefusedError) as error:
        call(tools, Base(), tool, arguments)
    return error.value


@pytest.mark.parametrize(
    ("tool", "arguments", "code", "parameter", "meant", "words"),
    [
        ("get_figures", {}, "unknown_tool", "tool", "get_progress", "tool=get_figures is not known"),
        ("get_observations", {"indicators": "x"}, "unknown_parameter", "indicators", "indicator", "did you mean"),
        ("get_observations", {"indicator": "internet_user"}, "unknown_value", "indicator", "internet_users", "mean"),
        (
            "get_observations",
            {"area": ["KEN", "Korea, Rep."]},
            "unknown_value",
            "area",
            "KOR",
            "KOR (Republic of Korea)",
        ),
        ("get_observations", {"area": "XYZ"}, "unknown_value", "area", None, "area=XYZ is not known"),
        ("get_observations", {"from": "24"}, "not_a_year", "from", None, "a year of four digits"),
        ("get_observations", {"from": 2024, "to": 2020}, "empty_period", "from", None, "from is after to (2020)"),
        ("get_observations", {"latest": True}, "nothing_asked", "indicator", None, "best an indicator and an area"),
        ("get_observations", {"sex": "women"}, "unknown_value", "sex", None, "sex=women is not known"),
        ("get_observations", {"latest": "perhaps"}, "wrong_type", "latest", None, "latest=perhaps cannot be used"),
        ("get_observations", {"over": "half"}, "not_a_number", "over", None, "over takes a number"),
        ("get_progress", {"source": "all"}, "unknown_parameter", "source", None, "source is no parameter here"),
        (
            "get_progress",
            {**INTERNET, "benchmark": "un"},
            "unknown_value",
            "benchmark",
            None,
            "benchmark=un is not known",
        ),
        ("explain_badge", {"area": "KEN"}, "missing_parameter", "indicator", None, "explain_badge needs it"),
        ("explain_badge", {**INTERNET}, "not_one_line", "area", None, "takes one area"),
        ("explain_badge", {**INTERNET, "area": "KEN,UGA"}, "not_one_line", "area", None, "takes one area"),
        ("explain_badge", {"indicator": "population", "area": "KEN"}, "nothing_judged", "indicator", None, "coverage"),
        (
            "compare_editions",
            {**INTERNET, "area": "Kenia"},
            "unknown_value",
            "area",
            "KEN",
            "did you mean KEN (Kenya)?",
        ),
        ("coverage", {}, "nothing_asked", "indicator", None, "an indicator, an area, or both"),
        ("coverage", {"area": "KEN", "target": "9"}, "unknown_value", "target", None, "target=9 is not known"),
        ("list_areas", {"name": "Atlantis"}, "unknown_value", "name", None, "No area is called 'Atlantis'"),
        ("list_areas", {"group": "KEN"}, "not_a_group", "group", None, "a group is meant"),
        ("list_areas", {"area_type": "country"}, "unknown_value", "area_type", None, "area_type=country is not known"),
        ("search_indicators", {"target": "9"}, "unknown_value", "target", None, "target=9 is not known"),
    ],
)
def test_what_cannot_be_used_is_refused(
    tools: Warehouse, tool: str, arguments: dict[str, Any], code: str, parameter: str, meant: str | None, words: str
):
    """A wrong argument is refused in the API's shape with a sentence; what was meant is told, and never taken."""
    error = refusal(refused(tools, tool, arguments)).error
    assert (error.code, error.parameter, error.did_you_mean) == (code, parameter, meant)
    assert words in error.message
    assert said_of(error).endswith((".", "?"))


def test_a_refusal_says_where_ids_are_found(tools: Warehouse):
    """The text of a refusal names the tool that finds what was not known, and what is allowed where that is short."""
    area = refusal(refused(tools, "get_observations", {"area": "Keniya"})).error
    assert (
        said_of(area)
        == "area=Keniya is not known; did you mean KEN (Kenya)? list_areas finds the id of an area by its name."
    )
    sex = refusal(refused(tools, "get_observations", {"sex": "women"})).error
    assert said_of(sex) == "sex=women is not known. Expected one of: both, female, male."


def test_all_that_is_wrong_is_told(tools: Warehouse):
    """Of several wrong values the first is the error, and the others follow."""
    found = refusal(refused(tools, "get_observations", {"indicator": "internet", "area": "Keniya", "edition": "1"}))
    assert [one.parameter for one in (found.error, *found.further)] == ["indicator", "area", "edition"]


@pytest.mark.parametrize("content", [None, "this is no database"])
def test_without_a_warehouse(tmp_path: Path, content: str | None):
    """Where there is no warehouse, or none that can be read, a call says so, and what to do."""
    if content is not None:
        (tmp_path / "current").write_text(content)
    error = refusal(refused(Warehouse(tmp_path / "current"), "list_areas", {})).error
    assert error.code == "no_warehouse"
    assert error.message.endswith("Build one with: make etl OFFLINE=1")
