"""The register of tools: what each is called and for, what it takes, what it gives, and what answers it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
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
from dashboard.reading.patience import NotAnsweredError
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
            return tool.answer(Asking(snapshot, replace(base, build=snapshot.build.build_id)), asked)
    except NoWarehouseError as reason:
        raise RefusedError(Problem("no_warehouse", "", "", str(reason))) from reason
    except NotAnsweredError as reason:
        raise RefusedError(Problem("not_answered", "", "", str(reason))) from reason


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
    if isinstance(answer, answers.BadgeAnswer):
        parts += _figures(answer.verdict)
    for name in _SAYING:
        parts += [line for one in getattr(answer, name, ()) for line in _lines(one)]
    for name in ("breaks", "withheld", "beside_published", "documents"):
        parts += [f"- {one}" for one in getattr(answer, name, ())]
    parts += [getattr(answer, "methods_said", ""), getattr(getattr(answer, "counted", None), "rest", "")]
    parts += [f"Source: {one.attribution} Licence: {one.licence}." for one in getattr(answer, "sources", ())]
    parts.append(f"Page: {answer.repeat.page}")
    parts.append(f"CSV: {answer.repeat.csv}")
    parts.append(f"Build: {answer.build.id}, built at {answer.build.built_at}.")
    return "\n".join(dict.fromkeys(filter(None, parts)))


_SAYING = (
    "rows",
    "facts",
    "observations_used",
    "methods",
    "projections",
    "held",
    "years",
    "editions",
    "computed",
    "missing",
)
"""The lists of an answer whose entries say what they are in a sentence, in the order of the text."""


def _lines(one: BaseModel) -> list[str]:
    """An entry as lines: its sentence, how it is made and what must be said with it; then the figures behind it."""
    said, how, warnings = (getattr(one, name, "") for name in ("said", "how", "warnings"))
    return [f"- {' '.join(filter(None, (said, how, *warnings)))}", *_figures(one)]


def _figures(one: BaseModel) -> list[str]:
    """The figures that an entry is about, a year or a verdict; of a verdict the benchmark with its source, too."""
    if isinstance(one, answers.YearOfEditions):
        return [f"  - {figure.said}" for figure in one.figures]
    if not isinstance(one, answers.Verdict):
        return []
    judged = [f"  - Judged: {one.now.said}"] if one.now else []
    return [*judged, *([f"  - Benchmark {one.benchmark}: {one.benchmark_source}."] if one.benchmark else [])]
