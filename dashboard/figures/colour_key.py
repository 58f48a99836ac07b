"""Which colour is which region, above a chart of economies."""

from collections.abc import Mapping, Sequence

from dashboard.figures.style import Spec
from dashboard.theme import LIGHT

_NAMES_A_LINE = 4


def colour_key(shown: Sequence[str], names: Mapping[str, str], *more: str) -> Spec:
    """A note above a chart with the names of regions in their colours, and in words what else is shown.

    `names` holds the name of each of the colours in `shown`.
    """
    items = [f'<span style="color:{LIGHT[region]}"><b>●</b> {names[region]}</span>' for region in shown]
    parts = [items[n : n + _NAMES_A_LINE] for n in range(0, len(items), _NAMES_A_LINE)]
    return {
        "x": 0,
        "xref": "paper",
        "y": 1,
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 18,
        "xshift": -44,
        "showarrow": False,
        "align": "left",
        "font": {"size": 12.5, "color": LIGHT["soft"]},
        "text": "<br>".join("   ".join(part) for part in [*parts[:-1], [*parts[-1], *more]]),
    }
