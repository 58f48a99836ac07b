"""What is said of groups of economies: which ones a publication used."""


def grouping_words(grouping: str | None) -> str:
    """Which development levels and income groups a publication's aggregates are of, or that it is not known."""
    if grouping:
        return f"Its groups of economies: {grouping}."
    return "Which development levels and income groups it used is not stated in what was read."
