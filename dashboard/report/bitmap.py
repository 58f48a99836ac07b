"""A picture of the draft as a bitmap, drawn with the font of the social cards: for documents, which draw no SVG."""

import io

from PIL import Image, ImageDraw

from dashboard import theme
from dashboard.figures.group_dots import Disc, Drawing, Stroke
from dashboard.serving.lettering import PLAIN, SEMIBOLD, font, lettered

_FINE = 3
"""Pixels of the bitmap to one of the drawing."""

_COLOURS = 128
_ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}
_DASH, _SPACE = 6, 4


def bitmap(drawing: Drawing) -> bytes:
    """A drawing as PNG in the light colours, on white."""
    image = Image.new("RGB", (drawing.width * _FINE, drawing.height * _FINE), "#ffffff")
    draw = ImageDraw.Draw(image)
    for one in drawing.shapes:
        colour = theme.LIGHT[one.colour]
        if isinstance(one, Stroke):
            _stroke(draw, one, colour)
        elif isinstance(one, Disc):
            around = [
                (side * _FINE)
                for side in (one.x - one.radius, one.y - one.radius, one.x + one.radius, one.y + one.radius)
            ]
            draw.ellipse(around, fill="#ffffff" if one.hollow else colour, outline=colour, width=2 * _FINE)
        else:
            letters = font(one.size * _FINE, SEMIBOLD if one.bold else PLAIN)
            text = lettered(one.text)
            place = (one.x * _FINE, one.y * _FINE)
            draw.text(
                place,
                text,
                fill=colour,
                font=letters,
                anchor=_ANCHORS[one.anchor],
                stroke_width=4,
                stroke_fill="#ffffff",
            )
    buffer = io.BytesIO()
    few = image.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(buffer, "PNG", dpi=(96 * _FINE, 96 * _FINE))
    return buffer.getvalue()


def _stroke(draw: ImageDraw.ImageDraw, one: Stroke, colour: str) -> None:
    width = max(1, round(one.width * _FINE))
    if not one.dashed:
        draw.line([(one.x1 * _FINE, one.y1 * _FINE), (one.x2 * _FINE, one.y2 * _FINE)], fill=colour, width=width)
        return
    y = one.y1  # what is dashed stands upright
    while y < one.y2:
        end = min(y + _DASH, one.y2)
        draw.line([(one.x1 * _FINE, y * _FINE), (one.x2 * _FINE, end * _FINE)], fill=colour, width=width)
        y += _DASH + _SPACE
