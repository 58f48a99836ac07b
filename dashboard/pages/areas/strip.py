"""A row of ticks the length of a word, one for each economy, as SVG that CSS colours by scheme."""

from collections.abc import Sequence
from urllib.parse import quote

from markupsafe import Markup

from dashboard.parts.markup import element

_WIDTH, _HEIGHT, _PAD = 120, 14, 2


def strip(merits: Sequence[float], own: float | None, middle: float | None) -> Markup:
    """One tick for each of `merits`, the best at the right, a taller one in the middle, and a mark at `own`.

    It is hidden from those who listen: the words beside it say the same.
    """
    low, high = min(merits), max(merits)

    def x(merit: float) -> float:
        share = (merit - low) / (high - low) if high > low else 0.5
        return _PAD + (_WIDTH - 2 * _PAD) * min(max(share, 0.0), 1.0)

    ticks = "".join(f"M{x(merit):.1f} 4v6" for merit in sorted(set(merits)))
    centre = "" if middle is None else f"M{x(middle):.1f} 1v12"
    content = (
        f"<path d='{ticks}' stroke='#000' stroke-opacity='.55'/><path d='{centre}' stroke='#000' stroke-width='1.4'/>"
    )
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {_WIDTH} {_HEIGHT}'>{content}</svg>"
    mask = f'url("data:image/svg+xml,{quote(svg)}")'
    ticked = element("span", className="strip-ticks", style={"maskImage": mask, "WebkitMaskImage": mask})
    at = (
        [] if own is None else [element("span", className="strip-own", style={"left": f"{100 * x(own) / _WIDTH:.1f}%"})]
    )
    return element("span", [ticked, *at], className="strip", **{"aria-hidden": "true"})
