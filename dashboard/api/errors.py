"""Errors in the shape of the API: one object that says what happened, what was expected, what may have been meant."""

from collections.abc import Iterable

from flask import Response, jsonify

from dashboard.address.selection import Problem
from dashboard.api.models import Error, Refusal


class RefusedError(Exception):
    """A request that cannot be answered, with the problem and the status that say why."""

    def __init__(self, problem: Problem, status: int = 400) -> None:
        super().__init__(problem.message)
        self.problem, self.status = problem, status


def refuse(problem: Problem, status: int = 400) -> tuple[Response, int]:
    """One problem as the error object of the API."""
    return error(
        status,
        problem.code,
        problem.message,
        parameter=problem.parameter,
        value=problem.value,
        allowed=problem.allowed,
        did_you_mean=problem.did_you_mean,
    )


def error(
    status: int,
    code: str,
    message: str,
    *,
    parameter: str | None = None,
    value: str | None = None,
    allowed: Iterable[str] = (),
    did_you_mean: str | None = None,
) -> tuple[Response, int]:
    """An error object with its status."""
    said = Error(
        code=code,
        parameter=parameter,
        value=value,
        message=message,
        allowed=list(allowed),
        did_you_mean=did_you_mean,
    )
    return jsonify(Refusal(error=said).model_dump()), status
