"""The refusals of the pipeline; each message is a sentence: what happened, what was expected, what to do."""


class PipelineError(Exception):
    """The build cannot go on; nothing has been switched."""


class SourceError(PipelineError):
    """Files of a source cannot be read as what they should be."""


class CheckError(PipelineError):
    """The built warehouse holds rows that must not exist."""


class BusyError(PipelineError):
    """Another refresh is writing to the same folder."""


class RefusedFileError(SourceError):
    """A file is nothing that can be read: not recognised, broken, a web page, a pointer."""


class NoFiguresError(RefusedFileError):
    """A file is of no kind that holds figures, whole or not; within an archive it is passed over."""


class UnreachableError(SourceError):
    """Nobody answers at the address: connection refused, no such name, no TLS, or cut off again and again."""


class BlockedError(SourceError):
    """The service turns this program away: 403, or a page that wants a browser."""


class ThrottledError(SourceError):
    """The service says that it is asked too much, and waiting for it would take too long."""


class MovedError(SourceError):
    """The address holds nothing any more: 404, 410, or a redirect that must not or cannot be followed."""


class FaultError(SourceError):
    """The service fails again and again: 500, 502, 503, 504."""


class RefusedError(SourceError):
    """The service answers that the request itself is wrong: 400, 406, 413, 414 and the like."""


class ShapeError(SourceError):
    """The answer is not what was asked for: a page of HTML, a cut or broken body, nothing at all, no JSON."""


class TooLargeError(SourceError):
    """The answer is larger than the source may send."""


class TooSlowError(SourceError):
    """The answer does not come, or drips."""


class BudgetError(SourceError):
    """The time that may be spent on the source in one run is used up."""


class EmptyError(SourceError):
    """The answer is sound and holds no figure that was asked for: a wrong id, or a series that was renamed."""
