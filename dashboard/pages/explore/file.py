"""The file of a view of Explore: the rows that are drawn, and of them those that are sought."""

import pandas as pd

from dashboard.numbers import counted
from dashboard.parts.download import File, download, editions_in_words, formats_menu
from dashboard.parts.markup import Content, island
from dashboard.reading import extents
from dashboard.reading.explored import Findings

_RESOURCE = "explore"


def button(found: Findings) -> Content:
    """The CSV in one step, and every format."""
    file = _file(found, found.exported)
    return island(download(f"Download CSV ({counted(file.extent.rows, 'row')})", file, found.build, "download-csv"))


def data(found: Findings) -> Content:
    """The formats in the frame of the chart."""
    file = _file(found, found.verdicts if found.view.judges else found.frame, find="")
    return formats_menu("Data", "this chart", file, found.build) if file.extent.rows else None


def _file(found: Findings, exported: pd.DataFrame, **changes: str) -> File:
    query = found.view.query_string(page=1, sort="", embed=False, **changes)
    if found.view.judges:
        return File(_RESOURCE, query, extents.of_progress(exported), columns_of="progress")
    editions = editions_in_words(sorted(set(exported["edition"])))
    return File(_RESOURCE, query, extents.of_observations(exported), editions, "observations")
