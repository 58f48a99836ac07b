"""A file that is only written to, for libraries that write files, when what they write is sent at once."""


class Sink:
    """What has been written since it was last taken."""

    closed = False

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self.held = 0

    def write(self, piece: bytes | bytearray | memoryview, /) -> int:
        """Takes a piece."""
        taken = bytes(piece)
        self._pieces.append(taken)
        self.held += len(taken)
        return len(taken)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """What has been written stays to be taken."""

    def taken(self) -> bytes:
        """All that came in since the last time."""
        pieces, self._pieces, self.held = self._pieces, [], 0
        return b"".join(pieces)
