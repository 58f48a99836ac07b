"""Table: no chart; the rows of a view stand in the table below."""

from typing import Any

from dashboard.pages.explore.kinds.drawing import Drawing
from dashboard.reading.explored import Findings


class Table(Drawing):
    """All rows of a view."""

    name, label = "table", "Table"

    def picture(self, found: Findings) -> list[Any]:
        """Nothing beside the table."""
        return []
