"""What one build has answered: it never changes while it is served, so that nothing in it need be asked twice."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar, cast

import pandas as pd

Fact = TypeVar("Fact")
Answer = TypeVar("Answer", pd.DataFrame, list[tuple[object, ...]])

_MOST_CELLS = 500_000
"""Some 40 MB of words and numbers, for each process that serves."""

_MOST_FACTS = 256
"""The indicators of a build, its lenses and its small tables have room."""

_PART = 5
_LEAST = 250


class Answers:
    """The answers of one build that were asked for last, up to `most` cells in all; for several threads.

    They are handed out as they are, to be read and not changed. One that is a fifth of the room by itself is not kept.
    """

    def __init__(self, most: int = _MOST_CELLS) -> None:
        self._most = most
        self._held = 0
        self._kept: OrderedDict[Hashable, tuple[object, int]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, question: Hashable, ask: Callable[[], Answer]) -> Answer:
        """The answer to a question; `ask` gets it where it is not known."""
        with self._lock:
            if question in self._kept:
                self._kept.move_to_end(question)
                return cast("Answer", self._kept[question][0])
        answer = ask()
        self._keep(question, answer, max(_LEAST, _cells(answer)))
        return answer

    def _keep(self, question: Hashable, answer: object, cells: int) -> None:
        if cells * _PART > self._most:
            return
        with self._lock:
            if question not in self._kept:
                self._kept[question] = answer, cells
                self._held += cells
            while self._held > self._most:
                _, (_, freed) = self._kept.popitem(last=False)
                self._held -= freed


class Facts:
    """What was made once of all that a build holds: its small tables, its verdicts; for several threads.

    Other than answers, facts are about the whole build, or one of its indicators or lenses, and never about what a
    reader put together. There are some dozens of them, up to `most`; they are handed out to be read and not changed.
    """

    def __init__(self, most: int = _MOST_FACTS) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, name: Hashable, make: Callable[[], Fact]) -> Fact:
        """What `make` gave when this fact was asked for first; two that ask at once may both make it."""
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
                return cast("Fact", self._kept[name])
        made = make()
        with self._lock:
            self._kept[name] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made


def _cells(answer: pd.DataFrame | Sequence[tuple[object, ...]]) -> int:
    if isinstance(answer, pd.DataFrame):
        return int(answer.size)
    return len(answer) * len(answer[0]) if answer else 0
