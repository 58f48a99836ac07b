"""The same view as a plain Dash application makes it: two charts of plotly express and a table, over the same build."""

import os
from pathlib import Path

import duckdb
import pandas as pd
import plotly.express as px
from dash import Dash, Input, Output, dash_table, dcc, html

_BUILD = (Path(os.environ["SPT_DATA_DIR"]) / "warehouse" / "current").resolve()
_INDICATORS = (
    "internet_users",
    "households_internet",
    "mobile_basket_2gb",
    "internet_gender_parity",
    "gci_score",
    "coverage_4g",
)
_KINDS = {
    "": "world",
    "income_group": "income_group",
    "itu_region": "itu_region",
    "development_level": "development_level",
}

app = Dash(__name__)
server = app.server
_connection: list[duckdb.DuckDBPyConnection] = []
app.layout = html.Div(
    [
        dcc.Dropdown(list(range(len(_INDICATORS))), 0, id="indicator"),
        dcc.Dropdown(list(_KINDS), "", id="compared"),
        dcc.Slider(2000, 2024, 1, value=2000, id="from"),
        dcc.Graph(id="trend"),
        dcc.Graph(id="ranking"),
        dash_table.DataTable(id="table"),
    ]
)


@app.callback(
    Output("trend", "figure"),
    Output("ranking", "figure"),
    Output("table", "data"),
    Input("indicator", "value"),
    Input("compared", "value"),
    Input("from", "value"),
)
def show(indicator: int, compared: str, first: int) -> tuple[object, object, list[dict[str, object]]]:
    """The lines of a kind of area, its newest figures, and all of them as a table."""
    if not _connection:
        _connection.append(duckdb.connect(str(_BUILD), read_only=True))
    frame: pd.DataFrame = (
        _connection[0]
        .cursor()
        .execute(
            """
            select area, year, value, edition, source_id
            from (select series.*, areas.name as area, areas.area_type from series join areas using (area_id))
            where indicator_id = ? and area_type = ? and year >= ? and is_headline and sex = 'both'
            order by area, year
            """,
            [_INDICATORS[indicator], _KINDS[compared], first],
        )
        .df()
    )
    newest = frame.sort_values("year").groupby("area", as_index=False).last()
    trend = px.line(frame, x="year", y="value", color="area", markers=True)
    ranking = px.bar(newest.sort_values("value"), x="value", y="area", orientation="h")
    return trend, ranking, frame.to_dict("records")


if __name__ == "__main__":
    app.run()
