"""Answers that were given: in the memory of a worker, and in a folder that workers share and that outlasts them.

Both are bounded in bytes and give up first what was asked for, or written, longest ago. The folder can fail in any way:
then an answer is not found in it, which its reader need not know. A file is one line of JSON (question, headers, length
and hash of the body) and the body; nothing in it is ever run.
"""

import json
import logging
import os
import shutil
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Hashable
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

_LOG = logging.getLogger(__name__)
_OVERHEAD = 600  # bytes, about what Python needs for an entry beside its texts
_LOWERED_TO = 0.8
_COUNTED_ANEW_AFTER = 16
_SUFFIX = ".answer"


@dataclass(frozen=True)
class KeptAnswer:
    """An answer of status 200: its headers, its body as it is sent, and the template of its route.

    `folder_state` is the state of the folder of builds that it depends on, 0 where it depends on none.
    """

    headers: tuple[tuple[str, str], ...]
    body: bytes
    route: str
    folder_state: int = 0

    @property
    def size(self) -> int:
        """About how many bytes of memory it takes."""
        return len(self.body) + sum(len(name) + len(value) for name, value in self.headers) + _OVERHEAD


class InMemory:
    """Answers by build and question, at most `most` bytes of them; for several threads."""

    def __init__(self, most: int) -> None:
        self._most, self.size = most, 0
        self._kept: OrderedDict[tuple[str, Hashable], tuple[KeptAnswer, int]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, build: str, question: Hashable) -> KeptAnswer | None:
        """The answer to a question about a build; None where none is kept."""
        with self._lock:
            found = self._kept.get((build, question))
            if found is None:
                return None
            self._kept.move_to_end((build, question))
            return found[0]

    def keep(self, build: str, question: Hashable, answer: KeptAnswer) -> None:
        """Keep an answer that takes no more than an eighth of the room."""
        size = answer.size + len(repr(question))
        if size > self._most // 8:
            return
        with self._lock:
            self._drop((build, question))
            self._kept[build, question] = answer, size
            self.size += size
            while self.size > self._most:
                self._drop(next(iter(self._kept)))

    def forget_all_but(self, build: str) -> None:
        """Forget the answers of every other build."""
        with self._lock:
            for key in [one for one in self._kept if one[0] != build]:
                self._drop(key)

    def _drop(self, key: tuple[str, Hashable]) -> None:
        _, size = self._kept.pop(key, (None, 0))
        self.size -= size


class InFolder:
    """Answers as files, at most `most` bytes of them, in a folder for each release of the program and build."""

    def __init__(self, folder: Path, release: str, most: int) -> None:
        self._folder, self._release, self._most = folder, release, most
        self._lock = threading.Lock()
        self._size = self._written = 0
        self._of = ""
        self._complained = False

    def get(self, build: str, question: Hashable) -> KeptAnswer | None:
        """The answer to a question about a build; None where there is none, or none that is whole."""
        try:
            head, _, body = self._path(build, question).read_bytes().partition(b"\n")
            said = json.loads(head)
            if said["question"] != repr(question) or said["sha256"] != sha256(body).hexdigest():
                return None
            headers = tuple((str(name), str(value)) for name, value in said["headers"])
            return KeptAnswer(headers, body, str(said["route"]), int(said["folder_state"]))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def keep(self, build: str, question: Hashable, answer: KeptAnswer) -> None:
        """Write an answer in one step, where the folder can be written to and there is room."""
        said = {name: value for name, value in asdict(answer).items() if name != "body"}
        said |= {"question": repr(question), "sha256": sha256(answer.body).hexdigest()}
        content = json.dumps(said).encode() + b"\n" + answer.body
        if len(content) > self._most // 8:
            return
        try:
            self._begin(build)
            path = self._path(build, question)
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, content)
            self._make_room(len(content))
        except OSError as error:
            if not self._complained:
                self._complained = True
                _LOG.warning("Answers cannot be kept in %s, and are made anew after a start: %s", self._folder, error)

    def claim(self, build: str) -> bool:
        """Whether nobody else has said before that he prepares the answers of a build; true where that is not known."""
        place = self._folder / self._named(build)
        try:
            place.mkdir(parents=True, exist_ok=True)
            (place / "prepared").touch(exist_ok=False)
        except FileExistsError:
            return False
        except OSError:
            return True
        return True

    def _begin(self, build: str) -> None:
        """Remove what is of other builds and releases when a build is met first, and count what is there."""
        with self._lock:
            if self._of == build:
                return
            self._of = build
            named = self._named(build)
            for other in self._folder.iterdir() if self._folder.is_dir() else ():
                if other.name != named and other.is_dir() and (other / _MARK).exists():
                    shutil.rmtree(other, ignore_errors=True)
            (self._folder / named).mkdir(parents=True, exist_ok=True)
            (self._folder / named / _MARK).touch()
            self._size, self._written = sum(size for _, size, _ in self._files()), 0

    def _make_room(self, more: int) -> None:
        """Others write as well: after each sixteenth of the room, and when it is full, what is there is counted."""
        with self._lock:
            self._size += more
            self._written += more
            if self._size <= self._most and self._written <= self._most // _COUNTED_ANEW_AFTER:
                return
            files = sorted(self._files())
            self._size, self._written = sum(size for _, size, _ in files), 0
            if self._size <= self._most:
                return
            for _, size, path in files:
                path.unlink(missing_ok=True)
                self._size -= size
                if self._size <= self._most * _LOWERED_TO:
                    break

    def _files(self) -> list[tuple[int, int, Path]]:
        """When each was written, its size, its path; what disappears meanwhile is left out."""
        found = []
        for path in self._folder.glob(f"*/*/*{_SUFFIX}"):
            with suppress(OSError):
                about = path.stat()
                found.append((about.st_mtime_ns, about.st_size, path))
        return found

    def _named(self, build: str) -> str:
        return f"{self._release}-{build}"

    def _path(self, build: str, question: Hashable) -> Path:
        name = sha256(repr(question).encode("utf-8", "backslashreplace")).hexdigest()
        return self._folder / self._named(build) / name[:2] / f"{name}{_SUFFIX}"


_MARK = "answers"
"""A file in each folder that was made here: no other folder is ever removed."""


def _write(path: Path, content: bytes) -> None:
    descriptor, beside = tempfile.mkstemp(dir=path.parent, suffix=".new")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        os.replace(beside, path)
    except BaseException:
        with suppress(OSError):
            Path(beside).unlink()
        raise
