"""What the page of the API shows, found in one step: how many rows answer the question of its form."""

from dataclasses import dataclass

from flask import has_request_context

from dashboard.address.selection import Problem
from dashboard.pages.api.view import ApiView, read_view
from dashboard.reading import own_groups
from dashboard.reading.lists import FILTERS, listed, of_folder
from dashboard.reading.streams import Rows
from dashboard.reading.warehouse import Build, Snapshot, served
from dashboard.serving.addresses import base


@dataclass(frozen=True)
class Found:
    """The question of the form, what of the address could not be used, how many rows answer it, and of which build.

    `base` is where the server is reached; empty where nobody asks it.
    """

    view: ApiView
    problems: list[Problem]
    rows: int
    build: Build
    base: str


def find(snapshot: Snapshot, arguments: list[tuple[str, str]]) -> Found:
    """What an address of the page asks for."""
    view, problems = read_view(arguments, snapshot.catalogue)
    answer = _answer(snapshot, view)
    try:
        rows = answer.total
    finally:
        answer.close()
    return Found(view, problems, rows, snapshot.build, base() if has_request_context() else "")


def _answer(snapshot: Snapshot, view: ApiView) -> Rows:
    name = view.resource.name
    if name == "observations":
        return own_groups.stream_of_observations(snapshot, view.data)
    if name == "progress":
        return own_groups.stream_of_progress(snapshot, view.data)
    unfiltered = dict.fromkeys(FILTERS.get(name, ()), "")
    return listed(snapshot, name, {**unfiltered, **of_folder(name, served().kept())})
