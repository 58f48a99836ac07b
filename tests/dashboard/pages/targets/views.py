"""The rows of a target page's view, without all else that its page asks for."""

import pandas as pd

from dashboard.pages.targets.found import observations_of, selection_of
from dashboard.pages.targets.view import TargetView
from dashboard.reading.warehouse import Snapshot


def rows_of(snapshot: Snapshot, view: TargetView) -> pd.DataFrame:
    """The observations of a view: what chart, table and export hold."""
    return observations_of(snapshot, view, selection_of(snapshot, view))
