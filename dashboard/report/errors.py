"""What can be wrong with what a writer hands over, told in a sentence."""


class TemplateError(Exception):
    """A template cannot be used; the message says why."""
