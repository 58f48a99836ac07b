"""Changes in words: in how many a figure rose and fell, whichever way is the better one."""

from collections.abc import Sequence


def rises_and_falls(changes: Sequence[float], what: str = "") -> str:
    """In how many of at least one change a figure rose or fell: "fell in all 13", "rose in 5 and fell in 8 of 13".

    `what` names them: "areas".
    """
    many = f"{len(changes)}{f' {what}' if what else ''}"
    rose, fell = sum(change > 0 for change in changes), sum(change < 0 for change in changes)
    if not rose and not fell:
        return f"did not change in any of {many}"
    for count, word in ((rose, "rose"), (fell, "fell")):
        if count == len(changes):
            if count == 2:
                return f"{word} in both{f' {what}' if what else ''}"
            return f"{word} in all {many}" if count > 1 else f"{word} in {many}"
    told = [f"{word} in {count}" for count, word in ((rose, "rose"), (fell, "fell")) if count]
    return f"{' and '.join(told)} of {many}"
