"""What the terminal shows of files that are added: what they are, what becomes of their figures, what these change."""

import re
from collections.abc import Collection, Iterable

from rich.console import Console

from etl.builds.comparison import Account, Change, Comparison, Gone
from etl.guard.findings import listed, number, words
from etl.intake.adding import Added
from etl.quoting import named
from etl.reading import vintages
from etl.trial import Trial, rejected

_SHOWN_REJECTS = 5
_TO_A_YEAR = re.compile(r", to \d{4}$")  # what an edition is called of which nothing better is known


def print_trial(trial: Trial, console: Console) -> None:
    """Of each file what it is, what it feeds, its age, the account of its figures, and what they change."""
    for one in trial.added:
        _print(console, f"{named(one.path.name)}:")
        for account in trial.accounts_of(one):
            for line in _lines(account, trial.comparison):
                _print(console, f"  {line}")
        for sentence in one.differences:
            _print(console, f"  {sentence}")
    if trial.comparison.note:
        _print(console, trial.comparison.note)
    for gone in trial.comparison.gone:
        _print(console, _gone(gone))


def print_places(added: Collection[Added], console: Console, *, copied: bool) -> None:
    """Where the files lie now, or would lie, and what to do next."""
    for one in added:
        _print(console, f"{named(one.path.name)}: {'copied' if copied else 'would be copied'} to {one.into}")
    if copied:
        _print(console, "Use them with: python -m etl refresh --offline (or make etl)")
    else:
        _print(console, "Nothing was copied (--dry-run).")


def _lines(account: Account, comparison: Comparison) -> Iterable[str]:
    """The lines on one file, or on one document in an archive."""
    yield f"{account.layout}: {_counted(account.records, 'row')}, {_counted(account.figures, 'figure')}"
    if account.read_from:
        yield f"figures read: {account.read_from}"
    yield _fed(account)
    if account.editions:
        editions = ", ".join(map(repr, account.editions))
        is_guess = account.as_of_grounds == vintages.COPIED and any(map(_TO_A_YEAR.search, account.editions))
        say = "; --as-of DATE says better" if is_guess else ""
        yield f"as of {account.received_at:%Y-%m-%d} ({account.as_of_grounds}{say}), edition {editions}"
    yield f"kept {account.rows_kept:,}, rejected {account.rows_rejected:,}, set aside {account.figures_set_aside:,}"
    for row in account.rejects[:_SHOWN_REJECTS]:
        yield f"rejected: {rejected(row)}"
    if len(account.rejects) > _SHOWN_REJECTS:
        yield f"… and {len(account.rejects) - _SHOWN_REJECTS:,} more rejected rows"
    for figures, reason in account.aside:
        yield f"set aside: {figures:,} × {reason}" if figures else f"note: {reason}"
    if account.fed:
        yield from _compared(account, comparison)


def _fed(account: Account) -> str:
    if not account.fed:
        return "feeds no indicator"
    indicators = ", ".join(one.indicator_id for one in account.fed)
    areas = len(set[str]().union(*(one.areas for one in account.fed)))
    first, last = min(one.first_year for one in account.fed), max(one.last_year for one in account.fed)
    years = f"{first}" if first == last else f"{first}–{last}"
    return f"feeds {indicators}: {_counted(account.rows_kept, 'figure')} of {_counted(areas, 'area')}, {years}"


def _compared(account: Account, comparison: Comparison) -> Iterable[str]:
    """What the figures change against the served build, and which of them a page does not show first."""
    counts = {name: sum(getattr(one, name) for one in account.fed) for name in ("new", "changed", "as_before")}
    if comparison.against:
        told = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in counts.items())
        yield f"against the served build {comparison.against}: {told}"
    for change in account.changes:
        yield f"changed most: {_change(change)}"
    if behind := sum(one.behind for one in account.fed):
        yield f"behind a newer edition of the source, shown with edition=all: {behind:,}"
    others = account.rows_kept - behind - sum(one.shown_first for one in account.fed)
    if others > 0:
        yield f"in lines that pages do not show first, since another source or edition has them: {others:,}"


def _change(change: Change) -> str:
    breakdown = words((change.sex, change.age, change.location, change.level))
    where = " ".join([change.area_id, str(change.year), *breakdown])
    relative = (change.new_value - change.old_value) / abs(change.old_value) if change.old_value else None
    by = "" if relative is None else f" (relative change {100 * relative:+,.1f} %)"
    return f"{change.indicator_id} {where}: {number(change.old_value)} → {number(change.new_value)}{by}"


def _gone(gone: Gone) -> str:
    return (
        f"Gone: {_counted(gone.figures, 'figure')} of {gone.indicator_id} from {gone.source_id} that are served now "
        f"({listed(gone.places)})"
    )


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def _print(console: Console, text: str) -> None:
    console.print(text, markup=False, highlight=False, soft_wrap=True)
