"""How each target stands through a lens: the one verdict that speaks for it where there is room for one."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.address.lens import Lens
from dashboard.reading.judgements import of_groups
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import Judgement, known
from indicators.model import Indicator
from indicators.plan import Target
from indicators.vocabulary import Status


@dataclass(frozen=True)
class TargetVerdict:
    """A target, the indicator that speaks for it, and its judgement for the area that the target is judged on.

    `judged` is None where none of its indicators has a figure of that area.
    """

    target: Target
    indicator: Indicator
    judged: Judgement | None

    @property
    def status(self) -> Status:
        """The status of the figure; not assessable where there is none."""
        return Status(self.judged.status) if self.judged is not None else Status.NOT_ASSESSABLE


def target_verdicts(snapshot: Snapshot, lens: Lens) -> tuple[TargetVerdict, ...]:
    """The verdicts of all targets of the plan, in its order.

    Of indicators that a target asks for together the first that does not reach its benchmark speaks, else the first of
    them, else the first of its card that has a figure.
    """
    return snapshot.of_build((target_verdicts, lens), lambda: _through(snapshot, lens))


def _through(snapshot: Snapshot, lens: Lens) -> tuple[TargetVerdict, ...]:
    asked = dict.fromkeys(one for target in snapshot.catalogue.targets for one in (*target.together, *target.card))
    judged = of_groups(snapshot, lens.selection(indicator=tuple(asked)))
    held = {(row.indicator_id, row.area_id): row for row in judged if known(row.latest_year)}
    return tuple(_of(target, snapshot, held) for target in snapshot.catalogue.targets)


def _of(target: Target, snapshot: Snapshot, held: dict[tuple[str, str], Judgement]) -> TargetVerdict:
    def found(names: Iterable[str]) -> list[tuple[str, Judgement]]:
        return [(one, held[one, target.judged_on]) for one in names if (one, target.judged_on) in held]

    together = found(target.together)
    short = (each for each in together if each[1].status != Status.MET)
    name, judged = next(short, None) or next(iter([*together, *found(target.card)]), (target.card[0], None))
    return TargetVerdict(target, snapshot.catalogue.indicator_by_id[name], judged)
