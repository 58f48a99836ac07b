"""The labels at the ends of lines: in the line's colour, moved apart where they collide, and within the picture."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.figures.style import Spec, apart, beside_axis

LABEL_HEIGHT = 17
"""The pixels from one label to the next."""


@dataclass(frozen=True)
class End:
    """What stands at the end of a line: its place on the value axis, its text and its colour.

    `name` is what there is room for on a narrow screen, where the text stands in a list below the chart.
    """

    place: float
    text: str
    colour: str
    name: str = ""

    @property
    def letters(self) -> int:
        """How many letters the text has, without its markup."""
        return len(self.text.replace("<b>", "").replace("</b>", ""))


def labels_at_ends(
    ends: Sequence[End],
    axis_range: tuple[float, float],
    pixels: float,
    room: tuple[float, float],
    where: Spec,
    *,
    height: float = LABEL_HEIGHT,
    size: float = 12.5,
) -> list[Spec]:
    """A note for each end, in their order, none over another and each as near to its place as that allows.

    The value axis spans `axis_range` over so many `pixels`; labels may reach into the `room` above and below it, in
    pixels. `where` says the rest of where a note stands: its x, its axes and its anchor.
    """
    low, high = axis_range
    per_pixel, half = (high - low) / pixels, height / 2
    above, below = room
    within = low - (below - half) * per_pixel, high + (above - half) * per_pixel
    places = apart([end.place for end in ends], height * per_pixel, within)
    return [
        {
            "yanchor": "middle",
            "showarrow": False,
            "text": end.text,
            "font": {"color": end.colour, "size": size},
            **beside_axis(place, axis_range, per_pixel),
            **({"name": end.name} if end.name else {}),
            **where,
        }
        for end, place in zip(ends, places, strict=True)
    ]
