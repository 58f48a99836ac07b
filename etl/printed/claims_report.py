"""What the terminal shows of checked figures: an answer per row, rows that are none, and how many there are of each."""

from collections import Counter
from collections.abc import Sequence

from rich.console import Console

from etl.claims.reader import Fault
from etl.claims.verdicts import NONE_LATER, Verdict
from indicators.claims import ANSWERS


def print_claims(verdicts: Sequence[Verdict], faults: Sequence[Fault], console: Console) -> None:
    """The answers in the order of the file's rows, then the sum."""
    told = {one.claim.line: _told(one) for one in verdicts} | {one.line: one.reason for one in faults}
    for line in sorted(told):
        console.print(told[line], markup=False, highlight=False, soft_wrap=True)
    counts = Counter(one.answer for one in verdicts)
    parts = [f"{counts[answer]} {words.lower()}" for answer, words in ANSWERS.items() if counts[answer]]
    parts += [f"{len(faults)} cannot be read"] if faults else []
    rows = f"{len(told)} figure{'' if len(told) == 1 else 's'}"
    console.print(f"{rows}: {', '.join(parts)}." if told else "The file holds no figure.", soft_wrap=True)


def _told(verdict: Verdict) -> str:
    claim = verdict.claim
    year = f" {claim.year}" if claim.year else ""
    newest = f" Newest: {ANSWERS[verdict.newest_answer].lower()}. {verdict.newest_reason}"
    since = "" if verdict.newest_reason == NONE_LATER else newest
    what = f"line {claim.line}, {claim.claim_id}: {claim.indicator_id} {claim.area_id}{year}, printed {claim.printed}"
    return f"{what}: {ANSWERS[verdict.answer]}. {verdict.reason}{since}"
