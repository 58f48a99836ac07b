"""What the address of a profile asks for: the area, a second one beside it, and the lens."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.address.embed import without_embed
from dashboard.address.lens import PARAMETERS, Lens, lens_of
from dashboard.address.selection import Problem, Selection, parse, unknown_area
from indicators.areas import Area
from indicators.catalogue import Catalogue

WITH = "with"


@dataclass(frozen=True)
class ProfileView:
    """The state of the page: one area, or two side by side, seen through a lens."""

    area: Area
    lens: Lens
    other: Area | None = None
    embedded: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def areas(self) -> tuple[Area, ...]:
        """The area of the page, and the one beside it."""
        return (self.area, self.other) if self.other else (self.area,)

    @property
    def exported(self) -> Selection:
        """What the files of the page hold: the newest figures of its areas."""
        return Selection(area=tuple(area.area_id for area in self.areas))

    def href(self, area_id: str, other: str = "") -> str:
        """The address of a profile seen through the same lens, beside another one where that is named."""
        return self.lens.href(f"/areas/{area_id}", **({WITH: other} if other else {}))


def profile_view(catalogue: Catalogue, area: Area, arguments: Sequence[tuple[str, str]]) -> ProfileView:
    """The view of an area that the query arguments ask for; what cannot be used is left out and told."""
    rest, embedded, problems = without_embed(arguments)
    selected, wrong = parse([pair for pair in rest if pair[0] != WITH], catalogue, PARAMETERS)
    problems += wrong
    beside = [value.strip() for key, values in rest if key == WITH for value in values.split(",") if value.strip()]
    other = _other(catalogue, area, beside, problems)
    return ProfileView(area, lens_of(selected, catalogue.plan.usual_horizon), other, embedded, tuple(problems))


def _other(catalogue: Catalogue, area: Area, asked: Sequence[str], problems: list[Problem]) -> Area | None:
    """The first area that is asked for beside the page's own; what else is asked for is told."""
    found: Area | None = None
    for area_id in dict.fromkeys(asked):
        one = catalogue.area_by_id.get(area_id)
        if one is None:
            problems.append(unknown_area(WITH, area_id, tuple(catalogue.area_by_id), catalogue))
        elif one is area:
            problems.append(Problem("unknown_value", WITH, area_id, f"with={area_id} is the area of this page itself"))
        elif found is not None:
            message = f"with={area_id} is more than the one area that stands beside this one"
            problems.append(Problem("too_many_values", WITH, area_id, message))
        else:
            found = one
    return found
