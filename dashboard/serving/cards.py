"""The picture of a view, for where its link is shared: drawn here, without a browser, and kept."""

import io
from collections.abc import Callable

from flask import Flask, Response, request
from PIL import Image, ImageDraw

from dashboard import theme
from dashboard.reading.warehouse import NoWarehouseError, served
from dashboard.serving import lettering
from dashboard.serving.heads import Card, Kept, head_or_none
from dashboard.serving.lettering import BOLD, PLAIN, Font, lettered
from dashboard.serving.lifetimes import FOR_EVER, UNTIL_CHANGED
from dashboard.words.status import WORDS
from indicators.vocabulary import Status

WIDTH, HEIGHT = 1200, 630
_MARGIN, _MOST_CARDS = 64, 128
_TITLE_SIZES, _TITLE_LINES = (60, 54, 48, 42, 38), 4
_FINER = 4
_COLOURS_IN_FILE = 64

CARDS: Kept[bytes] = Kept(_MOST_CARDS)

Draw = ImageDraw.ImageDraw
Box = tuple[float, float, float, float]


def add_routes(server: Flask) -> None:
    """/cards/<path of a page>.png: its picture, for the same query as the page; of the overview it is index.png."""

    @server.get("/cards/<path:page>.png")
    def card(page: str) -> Response:
        path = "/" if page == "index" else f"/{page}"
        pairs = request.query_string.decode("utf-8", "replace").split("&")
        query = "&".join(pair for pair in pairs if not pair.startswith("build="))
        served_before = _served()
        head, found = head_or_none(path, query)
        if head is None:
            return Response("There is no picture of this address.", 503 if found else 404, mimetype="text/plain")
        drawn = CARDS.get(head.card) or CARDS.keep(head.card, drawing(head.card))
        lasts = FOR_EVER if request.args.get("build") == served_before == _served() else UNTIL_CHANGED
        response = Response(drawn, mimetype="image/png", headers={"Cache-Control": lasts})
        response.add_etag()
        response.make_conditional(request)
        return response


def _served() -> str:
    """The id of the served build; empty where there is none."""
    try:
        return served().now_served()[1].build_id
    except NoWarehouseError:
        return ""


def drawing(card: Card) -> bytes:
    """A card as PNG, 1200 × 630."""
    image = Image.new("RGB", (WIDTH, HEIGHT), theme.LIGHT["page"])
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, 10), fill=theme.LIGHT["accent"])
    _line(draw, card.kicker, 48, 28, theme.LIGHT["soft"], PLAIN)
    bottom = _title(draw, card.title, judged=bool(card.number or card.status))
    if card.number or card.status:
        _judged(image, draw, card)
    else:
        _lines(draw, card.lines, bottom + 28)
    draw.line((_MARGIN, 560, WIDTH - _MARGIN, 560), fill=theme.LIGHT["line"], width=2)
    _line(draw, card.source or "Every figure with its edition and its source.", 576, 24, theme.LIGHT["soft"], PLAIN)
    return _png(image)


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    few = image.quantize(_COLOURS_IN_FILE, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(buffer, "PNG")
    return buffer.getvalue()


def _cut(text: str, font: Font, room: float) -> str:
    """Text as the font has it, cut at its end where it is wider than the room for it."""
    text = lettered(text)
    if font.getlength(text) <= room:
        return text
    while text and font.getlength(f"{text}…") > room:
        text = text[:-1]
    return f"{text.rstrip(' ,;·')}…"


def _line(draw: Draw, text: str, top: int, size: int, colour: str, weight: int) -> None:
    """One line of text."""
    font = lettering.font(size, weight)
    draw.text((_MARGIN, top), _cut(text, font, WIDTH - 2 * _MARGIN), font=font, fill=colour)


def wrapped(text: str, width: Callable[[str], float], room: float) -> list[str]:
    """Text in lines of at most `room`, broken at its spaces; only a word that is wider itself is broken, too."""
    lines: list[str] = []
    for word in lettered(text).split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer) <= room:
            lines[-1] = longer
            continue
        while width(word) > room and len(word) > 1:
            fits = next(most for most in range(len(word) - 1, 0, -1) if most == 1 or width(word[:most]) <= room)
            lines.append(word[:fits])
            word = word[fits:]  # noqa: PLW2901 - what is left of it
        lines.append(word)
    return lines


def _title(draw: Draw, title: str, *, judged: bool) -> int:
    """The finding, as large as four lines, or three above a verdict, allow; where it ends."""
    most, room = (_TITLE_LINES - judged), WIDTH - 2 * _MARGIN
    for size in _TITLE_SIZES:
        font = lettering.font(size, BOLD)
        lines = wrapped(title, font.getlength, room)
        if len(lines) <= most:
            break
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), font, room)]
    top, step = 100, round(size * 1.2)
    for place, line in enumerate(lines):
        draw.text((_MARGIN, top + place * step), line, font=font, fill=theme.LIGHT["ink"])
    return top + len(lines) * step


def _lines(draw: Draw, sentences: tuple[str, ...], top: int) -> None:
    font, step = lettering.font(32, PLAIN), 42
    lines = [line for sentence in sentences for line in wrapped(sentence, font.getlength, WIDTH - 2 * _MARGIN)]
    room = (540 - top) // step
    shown = lines[:room]
    if len(lines) > room and shown:
        shown[-1] = _cut(" ".join(lines[room - 1 :]), font, WIDTH - 2 * _MARGIN)
    for place, line in enumerate(shown):
        draw.text((_MARGIN, top + place * step), line, font=font, fill=theme.LIGHT["soft"])


def _judged(image: Image.Image, draw: Draw, card: Card) -> None:
    """The number with what it is, beside it the status as shape and word, and what stands behind."""
    half = (WIDTH - 2 * _MARGIN) / 2
    font, small, number = lettering.font(116, BOLD), lettering.font(26, PLAIN), lettered(card.number)
    while font.getlength(number) > half:
        font = lettering.font(round(font.size * 0.85), BOLD)
    about = _cut(card.about, small, half)
    draw.text((_MARGIN, 486), number, font=font, fill=theme.LIGHT["ink"], anchor="ls")
    draw.text((_MARGIN, 500), about, font=small, fill=theme.LIGHT["soft"])
    left = _MARGIN + max(font.getlength(number), small.getlength(about)) + 64
    if card.status:
        colour = theme.LIGHT[card.status]
        _mark(image, card.status, (round(left), 373), 44, colour)
        draw.text((left + 58, 368), WORDS[Status(card.status)], font=lettering.font(44, BOLD), fill=colour)
    text = lettering.font(28, PLAIN)
    lines = [line for one in card.lines for line in wrapped(one, text.getlength, WIDTH - _MARGIN - left)]
    for place, line in enumerate(lines[:3]):
        draw.text((left, 430 + place * 36), line, font=text, fill=theme.LIGHT["ink"])


def _mark(image: Image.Image, status: str, place: tuple[int, int], size: int, colour: str) -> None:
    """The shape of a status as the pages have it (assets/status.css), drawn finer and made smaller."""
    fine = Image.new("L", (16 * size * _FINER // 16,) * 2, 0)
    unit = fine.width / 16
    _SHAPES[Status(status)](ImageDraw.Draw(fine), lambda *sides: tuple(one * unit for one in sides))
    mask = fine.resize((size, size), Image.Resampling.LANCZOS)
    image.paste(colour, (*place, place[0] + size, place[1] + size), mask)


Scale = Callable[..., tuple[float, ...]]


def _polygon(*sides: float) -> Callable[[Draw, Scale], None]:
    def draw_it(draw: Draw, at: Scale) -> None:
        scaled = at(*sides)
        draw.polygon(list(zip(scaled[::2], scaled[1::2], strict=True)), fill=255)

    return draw_it


def _disc(draw: Draw, at: Scale, edge: float, fill: int = 255) -> None:
    draw.ellipse(at(edge, edge, 16 - edge, 16 - edge), fill=fill)


def _met(draw: Draw, at: Scale) -> None:
    _disc(draw, at, 1)
    (wide,) = at(1.9)
    path = at(4.2, 7.7, 6.9, 10.4, 11.8, 5.3)
    draw.line(list(zip(path[::2], path[1::2], strict=True)), fill=0, width=round(wide))


def _slow(draw: Draw, at: Scale) -> None:
    _disc(draw, at, 1)
    draw.pieslice(at(2.9, 2.9, 13.1, 13.1), 270, 90, fill=0)


def _short(draw: Draw, at: Scale) -> None:
    _disc(draw, at, 1)
    _disc(draw, at, 2.7, 0)
    draw.rectangle(at(4.6, 7.1, 11.4, 8.9), fill=255)


def _dashed(draw: Draw, at: Scale) -> None:
    (wide,) = at(1.7)
    for start in range(0, 360, 45):
        draw.arc(at(1, 1, 15, 15), start, start + 24, fill=255, width=round(wide))


_SHAPES: dict[Status, Callable[[Draw, Scale], None]] = {
    Status.MET: _met,
    Status.ON_TRACK: _polygon(8, 1.6, 15, 14.4, 1, 14.4),
    Status.MODERATE: _polygon(8, 0.8, 15.2, 8, 8, 15.2, 0.8, 8),
    Status.SLOW: _slow,
    Status.STALLED: _polygon(1, 5.7, 15, 5.7, 15, 10.3, 1, 10.3),
    Status.REVERSING: _polygon(8, 14.4, 1, 1.6, 15, 1.6),
    Status.MISSED: _polygon(
        3.4,
        1.8,
        8,
        6.4,
        12.6,
        1.8,
        14.2,
        3.4,
        9.6,
        8,
        14.2,
        12.6,
        12.6,
        14.2,
        8,
        9.6,
        3.4,
        14.2,
        1.8,
        12.6,
        6.4,
        8,
        1.8,
        3.4,
    ),
    Status.SHORT: _short,
    Status.NOT_ASSESSABLE: _dashed,
}
