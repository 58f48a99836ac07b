"""Everything that the page of gaps shows, asked once; words, charts and tables are made from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.address.selection import Selection
from dashboard.pages.gaps.view import GapsView
from dashboard.reading import extents
from dashboard.reading import gap_shares as behind
from dashboard.reading.absences import Absences, absences
from dashboard.reading.extents import Extent
from dashboard.reading.gap_shares import Comparison, People, Shares
from dashboard.reading.gaps import AreaGap, Ratio, exported, ratios_of_groups
from dashboard.reading.judgements import progress
from dashboard.reading.warehouse import Build, Snapshot
from dashboard.rows import Judgement, Printed, judgements, known
from indicators.areas import Area
from indicators.catalogue import Catalogue
from indicators.model import Indicator
from indicators.populations import Populations
from indicators.vocabulary import AreaType


@dataclass(frozen=True)
class Found:
    """What the page rests on: `ratios` are all that it offers, the rest is of the one that its view shows.

    `shares` are the pairs behind the ratio by area, a list for each edition; `missing` tells why an area has no figure,
    `economies` are the judgements of all economies that have one.
    `files` are the extents of what can be taken away.
    """

    view: GapsView
    build: Build
    ratios: tuple[Ratio, ...]
    shares: Mapping[str, list[list[Shares]]]
    populations: Populations
    missing: Absences
    economies: tuple[Judgement, ...]
    files: Mapping[str, Extent]

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue the build was made with."""
        return self.build.catalogue

    @property
    def indicator(self) -> Indicator:
        """The ratio that is shown."""
        return self.view.indicator

    @cached_property
    def ratio(self) -> Ratio:
        """What is known of the ratio that is shown."""
        return next(one for one in self.ratios if one.indicator.id == self.indicator.id)

    @property
    def gaps(self) -> tuple[AreaGap, ...]:
        """The gaps of the world and its groups that have a figure, in the order of areas."""
        return self.ratio.gaps

    @cached_property
    def stated(self) -> list[Printed]:
        """The areas without a figure that are stated to be within the band."""
        return behind.stated(self.ratio)

    @cached_property
    def comparisons(self) -> list[Comparison]:
        """Computed ratios beside published ones, the newest first."""
        return behind.comparisons(self.ratio, self.catalogue)

    @cached_property
    def published_people(self) -> dict[str, list[People]]:
        """The published gaps in people by area, oldest first."""
        return behind.published_people(self.ratio)

    @cached_property
    def absent(self) -> list[Area]:
        """The world and the groups without a figure of the ratio, in the order of areas."""
        return [area for area in self.catalogue.groups() if self.ratio.gap_of(area.area_id) is None]

    def shares_of(self, gap: AreaGap) -> Shares | None:
        """The two shares of the year of an area's newest ratio."""
        return behind.shares_at(self.shares.get(gap.area.area_id, []), gap.newest)

    def told_in_points(self, gap: AreaGap) -> list[list[Shares]]:
        """The lines of shares that tell an area's gap in points."""
        return behind.told_in_points(self.shares.get(gap.area.area_id, []))

    def people_of(self, area_id: str, year: int, pair: Shares | None) -> People | None:
        """The gap in people of an area, year and pair of shares: published, else estimated."""
        told = next((one for one in self.published_people.get(area_id, []) if one.year == year), None)
        if told or pair is None:
            return told
        day = self.build.built_at.date()
        return behind.estimated_people(self.indicator, area_id, pair, self.populations, self.catalogue, day)


def find(snapshot: Snapshot, view: GapsView) -> Found:
    """What the page shows for a view; each question is put once."""
    catalogue, indicator = snapshot.catalogue, view.indicator
    ratios = ratios_of_groups(snapshot, view.lens)
    economies = progress(snapshot, of_economies(view))
    return Found(
        view,
        snapshot.build,
        ratios,
        behind.shares_of_groups(snapshot, indicator),
        behind.populations(snapshot),
        absences(snapshot, [indicator], catalogue.groups()),
        tuple(row for row in judgements(economies) if known(row.latest_value)),
        _files(snapshot, view, ratios),
    )


def of_economies(view: GapsView) -> Selection:
    """The judgements of all economies."""
    return view.lens.selection(indicator=(view.indicator.id,), area_type=(AreaType.ECONOMY.value,))


def newest_of_economies(view: GapsView) -> Selection:
    """The newest figure of every economy."""
    return Selection(indicator=(view.indicator.id,), area_type=(AreaType.ECONOMY.value,), latest=True)


def statements(stated: Sequence[Printed]) -> Selection:
    """The newest statements, without a number, of areas."""
    areas = tuple(row.area_id for row in stated)
    return Selection(indicator=(stated[0].indicator_id,), area=areas, latest=True)


def _files(snapshot: Snapshot, view: GapsView, ratios: tuple[Ratio, ...]) -> dict[str, Extent]:
    ratio = next(one for one in ratios if one.indicator.id == view.indicator.id)
    economies = {"judged economies": extents.asked_progress(snapshot, of_economies(view))}
    if not ratio.gaps:
        return economies
    shown, stated = exported(view.indicator, ratio.gaps), behind.stated(ratio)
    judged = shown.but(horizon=(str(view.lens.horizon),), benchmark=view.lens.benchmark)
    return economies | {
        "groups": extents.asked_observations(snapshot, shown),
        "judged groups": extents.asked_progress(snapshot, judged),
        "economies": extents.asked_observations(snapshot, newest_of_economies(view)),
        **({"stated": extents.asked_observations(snapshot, statements(stated))} if stated else {}),
    }
