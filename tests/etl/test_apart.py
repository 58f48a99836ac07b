"""Work in a process apart: whatever becomes of that process, each job has its answer and this process is unharmed."""

import ctypes
import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from etl import apart
from etl.errors import EmptyError, RefusedFileError
from etl.limits import Limits

SMALL = Limits(memory=64 << 20)
AWHILE = 600
ALLOWED = "; a file may take "


def raises(error: BaseException) -> Callable[[], None]:
    def work() -> None:
        raise error

    return work


def loop() -> None:
    while True:
        pass


def nested(levels: int = 10**9) -> int:
    return nested(levels - 1) + 1


def fails(work: Callable[[], object], limits: Limits = SMALL) -> str:
    """The sentence that a job gets which does this between two good ones, which must have their answers."""
    before, failed, after = apart.each(
        [apart.Job("a", lambda: 1), apart.Job("the file", work), apart.Job("c", os.getpid)], limits
    )
    assert before == 1
    assert after != os.getpid()
    assert type(failed) is RefusedFileError
    assert not children()
    return str(failed)


def children() -> list[str]:
    """The processes that this one has forked and that are still there."""
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()


@pytest.mark.parametrize(
    ("work", "sentence"),
    [
        (lambda: bytearray(200 << 20), f"reading it takes more than 64 MiB of memory{ALLOWED}64 MiB of memory, 120"),
        (lambda: [bytes(1000) for _ in range(200_000)], "reading it takes more than 64 MiB of memory"),
        (os.abort, f"reading it broke off (SIGABRT), as when it takes more than 64 MiB of memory{ALLOWED}64 MiB"),
        (lambda: ctypes.string_at(0), "reading it broke off (SIGSEGV), as when it takes more than 64 MiB of memory"),
        (lambda: os.kill(os.getpid(), signal.SIGKILL), "the process that reads it was ended (signal SIGKILL)"),
        (lambda: os._exit(7), "the process that reads it was ended (code 7)"),
        (lambda: (item for item in ()), "the process that reads it was ended (code 1)"),
        (raises(TypeError("a secret")), "reading it ended in an error of the program (TypeError); expected a file"),
        (raises(KeyboardInterrupt()), "reading it ended in an error of the program (KeyboardInterrupt)"),
        (sys.exit, "reading it ended in an error of the program (SystemExit)"),
        (nested, "reading it ended in an error of the program (RecursionError)"),
    ],
)
def test_what_breaks_a_job(work: Callable[[], object], sentence: str):
    """A job that ends its process or raises anything is refused alone, by name and with the reason."""
    assert fails(work).startswith(f"the file: {sentence}")


@pytest.mark.parametrize("work", [loop, lambda: time.sleep(AWHILE)])
def test_what_takes_too_long(work: Callable[[], object]):
    """A job that never ends is ended."""
    said = fails(work, Limits(seconds=0.2))
    assert said == (
        "the file: reading it takes longer than 0.2 seconds; a file may take 1 GiB of memory, 0.2 seconds and 256 MiB "
        "in 200 files when it is unpacked: ask for fewer rows, or split it"
    )


def test_errors_of_their_own():
    """An error with which a job refuses its file comes back as it is; a single job raises it."""
    jobs = [apart.Job("a", raises(EmptyError("nothing in it"))), apart.Job("b", lambda: "fine")]
    error, fine = apart.each(jobs)
    assert (type(error), str(error), fine) == (EmptyError, "nothing in it", "fine")
    with pytest.raises(EmptyError, match="nothing in it"):
        apart.alone(jobs[0])
    assert apart.alone(jobs[1]) == "fine"
    assert list(apart.each([])) == []


def test_one_process_for_many_jobs():
    """Jobs that end well share one process; after one that does not the rest have another."""
    mine = [apart.Job("a", os.getpid)] * 3
    first, again, third = apart.each(mine)
    assert first == again == third != os.getpid()
    one, _, other = apart.each([mine[0], apart.Job("b", os.abort), mine[0]])
    assert one != other


def test_limits_are_those_of_each_file(monkeypatch: pytest.MonkeyPatch):
    """What one job takes is not counted against the next, and what this process has taken is not counted at all."""
    held = bytearray(300 << 20)
    jobs = [apart.Job("a", lambda: len(bytearray(40 << 20)))] * 5
    assert list(apart.each(jobs, SMALL)) == [40 << 20] * 5
    assert len(held) == 300 << 20


def test_where_the_system_does_not_tell_the_memory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """A job is done without a limit of memory where nothing tells how much is taken; the other limits hold."""
    monkeypatch.setattr(apart, "_ADDRESS_SPACE", tmp_path / "nothing")
    assert apart.alone(apart.Job("the file", lambda: len(bytearray(200 << 20))), SMALL) == 200 << 20
    with pytest.raises(RefusedFileError, match="longer than"):
        apart.alone(apart.Job("the file", loop), Limits(seconds=0.2))


def test_what_it_leaves_behind(capfd: pytest.CaptureFixture[str], tmp_path: Path):
    """It holds no open file of this process, writes nothing to its terminal, and lets no garbage be looked for."""

    def seen() -> tuple[int, int]:
        print("something")
        os.write(2, b"something else")
        return len(list(Path("/proc/self/fd").iterdir())), gc.get_freeze_count()

    with (tmp_path / "held").open("w"):
        files, frozen = apart.alone(apart.Job("a", seen))
    assert files <= 5  # the standard ones, the answers, and the folder that is looked into
    assert frozen > 1000
    assert capfd.readouterr() == ("", "")


def test_it_is_stopped_with_its_parent(tmp_path: Path):
    """When the program is killed the process goes, too."""
    program = (
        "import os, sys, time\nfrom etl import apart\n"
        "def work():\n    print(os.getpid(), file=open(sys.argv[1], 'w'), flush=True)\n    time.sleep(600)\n"
        "apart.alone(apart.Job('a', work))\n"
    )
    written = tmp_path / "process"
    with subprocess.Popen([sys.executable, "-c", program, str(written)]) as running:
        while not (written.exists() and written.read_text(encoding="ascii").endswith("\n")):
            assert running.poll() is None
            time.sleep(0.01)
        running.kill()
    child = Path(f"/proc/{written.read_text(encoding='ascii').strip()}")
    until = time.monotonic() + AWHILE
    while child.exists() and child.joinpath("stat").read_text(encoding="ascii").split()[2] != "Z":
        assert time.monotonic() < until
        time.sleep(0.01)


def test_it_is_stopped_when_nobody_waits():
    """Ctrl-C while a file is read ends the reading."""
    me = os.getpid()

    def interrupt() -> None:
        """Interrupt the one that waits, as soon as it does."""
        while Path(f"/proc/{me}/task/{me}/wchan").read_text(encoding="ascii") != "do_wait":
            time.sleep(0.01)
        os.kill(me, signal.SIGINT)
        time.sleep(AWHILE)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have handed on that it ignores it
    try:
        with pytest.raises(KeyboardInterrupt):
            apart.alone(apart.Job("a", interrupt))
    finally:
        signal.signal(signal.SIGINT, before)
    assert not children()
