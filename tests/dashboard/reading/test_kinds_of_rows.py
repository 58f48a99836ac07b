"""Kinds of rows: their fields are what the queries give."""

from collections.abc import Callable
from typing import get_type_hints

import pandas as pd
import pytest

from dashboard.address.lens import Lens
from dashboard.address.selection import Selection
from dashboard.reading import (
    claims,
    groups,
    headlines,
    held,
    holding,
    judgements,
    outlooks,
    provenance,
    revisions,
    selected,
)
from dashboard.reading.gaps import course_frame, range_frame, ratios_of_groups
from dashboard.reading.own_groups import observations
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import Backtest, Ends, Judgement, Observation, Printed
from dashboard.rows import judgements as judgements_of

Answer = pd.DataFrame | list
QUERIES: dict[type, Callable[[Snapshot], Answer]] = {
    Observation: lambda one: observations(one, Selection(target=("1.1",), group=("KEN", "UGA"))),
    Backtest: lambda one: outlooks.backtests(one, "internet_users"),
    groups.ScheduledExit: lambda one: groups.scheduled_exits(one, ["LDC"]),
    held.NewestFigure: lambda one: list(held.newest_figures(one)["internet_users", ""].values()),
    held.Population: lambda one: [held.population(one, ["KEN"])],
    holding.Holding: holding.figures_by_target,
    headlines.CoursePoint: lambda one: headlines.headline_lines(one, ["WLD"], ["internet_users"]),
    headlines.GroupValue: lambda one: headlines.group_values(one, ["internet_users"]),
    selected.OtherFigure: lambda one: selected.other_figures(one, "internet_users", "WLD"),
    judgements.UsedPoint: lambda one: judgements.used_points(one, _judgement(one)),
    outlooks.ProjectedValue: lambda one: outlooks.projections(one, "internet_users", ["WLD"]),
    outlooks.SuspectedBreak: outlooks.suspected_breaks,
    judgements.Withheld: lambda one: judgements.withheld(
        one, "mobile_owners", [area.area_id for area in one.catalogue.areas]
    ),
    judgements.Difference: lambda one: judgements.differences(one, "internet_users", ["WLD"]),
    judgements.TierCount: lambda one: judgements.tier_counts(one, "gci_score"),
    judgements.Reaching: lambda one: judgements.reaching(one, "mobile_basket_5gb"),
    provenance.SourceOutcome: provenance.source_outcomes,
    provenance.DroppedFile: provenance.dropped_files,
    provenance.SentFiles: provenance.sent_files,
    revisions.ComparedBuild: revisions.builds,
    revisions.RevisedIndicator: lambda one: revisions.summary(one, "", ""),
    revisions.RevisedArea: lambda one: revisions.by_area(one, "", ""),
    revisions.Change: lambda one: revisions.changes(one, "", "", "changed", 1),
    claims.Claim: lambda one: one.frame(
        f"select {', '.join(claims.Claim._fields)} from claims where claim_id = '2024-1.7-07'"
    ),
    Ends: lambda one: range_frame(_ratio(one).gaps),
    Printed: lambda one: course_frame(_ratio(one).gaps),
}


def _judgement(snapshot: Snapshot) -> Judgement:
    asked = Selection(indicator=("internet_users",), area=("WLD",), horizon=("2030",))
    return judgements_of(judgements.progress(snapshot, asked))[0]


def _ratio(snapshot: Snapshot):
    return ratios_of_groups(snapshot, Lens(2030))[0]


@pytest.mark.parametrize("kind", QUERIES, ids=lambda kind: kind.__name__)
def test_fields_are_the_columns(snapshot: Snapshot, kind: type):
    """A kind of row has the columns of its query, no more and no fewer."""
    found = QUERIES[kind](snapshot)
    columns = found[0]._fields if isinstance(found, list) else tuple(found.columns)
    assert sorted(columns) == sorted(get_type_hints(kind))


def test_fields_of_judgements(snapshot: Snapshot):
    """A judgement has all fields of its kind; only what single methods say stands beside them."""
    columns = judgements.progress(snapshot, Selection(target=("1.1",))).columns
    beside = set(columns) - set(Judgement._fields)
    assert set(Judgement._fields) <= set(columns)
    assert {name.partition("_")[0] for name in beside} == {"status", "measure", "reason", "words"}
