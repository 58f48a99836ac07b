"""World Bank Data360: copies of figures of ITU, of UN DESA (E-Government) and of UNCTAD (businesses).

Ids were renamed in 2026 and old copies keep the old ones: a series is asked under each of its ids, and a wrong id is
an answer with status 200 and no rows. One id can hold several measures, told apart by UNIT_MEASURE, and the skills
hold one level a row in COMP_BREAKDOWN_1, which is made part of the series code (ITU_DH_SKLS_SFTY:BASIC). `_T` is a
total, `_Z` not applicable. Rows of the world and of groups stand among the countries: they are simple means of the
economies that have a figure (4G of the world in 2024: 93.35 %), no aggregates, and are set aside. Some shares of
ITU_DH_INT_USR_DAY lie above 100 %; the file of the cybersecurity index holds two editions and may hold years on
another scale. A file can have a column a year (…_WIDEF.csv).
"""

from collections.abc import Iterator, Mapping, Sequence

from etl.asking.answer import Answer
from etl.asking.session import Session
from etl.errors import BudgetError, EmptyError, MovedError, RefusedError, RefusedFileError, ShapeError, SourceError
from etl.layouts.documents import Document
from etl.layouts.file_layout import Layout
from etl.publishers.unit_multiplier import scaled
from etl.reading.desk import NO_VALUE, Reading

ID = "data360"
BASE = "https://data360api.worldbank.org"
FILES = "https://data360files.worldbank.org"
_DATABASE = "ITU_DH"
_OTHER_DATABASES = ("ITU_GCI", "UN_EGDI", "UNCTAD_DE")
_SCHEMES = ("iso3", "worldbank_aggregate")
_COLUMNS = ("indicator", "ref_area", "time_period", "obs_value", "unit_measure", "database_id", "comp_breakdown_1")
_WIDE = ("indicator", "ref_area", "unit_measure", "database_id", "comp_breakdown_1")
_AGGREGATES = "a simple mean of economies, which stands in for no aggregate of the publisher"
_LABELS = ("structure_id", "indicator_label", "ref_area_label")

_CODED = (
    *(
        "structure",
        "action",
        "freq",
        "ref_area",
        "indicator",
        "sex",
        "age",
        "urbanisation",
        "unit_measure",
        "agg_method",
    ),
    *("comp_breakdown_1", "comp_breakdown_2", "comp_breakdown_3", "database_id", "unit_mult", "unit_type"),
    *("time_format", "obs_status", "obs_conf", "decimals", "time_period"),
)
_ABOUT = frozenset(
    {
        *("structure_id", "comment_obs", "comment_ts", "data_source", "latest_data"),
        *_CODED,
        *(f"{code}_label" for code in _CODED),
    }
)
_TOTALS = frozenset({"", "_T", "_Z"})
_WORDS = {
    "sex": ("sex", {"F": "female", "M": "male"}),
    "age": ("age", {"Y0T14": "0-14", "Y15T24": "15-24", "Y25T74": "25-74", "Y_GE75": "75+"}),
    "location": ("urbanisation", {"URB": "urban", "RUR": "rural"}),
}
_STATUS = {"E": "estimated", "I": "estimated", "F": "projected"}
_MISSING = frozenset("HLMOQ")
_REMARKS = {"B": "break in the series", "D": "definition differs", "P": "provisional", "U": "low reliability"}


def fetch(session: Session) -> None:
    """Ask for every id that an indicator is fed from, each once, whatever levels it holds."""
    asked: dict[str, list[str]] = {}
    for series in session.series():
        asked.setdefault(_id(series), [_id(code) for code in session.aliases(series)])
    live = _live_ids(session)
    for name, ids in asked.items():
        with session.part(name):
            _download(session, name, sorted(ids, key=lambda one: one not in live))


def _id(series: str) -> str:
    return series.partition(":")[0]


def _live_ids(session: Session) -> frozenset[str]:
    """The ids that the service lists for ITU's database; none when it does not say."""
    try:
        listed = session.hint("/data360/indicators", {"datasetId": _DATABASE})
    except BudgetError:
        raise
    except SourceError:  # the figures themselves may still come, from here or as a file
        return frozenset()
    return frozenset(one for one in listed if isinstance(one, str)) if isinstance(listed, list) else frozenset()


def _download(session: Session, name: str, ids: list[str]) -> None:
    try:
        pages = _pages(session, ids)
    except BudgetError:
        raise
    except SourceError:
        answer = _file(session, ids)
        if answer is None:
            raise
        session.keep(name, LABELLED, [answer])
    else:
        session.keep(name, API, pages)


def _pages(session: Session, ids: list[str]) -> list[Answer]:
    """The pages of the first id that holds rows."""
    refusal: SourceError | None = None
    for one in ids:
        try:
            pages = _pages_of(session, one)
        except (MovedError, RefusedError) as error:
            refusal = error
            continue
        if pages:
            return pages
    if refusal is not None:
        raise refusal
    raise EmptyError(
        f"{ID}: the answer is empty under {' and '.join(ids)}; expected rows under one of them: look the id up in "
        f"{BASE}/data360/indicators?datasetId={_database(ids[0])} and add it to the feeds of the catalogue"
    )


def _pages_of(session: Session, one: str) -> list[Answer]:
    pages: list[Answer] = []
    got, count = 0, 1
    while got < count:
        asked = {"DATABASE_ID": _database(one), "INDICATOR": one, "skip": str(got)}
        answer = session.get("/data360/data", asked)
        match answer.json():
            case {"count": int(count), "value": [*rows]}:
                pass
            case _:
                raise ShapeError(f"{ID}: {one}: the answer has no count and rows; expected both: has the API changed?")
        if count and (not rows or (pages and pages[-1].content == answer.content)):
            raise ShapeError(
                f"{ID}: {one}: after {got:,} of {count:,} rows nothing new came; expected all of them: ask again later"
            )
        pages.append(answer)
        got += len(rows)
    return pages if got else []


def _database(one: str) -> str:
    return next((database for database in _OTHER_DATABASES if one.startswith(f"{database}_")), _DATABASE)


def _file(session: Session, ids: list[str]) -> Answer | None:
    """The file of the first id that has one: a second way to the same rows."""
    base = FILES if session.base == BASE else session.base
    for one in ids:
        path = f"/data360-data/data/{_database(one)}/{one}.csv"
        try:
            answer = session.get(path, base=base, accept="text/csv, */*;q=0.1")
        except BudgetError:
            raise
        except SourceError:
            continue
        if not answer.content.startswith((b"{", b"[")):  # a message in JSON is no file, whatever its status
            return answer
    return None


def _is_labelled(document: Document) -> bool:
    return document.table(*_COLUMNS, *_LABELS) is not None


def _is_csv(document: Document) -> bool:
    return document.table(*_COLUMNS) is not None


def _is_wide(document: Document) -> bool:
    table = document.table(*_WIDE)
    return table is not None and "time_period" not in table.header and bool(table.years)


def _read_wide(document: Document, reading: Reading) -> None:
    for table in document.tables_with(*_WIDE):
        for line, row in table.records(reading, table.years, _ABOUT):
            for year in table.years:
                if row[year].strip():
                    _offer(reading, line, {**row, "time_period": year, "obs_value": row[year]})


def _is_api(document: Document) -> bool:
    match document.data:
        case {"count": 0, "value": []}:
            return True
        case {"count": _, "value": [{"INDICATOR": _, "REF_AREA": _, "OBS_VALUE": _}, *_]}:
            return True
        case _:
            return False


def _missing(pages: Sequence[Document]) -> str:
    count = max(int(page.data["count"]) for page in pages)
    got = sum(len(page.data["value"]) for page in pages)
    return "" if got >= count else f"{got:,} of {count:,} records"


def _read(document: Document, reading: Reading) -> None:
    """Read any of the layouts: a file can stand in for the API, and is then compared with its next answer."""
    for line, row in _rows(document, reading):
        _offer(reading, line, row)


def _rows(document: Document, reading: Reading) -> Iterator[tuple[int, Mapping[str, str]]]:
    if document.kind != "json":
        for table in document.tables_with(*_COLUMNS):
            yield from table.records(reading, ["obs_value"], _ABOUT)
        return
    if not document.data["value"]:
        raise RefusedFileError(
            f"{document.name}: the answer of Data360 has no rows; expected some: download it again under the id that "
            "the indicator has now"
        )
    for line, row in enumerate(document.data["value"], start=1):
        reading.records += 1
        yield line, {name.lower(): "" if cell is None else str(cell) for name, cell in row.items()}


def _offer(reading: Reading, line: int, row: Mapping[str, str]) -> None:
    status = row.get("obs_status", "").strip()
    value = _scaled(row["obs_value"], row.get("unit_mult", ""))
    further = next((by for by in ("comp_breakdown_2", "comp_breakdown_3") if row.get(by, "") not in _TOTALS), "")
    if status in _MISSING:
        reading.leave("no value", line)
    elif row.get("freq", "A") not in {"A", ""}:
        reading.leave("not a figure of a year", line)
    elif further:
        reading.leave(f"a breakdown by {further.upper()} that is not carried", line)
    elif value is None:
        reading.leave(f"UNIT_MULT {row['unit_mult']!r} cannot be applied to the value", line)
    else:
        series, level = row["indicator"], row["comp_breakdown_1"]
        remarks = (row.get("comment_obs", ""), _REMARKS.get(status, ""))
        reading.offer(
            line,
            series if level in _TOTALS else f"{series}:{level}",
            row["ref_area"],
            row["time_period"],
            value,
            schemes=_SCHEMES,
            aggregates=_AGGREGATES,
            unit=row["unit_measure"],
            status=_STATUS.get(status, "reported"),
            note="; ".join(remark for remark in remarks if remark),
            locator=f"series {series}",
            words=_words(row),
        )


def _words(row: Mapping[str, str]) -> dict[str, str | None]:
    codes = {by: (row.get(column, ""), words) for by, (column, words) in _WORDS.items()}
    return {by: words.get(code) for by, (code, words) in codes.items() if code not in _TOTALS}


def _scaled(value: str, power: str) -> str | None:
    return value if value.strip().lower() in NO_VALUE else scaled(value, power)


_URL = "https://data360.worldbank.org"
LABELLED = Layout(ID, "Data360, CSV with labels", "Data360", _is_labelled, _read, _URL)
CSV = Layout(ID, "Data360, CSV of the API", "Data360", _is_csv, _read, _URL)
API = Layout(
    ID,
    "Data360, answer of the API",
    "Data360",
    _is_api,
    _read,
    _URL,
    values=frozenset({"value.OBS_VALUE"}),
    about=frozenset({"count", *(f"value.{name.upper()}" for name in _ABOUT)}),
    missing=_missing,
)
WIDE = Layout(ID, "Data360, CSV with a column a year", "Data360", _is_wide, _read_wide, _URL)
LAYOUTS = (LABELLED, CSV, API, WIDE)
