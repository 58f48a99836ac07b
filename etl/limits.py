"""What reading one file may take: the only place where it is said."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What one file that others sent may take, whether it was dropped, added or sent by a service.

    `memory` is in bytes, beyond what the program takes by itself; `seconds` are those of computing; `unpacked` are the
    bytes of a file and of all that its archives hold, in `files` files at most. So many rows of it may be `rejected`,
    each of which is told.
    """

    memory: int = 1 << 30
    seconds: float = 120
    unpacked: int = 256 << 20
    files: int = 200
    rejected: int = 20_000

    def __str__(self) -> str:
        """The limits as a sentence tells them."""
        return (
            f"{in_words(self.memory)} of memory, {self.seconds:g} seconds and {in_words(self.unpacked)} in "
            f"{self.files} files when it is unpacked"
        )


LIMITS = Limits()

MOST_JSON = 64 << 20
"""Bytes of an answer in JSON that a connector takes apart itself, beside the others: as objects it is up to 25 times
as large.
"""


def in_words(size: int) -> str:
    """A number of bytes in the unit that a reader would use."""
    for unit, power in (("GiB", 30), ("MiB", 20), ("KiB", 10)):
        if size >= 1 << power:
            return f"{size / (1 << power):,.4g} {unit}"
    return f"{size:,} bytes"
