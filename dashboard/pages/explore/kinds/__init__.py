"""The kinds of chart on the page Explore, each a module of its own: this is their register."""

from collections.abc import Mapping

from dashboard.pages.explore.kinds.change import Change
from dashboard.pages.explore.kinds.drawing import Drawing
from dashboard.pages.explore.kinds.heat import Heat
from dashboard.pages.explore.kinds.panels import Panels
from dashboard.pages.explore.kinds.ranking import Ranking
from dashboard.pages.explore.kinds.scatter import Scatter
from dashboard.pages.explore.kinds.table import Table
from dashboard.pages.explore.kinds.tile_map import TileMap
from dashboard.pages.explore.kinds.trend import Trend

KINDS: Mapping[str, Drawing] = {
    one.name: one for one in (Trend(), Panels(), Ranking(), Change(), Scatter(), Heat(), TileMap(), Table())
}
"""Every kind by the name that it has in the address, in the order of the form."""
