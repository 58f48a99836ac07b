"""What assistants are told: every tool and field that is named is there, in few enough words to be read at once."""

import re

from dashboard.assistants import answers
from dashboard.assistants.arguments import ObservationsArguments, ProgressArguments
from dashboard.assistants.told import instructions
from dashboard.assistants.tools import TOOLS
from dashboard.words.status import WORDS
from indicators.catalogue import Catalogue
from indicators.methods import METHODS
from indicators.vocabulary import BENCHMARK_SETS, AreaType, Status

_NAMED = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")


def test_instructions_name_every_tool_and_status(catalogue: Catalogue):
    """Every tool is named where it is told which one to call first, and every status with its meaning."""
    told = instructions(catalogue.plan)
    assert [name for name in TOOLS if name not in told] == []
    assert [one for one in Status if f"- {one.value} ({WORDS[one]}): " not in told] == []
    assert catalogue.plan.title in told
    assert "2027" in told


def test_without_a_plan(catalogue: Catalogue):
    """Before there is a build, all is told that does not depend on one."""
    told = instructions(None)
    assert catalogue.plan.title not in told
    assert [name for name in TOOLS if name not in told] == []


def test_what_is_named_is_there(catalogue: Catalogue):
    """Tools, parameters, fields and words that instructions and descriptions name exist."""
    models = [one for one in vars(answers).values() if isinstance(one, type) and issubclass(one, answers.BaseModel)]
    fields = {name for model in models for name in model.model_fields}
    parameters = {*ObservationsArguments.model_fields, *ProgressArguments.model_fields}
    words = {*map(str, Status), *map(str, AreaType), *BENCHMARK_SETS, *METHODS, *catalogue.indicator_by_id}
    known = {*TOOLS, *fields, *parameters, *words}
    for told in (instructions(catalogue.plan), *(one.description for one in TOOLS.values())):
        assert [name for name in _NAMED.findall(told) if name not in known] == []


def test_it_is_read_at_once(catalogue: Catalogue):
    """Instructions stay under two thousand words, and a description under a hundred and fifty."""
    assert len(instructions(catalogue.plan).split()) < 2_000
    assert {
        name: len(one.description.split()) for name, one in TOOLS.items() if len(one.description.split()) > 150
    } == {}


def test_every_argument_is_described():
    """Every argument and every field that is no plain name says what it is."""
    for tool in TOOLS.values():
        schema = tool.takes.model_json_schema()
        assert [name for name, one in schema["properties"].items() if "description" not in one] == []
        assert schema["additionalProperties"] is False
