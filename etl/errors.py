"""The refusals of the pipeline; each message is a sentence: what happened, what was expected, what to do."""


class PipelineError(Exception):
    """The build cannot go on; nothing has been switched."""


class SourceError(PipelineError):
    """Files of a source cannot be read as what they should be."""


class CheckError(PipelineError):
    """The built warehouse holds rows that must not exist."""


class BusyError(PipelineError):
    """Another refresh is writing to the same folder."""
