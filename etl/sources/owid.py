"""Our World in Data: the CSV of a chart, one row an entity and year.

The name of a value column changes with the release and with the copy (Individuals, it_net_user_zs, Share of the
population using the Internet), so it is known by its beginning or its words. Aggregates have no code, or one of the
site's own; a 403 may mean figures that must not be passed on.
"""

import re

from etl.asking.session import Session
from etl.layouts.documents import Document
from etl.layouts.file_layout import Layout
from etl.layouts.tables import Table
from etl.reading.desk import Reading

ID = "owid"
BASE = "https://ourworldindata.org"
_INTERNET = "share-of-individuals-using-the-internet"
_CHARTS = (_INTERNET, "population-covered-by-mobile-network-by-network-capability")
_USERS = re.compile(r"\bindividuals\b|it_net_user")
_INTERNET_WORD = re.compile(r"\binternet\b")
_COVERAGE = "it_mob_"
_COLUMNS = ("entity", "code", "year")
_ACCEPT = "text/csv, */*;q=0.1"
_ASKED = {"v": "1", "csvType": "full", "useColumnShortNames": "true"}


def fetch(session: Session) -> None:
    """Ask for the table of each chart, unless the one kept is of the day on which the chart was last updated."""
    for chart in _CHARTS:
        with session.part(chart):
            version = _last_updated(session, chart)
            if not session.is_current(chart, version):
                answer = session.get(f"/grapher/{chart}.csv", _ASKED, accept=_ACCEPT, since=chart)
                session.keep(chart, CHART, [answer], version)


def _last_updated(session: Session, chart: str) -> str:
    match session.hint(f"/grapher/{chart}.metadata.json", _ASKED):
        case {"columns": dict(columns)}:
            days = [str(one.get("lastUpdated") or "") for one in columns.values() if isinstance(one, dict)]
            return max(days, default="")
        case _:
            return ""


def _is_chart(document: Document) -> bool:
    table = document.table(*_COLUMNS)
    return table is not None and any(_is_share_of_users(name) or _COVERAGE in name for name in table.header)


def _is_share_of_users(column: str) -> bool:
    """Whether the name of a column says that it holds the share of Internet users, not their number."""
    if column.startswith("number"):
        return False
    of_share = column.partition("share")[2]
    return bool(_USERS.search(column) or _INTERNET_WORD.search(of_share))


def _read_chart(document: Document, reading: Reading) -> None:
    if re.match(r"\d{4}-\d{2}-\d{2}", reading.version):
        reading.released(f"Our World in Data {reading.version[:10]}", reading.version[:7])
    for table in document.tables_with(*_COLUMNS):
        _read_table(table, reading)


def _read_table(table: Table, reading: Reading) -> None:
    series_of = {name: _series(name, reading) for name in table.header if name and name not in _COLUMNS}
    carried = [name for name, series in series_of.items() if reading.carries(series)]
    for line, row in table.records(reading, series_of, _COLUMNS, carried):
        figures = {column: row[column] for column in series_of if row[column].strip()}
        code = row["code"].strip()
        if not code or (code.upper().startswith("OWID_") and reading.desk.codes.find(code, "iso3") is None):
            reading.leave("an aggregate or a former state, without a country's code", line, len(figures))
            continue
        for column, value in figures.items():
            reading.offer(line, series_of[column], code, row["year"], value, schemes=("iso3",))


def _series(column: str, reading: Reading) -> str:
    """The series of a value column as the catalogue names it; the column's own name where it is none of them."""
    codes = [code for _, feed in reading.desk.catalogue.feeds_of(ID) for code in feed.series]
    if _is_share_of_users(column):
        return _INTERNET
    return next((code for code in codes if column.startswith(code)), column)


CHART = Layout(
    ID, "Our World in Data, CSV of a chart", "Our World in Data", _is_chart, _read_chart, f"{BASE}/grapher/{_INTERNET}"
)
LAYOUTS = (CHART,)
