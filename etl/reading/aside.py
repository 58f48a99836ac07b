"""What of a file is not used, and why: figures by reason, with the line where the first of them stands."""

from collections import Counter

from etl.quoting import quoted
from etl.reading.rows import Aside

_MOST_REASONS, _LONGEST_REASON = 400, 400
_OTHERS = "for one of many other reasons"


class SetAside:
    """The figures of one file that were set aside so far."""

    def __init__(self) -> None:
        self._figures: Counter[str] = Counter()
        self._lines: dict[str, int] = {}

    def put(self, reason: str, line: int, figures: int = 1) -> None:
        """Set figures aside for a reason; what is too long of it is cut."""
        if len(reason) > _LONGEST_REASON:
            reason = quoted(reason, _LONGEST_REASON)
        self._figures[reason] += figures
        self._lines.setdefault(reason, line)

    def told(self) -> tuple[Aside, ...]:
        """One entry for each reason, in the order of their words.

        Of very many the rarest are put together, so that a file cannot fill the account with its own words.
        """
        for reason, figures in self._figures.most_common()[_MOST_REASONS:]:
            del self._figures[reason]
            self.put(_OTHERS, self._lines[reason], figures)
        return tuple(Aside(reason, count, self._lines[reason]) for reason, count in sorted(self._figures.items()))
