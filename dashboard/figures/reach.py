"""How far groups are from a benchmark, as SVG: one row of dots on a scale that all rows share.

Places along the scale are parts of the row's width, so that one drawing serves a wide and a narrow screen; what must
not overlap is therefore placed for the narrowest one. Sizes and heights are pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

FAR = 1.2
"""The end of the scale in shares of the benchmark; what lies beyond stands there, with a sign."""

NARROWEST, HEIGHT = 286, 44
_LEFT, _WHOLE = 2.0, 93.0  # per cent of the width: where 0 stands, and how far it is from there to FAR
_MIDDLE, _TEXT_FOOT, _TEXT_HEIGHT = 31.0, 14.0, 13.0
_RADIUS, _APART, _LANES = 5.0, 10.0, (0.0, -7.0, 7.0)
_LETTER, _SMALL_LETTER, _MARGIN = 7.3, 6.4, 3.0
_BETWEEN_ROWS = 5  # so much further a line is drawn than the row is high, to meet that of the next one
_LEAST_WAY = 0.02  # in shares of the benchmark: an arrow that would be shorter is left out

Kind = Literal["region", "ring", "judged"]


@dataclass(frozen=True)
class Dot:
    """A figure of an area: `place` is the share of its benchmark that it has reached, `about` all that is said of it,
    `href` where it leads. `is_old`: hollow, since it is no figure of these years.
    """

    area_id: str
    kind: Kind
    place: float
    about: str
    href: str
    is_old: bool = False


@dataclass(frozen=True)
class Row:
    """What is drawn of a target: its dots with the judged one last, that one's figure and year as text, the name and
    figure of the group that is furthest behind, and what is expected of the judged figure; none of it need be known.
    """

    dots: tuple[Dot, ...]
    number: str
    year: str
    behind: str = ""
    expected: float | None = None


@dataclass(frozen=True)
class Label:
    """A text in a row: `x` in per cent of the width and `shift` in pixels from there are where its `anchor` stands."""

    text: str
    small: str
    x: float
    shift: float
    foot: float
    anchor: Literal["start", "middle", "end"]
    kind: str

    @property
    def length(self) -> float:
        """About how long the text is, in pixels."""
        return _LETTER * len(self.text) + _SMALL_LETTER * len(self.small)

    def box(self, width: float) -> tuple[float, float, float, float]:
        """Left, top, right and bottom in a row of that width, in pixels."""
        at = self.x * width / 100 + self.shift
        left = at - {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor] * self.length
        return left, self.foot - _TEXT_HEIGHT, left + self.length, self.foot


def along(place: float) -> float:
    """Where a share of the benchmark stands, in per cent of the width."""
    return _LEFT + _WHOLE * min(max(place, 0.0), FAR) / FAR


def overlaps(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    """Whether two boxes share any point."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def labels(row: Row) -> list[Label]:
    """The texts of a row where they overlap nothing on the narrowest screen: the judged figure above its mark, the name
    of whoever is last beside or above its dot, or left out where there is no room.
    """
    judged = row.dots[-1]
    number = _above(row.number, f" {row.year}", along(judged.place), "number")
    others = [one for one in row.dots if one.kind != "judged"]
    if not row.behind or not others:
        return [number]
    last = min(others, key=lambda one: one.place)
    x = along(last.place)
    kind = f"behind of-{last.area_id.lower()}"
    beside = Label("", row.behind, x, -(_RADIUS + 4), _MIDDLE + 4.5, "end", kind)
    above = _above("", row.behind, x, kind)
    free = [beside] if beside.box(NARROWEST)[0] >= 0 else []
    free += [] if overlaps(_with_margin(above), _with_margin(number)) else [above]
    return [number, *free[:1]]


def _above(text: str, small: str, x: float, kind: str) -> Label:
    """A text above the mark at `x`, moved inwards where it would leave the row on the narrowest screen."""
    label = Label(text, small, x, 0.0, _TEXT_FOOT, "middle", kind)
    left, _, right, _ = label.box(NARROWEST)
    if right > NARROWEST:
        return Label(text, small, 100.0, 0.0, _TEXT_FOOT, "end", kind)
    return Label(text, small, 0.0, 0.0, _TEXT_FOOT, "start", kind) if left < 0 else label


def _with_margin(label: Label) -> tuple[float, float, float, float]:
    left, top, right, bottom = label.box(NARROWEST)
    return left - _MARGIN, top, right + _MARGIN, bottom


def heights(dots: Sequence[Dot]) -> list[float]:
    """How high each dot stands: on the line, or a lane above or below it where it would hide another one; the judged
    one is always on the line.
    """
    taken: list[tuple[float, float]] = [
        (along(one.place) * NARROWEST / 100, 0.0) for one in dots if one.kind == "judged"
    ]
    lanes: dict[int, float] = {}
    for n in sorted(range(len(dots)), key=lambda one: dots[one].place):
        if dots[n].kind == "judged":
            lanes[n] = 0.0
            continue
        x = along(dots[n].place) * NARROWEST / 100
        room = {lane: min((abs(x - at) for at, of in taken if of == lane), default=_APART) for lane in _LANES}
        lanes[n] = next((lane for lane in _LANES if room[lane] >= _APART), max(room, key=lambda lane: room[lane]))
        taken.append((x, lanes[n]))
    return [_MIDDLE + lanes[n] for n in range(len(dots))]


_ROW = Markup(
    '<svg class="reach" role="group" aria-label="{label}">'
    '<line class="half" x1="{half:.2f}%" x2="{half:.2f}%" y1="{top}" y2="{foot}"/>'
    '<line class="benchmark" x1="{line:.2f}%" x2="{line:.2f}%" y1="{top}" y2="{foot}"/>{body}</svg>'
)
_SPREAD = Markup('<line class="between" x1="{low:.2f}%" x2="{high:.2f}%" y1="{y}" y2="{y}"/>')
_WAY = Markup(
    '<line class="expected" x1="{start:.2f}%" x2="{end:.2f}%" y1="{y}" y2="{y}"/>'
    '<svg class="tip" x="{end:.2f}%" y="{y}"><path d="M{back} -4.5 0 0 {back} 4.5"/></svg>'
)
_DOT = Markup(
    '<a class="dot {kind} of-{area}{old}" href="{href}" data-cell="" data-about="{about}" aria-label="{about}"'
    ' tabindex="-1"><svg x="{x:.2f}%" y="{y}"><circle class="reachable" r="11"/>{mark}{beyond}</svg></a>'
)
_MARKS = {
    "region": Markup('<circle class="mark-of" r="5"/>'),
    "ring": Markup('<circle class="mark-of" r="5"/>'),
    "judged": Markup('<path class="mark-of" d="M0 -7.5 7.5 0 0 7.5 -7.5 0Z"/>'),
}
_BEYOND = Markup('<path class="beyond" d="M8 -3.5 11.5 0 8 3.5"/>')
_TEXT = Markup(
    '<text class="{kind} from-{anchor}" x="{x:.2f}%" y="{y}" dx="{shift}" aria-hidden="true">'
    '{text}<tspan class="small">{small}</tspan></text>'
)


def drawn(row: Row, label: str) -> Markup:
    """A row as SVG, called `label`; its dots are links that say what they are (assets/cells.js walks through them)."""
    places = [one.place for one in row.dots if one.kind != "judged"]
    body = []
    if len(places) > 1:
        body.append(_SPREAD.format(low=along(min(places)), high=along(max(places)), y=_MIDDLE))
    judged = row.dots[-1]
    if row.expected is not None and abs(min(row.expected, FAR) - judged.place) >= _LEAST_WAY:
        back = -6 if row.expected > judged.place else 6
        body.append(_WAY.format(start=along(judged.place), end=along(row.expected), y=_MIDDLE, back=back))
    body += [_text(one) for one in labels(row)]
    body += [_dot(one, y) for one, y in zip(row.dots, heights(row.dots), strict=True)]
    return _ROW.format(
        top=-_BETWEEN_ROWS,
        foot=HEIGHT + _BETWEEN_ROWS,
        label=label,
        half=along(0.5),
        line=along(1.0),
        body=Markup().join(body),
    )


def _text(label: Label) -> Markup:
    return _TEXT.format(
        kind=label.kind,
        x=label.x,
        y=label.foot,
        shift=label.shift,
        anchor=label.anchor,
        text=label.text,
        small=label.small,
    )


def _dot(dot: Dot, y: float) -> Markup:
    return _DOT.format(
        kind=dot.kind,
        area=dot.area_id.lower(),
        old=" old" if dot.is_old else "",
        href=dot.href,
        about=dot.about,
        x=along(dot.place),
        y=y,
        mark=_MARKS[dot.kind],
        beyond=_BEYOND if dot.place > FAR else "",
    )


_SCALE = Markup(
    '<svg class="reach scale" aria-hidden="true">'
    '<text x="{zero:.2f}%" y="12">0</text>'
    '<text x="{half:.2f}%" y="12" class="from-middle">half</text>'
    '<text class="at from-end" x="{line:.2f}%" y="12" dx="4">benchmark</text>'
    '<text x="{line:.2f}%" y="12" dx="8">past →</text></svg>'
)


def scale() -> Markup:
    """The head of the rows: what the scale means."""
    return _SCALE.format(zero=_LEFT, half=along(0.5), line=along(1.0))
