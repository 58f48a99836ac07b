"""The words of claims: what sort of figure a report prints, and what becomes of it when it is looked up."""

from enum import StrEnum


class ClaimKind(StrEnum):
    """What sort of figure is printed: what an area has, or what is derived from that."""

    VALUE = "value"
    CHANGE = "change"
    RATIO = "ratio"
    COUNT = "count"
    BOUND = "bound"
    ORDINAL = "ordinal"


class Answer(StrEnum):
    """What a claim is, once it has been looked up."""

    REPRODUCED = "reproduced"
    ROUNDED_DIFFERENTLY = "rounded_differently"
    REVISED_SINCE = "revised_since"
    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    NOT_AVAILABLE = "not_available"


ANSWERS = {
    Answer.REPRODUCED: "Reproduced",
    Answer.ROUNDED_DIFFERENTLY: "Rounded differently",
    Answer.REVISED_SINCE: "Revised since",
    Answer.CONSISTENT: "Derived and consistent",
    Answer.INCONSISTENT: "Inconsistent",
    Answer.NOT_AVAILABLE: "Not available",
}
"""The answers as a reader knows them."""
