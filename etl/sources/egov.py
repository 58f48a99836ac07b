"""United Nations E-Government Survey: EGOV_DATA, a CSV with one survey a file and a column an index.

Economies have no codes, and most of their names end in a blank. 0.00000 is a value. There is no service to ask.
"""

from etl.layouts.documents import Document
from etl.layouts.file_layout import Layout
from etl.reading.desk import Reading

ID = "egov"
_DOCUMENT = "United Nations E-Government Survey"
_COLUMNS = ("survey year", "country name", "online service index")
_ABOUT = ("survey year", "country name")
_SCHEMES = ("name", "itu_group")


def _is_survey(document: Document) -> bool:
    return document.table(*_COLUMNS) is not None


def _read_survey(document: Document, reading: Reading) -> None:
    feeds = [feed for _, feed in reading.desk.catalogue.feeds_of(ID)]
    series_of = {code.lower(): code for feed in feeds for code in feed.series}
    for table in document.tables_with(*_COLUMNS):
        indices = [column for column in table.header if column and column not in _ABOUT]
        for line, row in table.records(reading, indices, _ABOUT, carried=series_of):
            for column in indices:
                series = series_of.get(column, column)
                reading.offer(line, series, row["country name"], row["survey year"], row[column], schemes=_SCHEMES)


SURVEY = Layout(
    ID,
    "United Nations E-Government Survey, CSV",
    _DOCUMENT,
    _is_survey,
    _read_survey,
    "https://publicadministration.un.org/egovkb/en-us/Data-Center",
)
LAYOUTS = (SURVEY,)
