"""Everything that the page Data shows, asked once; sentences and tables are made from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.address.selection import Problem
from dashboard.pages.data.view import DataView, opening, read_view
from dashboard.reading import extents, provenance, revisions
from dashboard.reading.changes import ImportantChange, ranked
from dashboard.reading.extents import Extent
from dashboard.reading.outlooks import SuspectedBreak, suspected_breaks
from dashboard.reading.provenance import DroppedFile, SentFiles, SourceOutcome
from dashboard.reading.revisions import Change, ComparedBuild, RevisedArea, RevisedIndicator
from dashboard.reading.warehouse import Build, Snapshot
from dashboard.rows import rows
from indicators.catalogue import Catalogue

_SHOWN_REJECTS = 30
SHOWN_CHANGES = 20
_IMPORTANT = 10


@dataclass(frozen=True)
class Compared:
    """What changed between two builds: the most important changes, then by indicator and source, by area, verdicts and
    figures, the largest first.

    All are empty where the two hold the same.
    """

    since: str
    until: str
    important: list[ImportantChange]
    by_indicator: list[RevisedIndicator]
    by_area: list[RevisedArea]
    verdicts: list[Change]
    figures: list[Change]

    def count(self, name: str) -> int:
        """How many figures or verdicts are `changed`, `added`, `gone`, or differ in their `statuses`."""
        return sum(getattr(row, name) for row in self.by_indicator)


@dataclass(frozen=True)
class Chosen:
    """What the fields of the page decide; `compared` is None where there are not two builds to compare;
    `rejected_file` and `revisions_file` are the extents of the refused rows and of what changed.
    """

    view: DataView
    problems: list[Problem]
    build: Build
    builds: list[ComparedBuild]
    compared: Compared | None
    rejected: pd.DataFrame
    rejected_counts: Mapping[str, int]
    coverage: pd.DataFrame
    rejected_file: Extent
    revisions_file: Extent | None

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the build."""
        return self.build.catalogue

    @property
    def opening(self) -> DataView:
        """What the page opens with where the address says nothing."""
        return opening(self.catalogue, [row.build_id for row in self.builds])

    @property
    def query_string(self) -> str:
        """The shortest address that reproduces the choices."""
        return self.view.query_string(self.opening)

    @property
    def rejected_total(self) -> int:
        """How many rows of the chosen source were refused, or of all."""
        counts = self.rejected_counts
        return counts.get(self.view.source, 0) if self.view.source else sum(counts.values())


@dataclass(frozen=True)
class Found:
    """What the page rests on: what its fields decide, and what is the same whatever they say.

    `files` are the extents of the lists that can be taken away.
    """

    chosen: Chosen
    build: Build
    figures: int
    sources: int
    outcomes: list[SourceOutcome]
    never_asked: list[str]
    dropped: list[DroppedFile]
    sent: list[SentFiles]
    refused: pd.DataFrame
    quality: pd.DataFrame
    suspected: list[SuspectedBreak]
    files: Mapping[str, Extent]


def choose(snapshot: Snapshot, arguments: Iterable[tuple[str, str]]) -> Chosen:
    """What the arguments of an address choose, each question put once."""
    builds: list[ComparedBuild] = rows(revisions.builds(snapshot))
    view, problems = read_view(arguments, snapshot.catalogue, [row.build_id for row in builds])
    compared = _compare(snapshot, view, [row.build_id for row in builds])
    since, until = (compared.since, compared.until) if compared is not None else ("", "")
    return Chosen(
        view,
        problems,
        snapshot.build,
        builds,
        compared,
        provenance.rejected_rows(snapshot, view.source, _SHOWN_REJECTS),
        provenance.rejected_counts(snapshot),
        provenance.coverage(snapshot),
        extents.of_list(snapshot, "rejected_rows", source=view.source),
        extents.of_list(snapshot, "revisions", since=since, until=until) if compared is not None else None,
    )


def find(snapshot: Snapshot, arguments: Iterable[tuple[str, str]]) -> Found:
    """What the whole page shows for the arguments of an address, each question put once."""
    whole = snapshot.of_build((_whole,), lambda: _whole(snapshot))
    return Found(choose(snapshot, arguments), snapshot.build, *whole)


def _whole(
    snapshot: Snapshot,
) -> tuple[
    int,
    int,
    list[SourceOutcome],
    list[str],
    list[DroppedFile],
    list[SentFiles],
    pd.DataFrame,
    pd.DataFrame,
    list[SuspectedBreak],
    Mapping[str, Extent],
]:
    """What the page shows of a build whatever its fields say, in the order of Found."""
    outcomes = provenance.source_outcomes(snapshot)
    return (
        *provenance.size(snapshot),
        rows(outcomes),
        provenance.never_asked(outcomes, snapshot.catalogue),
        rows(provenance.dropped_files(snapshot)),
        rows(provenance.sent_files(snapshot)),
        provenance.refused_files(snapshot),
        provenance.quality(snapshot),
        suspected_breaks(snapshot),
        {name: extents.of_list(snapshot, name) for name in ("sources", "files", "set_aside")},
    )


def _compare(snapshot: Snapshot, view: DataView, newest_first: list[str]) -> Compared | None:
    """The older of the two builds against the newer one, whichever way round they are given."""
    if view.since == view.until:
        return None
    until, since = sorted((view.since, view.until), key=newest_first.index)
    summary: list[RevisedIndicator] = rows(revisions.summary(snapshot, since, until))
    if not summary:
        return Compared(since, until, [], [], [], [], [])
    return Compared(
        since,
        until,
        ranked(snapshot, since, until, _IMPORTANT),
        summary,
        rows(revisions.by_area(snapshot, since, until)),
        rows(revisions.changes(snapshot, since, until, "status", SHOWN_CHANGES)),
        rows(revisions.changes(snapshot, since, until, "changed", SHOWN_CHANGES)),
    )
