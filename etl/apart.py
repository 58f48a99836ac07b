"""Does work on files of others in a process apart, within limits: whatever becomes of that process, each job has its
answer, and one that breaks it costs no other anything.

The process is forked, so that it begins at once and knows all that this one knows; it ends without a word to what it
inherited (open files, DuckDB, the terminal). It does one job after the other and writes the answers into a file that
both know. When a job ends it, by a signal, for want of memory or of time, the next one begins in a new process.
"""

import contextlib
import ctypes
import faulthandler
import gc
import io
import os
import pickle
import resource
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple, Never

from etl.errors import RefusedFileError, SourceError
from etl.limits import LIMITS, Limits, in_words

_OUT_OF_MEMORY = 3
_ADDRESS_SPACE = Path("/proc/self/statm")
_TOO_LONG = (signal.SIGPROF, signal.SIGALRM)
_STOPS = (signal.SIGINT, signal.SIGTERM, *_TOO_LONG)
_WAITED = 5  # times as long as it may compute a job may last: a machine may be busy
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_FOR_WANT_OF_MEMORY = frozenset({signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS})  # what libraries do who ask no further


class Job(NamedTuple):
    """Something to do, and the name of the file that it is done with; what comes back must be picklable."""

    name: str
    work: Callable[[], Any]


def each(jobs: Sequence[Job], limits: Limits = LIMITS) -> Iterator[Any]:
    """What each job gives, in order: its result, or the error with which it was refused.

    An error that is a SourceError is the job's own. Anything else that ends it is a RefusedFileError with the name of
    the job and the reason.
    """
    done = 0
    while done < len(jobs):
        with tempfile.TemporaryFile() as answers:
            code = _forked(jobs[done:], answers, limits)
            for answer in _answers(answers):
                done += 1
                yield answer
        if code and done < len(jobs):
            yield RefusedFileError(f"{jobs[done].name}: {_why(code, limits)}")
            done += 1


def alone(job: Job, limits: Limits = LIMITS) -> Any:
    """The result of one job; raises the error with which it was refused."""
    (answer,) = each([job], limits)
    if isinstance(answer, SourceError):
        raise answer
    return answer


def _forked(jobs: Sequence[Job], answers: IO[bytes], limits: Limits) -> int:
    """How a process ended that did these jobs: 0, another code, or the number of a signal below 0."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)  # what stops this one must not fall into the fork
    try:
        child = os.fork()
    except OSError:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        raise
    if child == 0:
        _do(jobs, answers, limits)
    try:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        _, status = os.waitpid(child, 0)
    except BaseException:  # Ctrl-C while it is waited for
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise
    return os.waitstatus_to_exitcode(status)


def _do(jobs: Sequence[Job], answers: IO[bytes], limits: Limits) -> Never:
    """Do the jobs in this process, which was forked for it, and end it."""
    code = 1
    try:
        _leave_the_parent(answers.fileno())
        for job in jobs:
            _begin(limits)
            pickle.dump(_answer(job), answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()
        code = 0
    except MemoryError:
        code = _OUT_OF_MEMORY
    finally:
        os._exit(code)


def _answer(job: Job) -> Any:
    try:
        return job.work()
    except SourceError as error:
        return error.with_traceback(None)
    except MemoryError:
        raise
    except BaseException as error:  # of readers and of libraries in other languages, which have kinds of their own
        return RefusedFileError(
            f"{job.name}: reading it ended in an error of the program ({type(error).__name__}); expected a file as the "
            "service delivers it: download it again, and if it is whole, report it"
        )


def _leave_the_parent(kept: int) -> None:
    """Let go of all that is the parent's: its open files, its signals, its terminal; and end when it ends."""
    for number in _STOPS:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
    faulthandler.disable()
    gc.freeze()
    sys.stdout = sys.stderr = io.StringIO()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        if standard != kept:
            os.dup2(nowhere, standard)
    os.closerange(3, kept)
    os.closerange(max(kept, 2) + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, AttributeError):  # where the system has no such call
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, int(signal.SIGKILL))


def _begin(limits: Limits) -> None:
    """Set the limits of one job: the memory counts from what is taken already, the time while it computes, from now.

    Where the system does not tell what is taken (it does on Linux), memory has no limit.
    """
    if _ADDRESS_SPACE.exists():
        taken = int(_ADDRESS_SPACE.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        most, hard = taken + limits.memory, resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    signal.setitimer(signal.ITIMER_PROF, limits.seconds)
    signal.setitimer(signal.ITIMER_REAL, _WAITED * limits.seconds)


def _answers(written: IO[bytes]) -> Iterator[Any]:
    """The answers that were written whole."""
    written.seek(0)
    with contextlib.suppress(EOFError, pickle.UnpicklingError):  # the end, or one that was broken off
        while True:
            yield pickle.load(written)  # noqa: S301 - our own process wrote it


def _why(code: int, limits: Limits) -> str:
    """Why a job was ended, and what it may take."""
    allowed = f"; a file may take {limits}: ask for fewer rows, or split it"
    memory = f"more than {in_words(limits.memory)} of memory"
    if code == _OUT_OF_MEMORY:
        return f"reading it takes {memory}{allowed}"
    if -code in _FOR_WANT_OF_MEMORY:
        return f"reading it broke off ({signal.Signals(-code).name}), as when it takes {memory}{allowed}"
    if -code in _TOO_LONG:
        return f"reading it takes longer than {limits.seconds:g} seconds{allowed}"
    how = f"signal {signal.Signals(-code).name}" if code < 0 else f"code {code}"
    return f"the process that reads it was ended ({how}){allowed}"
