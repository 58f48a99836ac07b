"""Colours, in a light and a dark scheme, and which area wears which: the same everywhere.

Figures are built in light colours; the browser swaps each for its dark twin (assets/shell.js, DARK_TWIN).
"""

from collections.abc import Iterable, Mapping, Sequence

from dashboard.rows import OfALine
from indicators.areas import Area
from indicators.vocabulary import BREAKDOWNS, AreaType

Key = str | tuple[str, ...]
"""What a colour belongs to: an area by its id, or a breakdown of the one area shown."""

# name: (light, dark). Text reaches 4.5:1 and marks 3:1 on the page and on what lies over it in their scheme, and the
# ground, statuses and regions have the same contrast in both (tests/dashboard). What lies over the page for a
# moment, fields, bubbles and dialogs, is a card; what stands on it is hairlines on paper.
COLOURS = {
    "page": ("#fcfcfa", "#10151a"),
    "card": ("#ffffff", "#161c23"),
    "ink": ("#15202b", "#ecf0f4"),
    "soft": ("#56626f", "#8b98a5"),
    "line": ("#dde2e7", "#252d36"),
    "mark": ("#848f9a", "#65717d"),
    "accent": ("#0b5fa5", "#5a9fe0"),
    "met": ("#0b7853", "#36a179"),
    "on_track": ("#0c66ad", "#549bd9"),
    "moderate": ("#7d5c00", "#b79432"),
    "slow": ("#b0481a", "#cb7d4d"),
    "stalled": ("#596570", "#8e979f"),
    "reversing": ("#ab1739", "#fb7e94"),
    "missed": ("#77318f", "#d199eb"),
    "short": ("#4a6272", "#899fad"),
    "not_assessable": ("#5b6773", "#8995a0"),
    "ITU-AFR": ("#b84a12", "#c67849"),
    "ITU-AMS": ("#0b66ab", "#539cd9"),
    "ITU-ARB": ("#9c3a77", "#d480b5"),
    "ITU-ASP": ("#0a7852", "#34a178"),
    "ITU-CIS": ("#856000", "#b18e2e"),
    "ITU-EUR": ("#6a55b8", "#998ace"),
    "LDC": ("#8c1832", "#f59aa1"),
    "LLDC": ("#7d6200", "#d9b54a"),
    "SIDS": ("#0b7a70", "#49c9bb"),
    "DEVELOPING": ("#6d50a8", "#b39ae6"),
    "DEVELOPED": ("#1c5d9f", "#6fb0ee"),
    "INC-HIC": ("#0a4784", "#6aaef0"),
    "INC-UMC": ("#3873ad", "#a3cbf0"),
    "INC-LMC": ("#aa5b16", "#f0b070"),
    "INC-LIC": ("#8f2f0c", "#ee845c"),
    "female": ("#7b2da8", "#d39dfa"),
    "male": ("#0c6c68", "#67d2cc"),
    "urban": ("#334263", "#b4c4e5"),
    "rural": ("#4c701a", "#a6d671"),
    "series-1": ("#2b2db0", "#a7baff"),
    "series-2": ("#ac1730", "#f8a4a3"),
    "series-3": ("#586d03", "#cfe0ab"),
    "series-4": ("#6d2981", "#f1c5fe"),
    "series-5": ("#10777c", "#52f1f9"),
    "series-6": ("#683b0e", "#bd9e85"),
    "series-7": ("#c72c78", "#fe82b4"),
    "series-8": ("#395061", "#c1dcf0"),
}

# Five steps of a value, low to high: (light, its text), (dark, its text). A hairline bounds each field.
STEPS = (
    (("#e3edf6", "#15202b"), ("#1f2c39", "#e8edf2")),
    (("#b5d2ea", "#15202b"), ("#24476a", "#e8edf2")),
    (("#7fb2dd", "#15202b"), ("#2a679c", "#ffffff")),
    (("#2c74b3", "#ffffff"), ("#6cb0ee", "#0f1419")),
    (("#0a4078", "#ffffff"), ("#c4e1fb", "#0f1419")),
)

_STATUSES = ("met", "on_track", "moderate", "slow", "stalled", "reversing", "missed", "short", "not_assessable")
_TINTED = 0.42


def _tint(name: str, scheme: int) -> str:
    """A colour thinned with the page, for a field on which ink is legible."""
    pure, page = (COLOURS[one][scheme] for one in (name, "page"))
    parts = [(int(pure[at : at + 2], 16), int(page[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(under + (over - under) * _TINTED):02x}" for over, under in parts)


# Fields that a status fills; ink stands on them.
TINTS = {name: (_tint(name, 0), _tint(name, 1)) for name in _STATUSES}

LIGHT = {name: pair[0] for name, pair in COLOURS.items()}
DARK_TWIN = dict(COLOURS.values())
_PAIRS = ("female", "male", "urban", "rural")
_NAME_OF = {pair[0]: name for name, pair in COLOURS.items()}
MOST_LINES = 8


def colours_of(areas: Iterable[Area]) -> dict[Key, str]:
    """The light colour of each area: the world is ink, groups have their own, economies take turns.

    With more than MOST_LINES economies none stands out and all wear the soft ink, in which labels and bars are legible.
    """
    areas = list(areas)
    economies = [area for area in areas if area.area_type is AreaType.ECONOMY]
    many = len(economies) > MOST_LINES
    turns = {area.area_id: "soft" if many else f"series-{turn % MOST_LINES + 1}" for turn, area in enumerate(economies)}
    return {area.area_id: LIGHT[_name(area, turns)] for area in areas}


def colours_of_breakdowns(frame_rows: Sequence[OfALine]) -> dict[Key, str]:
    """Where the rows of one area differ in breakdown only: a light colour for each; else nothing. Women and men, town
    and country wear their own.
    """
    keys = list(dict.fromkeys(_key(row) for row in frame_rows))
    if len(keys) < 2 or len({row.area_id for row in frame_rows}) > 1:
        return {}
    own = [_own(key) for key in keys]
    alone = [name if own.count(name) == 1 else "" for name in own]  # women of two ages are two lines
    named = [name or f"series-{turn % MOST_LINES + 1}" for turn, name in enumerate(alone)]
    return {key: LIGHT[name] for key, name in zip(keys, named, strict=True)}


def _own(key: Sequence[str]) -> str:
    """The one part of a breakdown that has a colour of its own: women and men, town and country; else empty."""
    parts = [part for part in key[1:] if part in _PAIRS]
    return parts[0] if len(parts) == 1 else ""


def colour_of(row: OfALine, colours: Mapping[Key, str]) -> str:
    """The colour of a row: its breakdown's where breakdowns have their own, else its area's."""
    return colours.get(_key(row)) or colours[row.area_id]


def _key(row: OfALine) -> Key:
    return (row.area_id, *(getattr(row, name) for name in BREAKDOWNS))


def variable(colour: str) -> str:
    """A light colour as the custom property that has it, so that what is drawn on the server follows the scheme."""
    return f"var(--{_NAME_OF[colour].lower()})"


def stylesheet() -> str:
    """The colours as custom properties of CSS, for both schemes; dark by choice, or by the system's."""
    steps = {f"q{n}": (light[0], dark[0]) for n, (light, dark) in enumerate(STEPS, 1)}
    steps |= {f"on-q{n}": (light[1], dark[1]) for n, (light, dark) in enumerate(STEPS, 1)}
    tints = {f"tint-{name}": pair for name, pair in TINTS.items()}
    named = COLOURS | steps | tints
    light, dark = ("".join(f"--{name.lower()}:{pair[scheme]};" for name, pair in named.items()) for scheme in (0, 1))
    return (
        f":root{{color-scheme:light;{light}}}"
        f":root[data-scheme=dark]{{color-scheme:dark;{dark}}}"
        f"@media (prefers-color-scheme:dark){{:root:not([data-scheme]){{color-scheme:dark;{dark}}}}}"
    )


def _name(area: Area, turns: dict[str, str]) -> str:
    if area.area_type is AreaType.WORLD:
        return "ink"
    return turns.get(area.area_id) or (area.area_id if area.area_id in COLOURS else "soft")
