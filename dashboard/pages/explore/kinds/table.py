"""Table: no chart; the rows of a view stand in the table below."""

from dashboard.pages.explore.kinds.drawing import Drawing
from dashboard.parts.markup import Content
from dashboard.reading.explored import Findings


class Table(Drawing):
    """All rows of a view."""

    name, label = "table", "Table"

    def picture(self, found: Findings) -> list[Content]:
        """Nothing beside the table."""
        return []
