"""The letters of pictures that are drawn here, without a browser: a font that comes with a package (Roboto, SIL Open
Font License), so that they look the same on every machine.
"""

from functools import cache
from pathlib import Path

import fontpkg_roboto
from PIL import ImageFont

from dashboard.numbers import THIN

Font = ImageFont.FreeTypeFont

_FILE = Path(fontpkg_roboto.ROOT) / "files" / "Roboto[wdth,wght].ttf"
_WIDTH = 100
PLAIN, SEMIBOLD, BOLD = 400, 600, 700


@cache
def font(size: int, weight: int) -> Font:
    """The font in a size and a weight."""
    made = ImageFont.truetype(str(_FILE), size)
    made.set_variation_by_axes([weight, _WIDTH])
    return made


def lettered(text: str) -> str:
    """Text as the font has it: its narrow no-break space is an ordinary thin one."""
    return text.replace(THIN, "\u2009").replace("\u00a0", " ")
