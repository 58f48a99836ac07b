"""The register of tools: what each is called and for, what it takes, what it gives, and what answers it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from dashboard.address.selection import Problem, unknown
from dashboard.assistants import answers, arguments, told
from dashboard.assistants.addresses import Base
from dashboard.assistants.asked import Asking, RefusedError
from dashboard.assistants.badge import explain_badge
from dashboard.assistants.citing import cite
from dashboard.assistants.coverage import coverage
from dashboard.assistants.editions import compare_editions
from dashboard.assistants.figures import get_observations
from dashboard.assistants.lists import list_areas, search_indicators
from dashboard.assistants.verdicts import get_progress
from dashboard.reading.warehouse import NoWarehouseError, Warehouse

_FEW = 30
_OF_AREAS = ("area", "member_of", "group")


@dataclass(frozen=True)
class Tool:
    """One tool; its name is that of the function that answers it."""

    title: str
    description: str
    takes: type[arguments.Arguments]
    gives: type[answers.Answer]
    answer: Callable[[Asking, Any], answers.Answer]

    @property
    def name(self) -> str:
        """What it is called by."""
        return self.answer.__name__


TOOLS: Mapping[str, Tool] = {
    one.name: one
    for one in (
        Tool("Find indicators", told.SEARCH, arguments.SearchArguments, answers.SearchAnswer, search_indicators),
        Tool("Find areas", told.AREAS, arguments.AreasArguments, answers.AreasAnswer, list_areas),
        Tool(
            "Get figures",
            told.OBSERVATIONS,
            arguments.ObservationsArguments,
            answers.ObservationsAnswer,
            get_observations,
        ),
        Tool("Get verdicts", told.PROGRESS, arguments.ProgressArguments, answers.ProgressAnswer, get_progress),
        Tool("Explain a verdict", told.BADGE, arguments.BadgeArguments, answers.BadgeAnswer, explain_badge),
        Tool("Compare editions", told.EDITIONS, arguments.EditionsArguments, answers.EditionsAnswer, compare_editions),
        Tool("What is known", told.COVERAGE, arguments.CoverageArguments, answers.CoverageAnswer, coverage),
        Tool("Cite figures", told.CITE, arguments.ObservationsArguments, answers.CiteAnswer, cite),
    )
}
"""Every tool by its name, in the order in which they are needed."""


def call(warehouse: Warehouse, base: Base, name: str, given: Mapping[str, object]) -> answers.Answer:
    """What a tool answers, all of it from one build. Raises RefusedError for a call that cannot be answered."""
    if name not in TOOLS:
        raise RefusedError(unknown("unknown_tool", "tool", name, tuple(TOOLS)))
    tool = TOOLS[name]
    try:
        asked = tool.takes.model_validate(given)
    except ValidationError as error:
        raise RefusedError(*(_problem(one, tool) for one in error.errors())) from error
    try:
        with warehouse.snapshot() as snapshot:
            return tool.answer(Asking(snapshot, base), asked)
    except NoWarehouseError as reason:
        raise RefusedError(Problem("no_warehouse", "", "", str(reason))) from reason


def _problem(error: ErrorDetails, tool: Tool) -> Problem:
    """What is wrong with one argument, in the shape of the API's errors."""
    name = str(error["loc"][0])
    if error["type"] == "extra_forbidden":
        known = tuple(field.alias or one for one, field in tool.takes.model_fields.items())
        return unknown("unknown_parameter", name, "", known)
    if error["type"] == "missing":
        return Problem("missing_parameter", name, "", f"{name} is missing; {tool.name} needs it")
    value = str(error["input"])[:80]
    return Problem(
        "wrong_type", name, value, f"{name}={value} cannot be used: {error['msg'][:1].lower()}{error['msg'][1:]}"
    )


def refusal(error: RefusedError) -> answers.Refusal:
    """Why a call cannot be answered, in the shape of the API's errors."""
    first, *further = (
        answers.ErrorObject(
            code=one.code,
            parameter=one.parameter or None,
            value=one.value or None,
            message=one.message,
            allowed=list(one.allowed),
            did_you_mean=one.did_you_mean,
        )
        for one in error.problems
    )
    return answers.Refusal(error=first, further=further)


def said_of(error: answers.ErrorObject) -> str:
    """An error as text: its message, what is allowed where that is short, and which tool finds the ids of areas."""
    few = 0 < len(error.allowed) <= _FEW
    allowed = f" Expected one of: {', '.join(error.allowed)}." if few else ""
    ways = " list_areas finds the id of an area by its name." if error.parameter in _OF_AREAS else ""
    ways = " search_indicators finds the ids of indicators." if error.parameter == "indicator" else ways
    return f"{error.message.rstrip('.?')}{'?' if error.message.endswith('?') else '.'}{allowed}{ways}"


def as_text(answer: answers.Answer) -> str:
    """An answer as text, for whoever reads no structured content: its sentences, rows, gaps, caps, addresses, build."""
    parts = [*answer.said]
    for name in ("rows", "facts", "held", "computed", "missing"):
        for one in getattr(answer, name, ()):
            parts.append(_line(one))
    for name in ("breaks", "withheld", "beside_published", "documents"):
        parts += [f"- {one}" for one in getattr(answer, name, ())]
    for one in getattr(answer, "projections", ()):
        values = ", ".join(f"{year}: {value}" for year, value in one.by_year.items())
        parts.append(f"- Projection, {one.curve}: {values}; reaches the benchmark: {one.reaches}")
    for one in getattr(answer, "methods", ()):
        parts.append(f"- {one.method}: {one.status}. {one.said}")
    if counted := getattr(answer, "counted", None):
        parts += [counted.rest] if counted.rest else []
    for one in getattr(answer, "sources", ()):
        parts.append(f"Source: {one.attribution} Licence: {one.licence}.")
    parts.append(f"Page: {answer.repeat.page}")
    parts.append(f"CSV: {answer.repeat.csv}")
    parts.append(f"Build: {answer.build.id}, built at {answer.build.built_at}.")
    return "\n".join(dict.fromkeys(filter(None, parts)))


def _line(one: BaseModel) -> str:
    """A row as a line: its sentence, with what it is called and how it is made where it says so."""
    name, how = getattr(one, "name", ""), getattr(one, "how", "")
    said = getattr(one, "said", "")
    warnings = " ".join(getattr(one, "warnings", ()))
    called = f"{name}: " if name and how is not None and type(one) is answers.FactAnswer else ""
    return "- " + " ".join(filter(None, (f"{called}{said}", how, warnings)))
