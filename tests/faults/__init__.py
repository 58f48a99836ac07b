"""What happens to the served program when something breaks; FAULTS=full drills it in the sizes of a really bad day."""

import os

FULL = os.environ.get("FAULTS") == "full"


def size(small: int, full: int) -> int:
    """How many of something a drill takes."""
    return full if FULL else small
