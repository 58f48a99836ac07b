"""One small true table for every reader of tables, and the many ways in which people's programs write it down.

Its figures are MADE UP FOR THE TESTS.
"""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tests.etl.downloads import (
    DATA360,
    DATA360_LABELS,
    DATAHUB,
    DATAHUB_V3,
    GOAL,
    PRICES,
    SURVEY,
    UNCTAD,
    data360,
    datahub,
    goal,
)

AREAS = {
    "KEN": ("404", "Kenya"),
    "IND": ("356", "India"),
    "DEU": ("276", "Germany"),
    "BRA": ("076", "Brazil"),
    "CHE": ("756", "Switzerland"),
}
"""Five economies by code, each with its M49 number and its name."""

_USE = "Proportion of businesses using the Internet"
_NAME = "Individuals using the Internet (% of population)"


@dataclass(frozen=True)
class Sent:
    """A table that somebody sends: what stands above it, its header, its rows, and which columns hold figures.

    `years` are the columns that are a year each.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: tuple[str, ...]
    years: tuple[str, ...] = ()
    above: tuple[tuple[str, ...], ...] = ()

    def with_cells(self, change: Callable[[str], str]) -> "Sent":
        """The same with every figure written in another way."""
        at = {self.header.index(name) for name in self.figures}
        rows = [tuple(change(cell) if n in at and cell else cell for n, cell in enumerate(row)) for row in self.rows]
        return replace(self, rows=tuple(rows))

    def with_header(self, change: Callable[[str], str]) -> "Sent":
        """The same with the headers of years written in another way."""
        header = {name: change(name) if name in self.years else name for name in self.header}
        return replace(
            self,
            header=tuple(header.values()),
            figures=tuple(header[name] for name in self.figures),
            years=tuple(header[name] for name in self.years),
        )

    def in_order(self, order: Sequence[int]) -> "Sent":
        """The same with its columns in another order."""
        return replace(
            self,
            header=tuple(self.header[at] for at in order),
            rows=tuple(tuple(row[at] for at in order) for row in self.rows),
        )

    def with_column(self, name: str, cells: Sequence[str]) -> "Sent":
        """The same with a column more, at its end."""
        rows = tuple((*row, cell) for row, cell in zip(self.rows, cells, strict=True))
        return replace(self, header=(*self.header, name), rows=rows)

    def written(self, sign: str = ",", quoting: int = csv.QUOTE_MINIMAL, end: str = "\n") -> str:
        """As text. Without quotation marks nothing is done about signs within cells, as careless programs do."""
        rows = [*self.above, self.header, *self.rows]
        if quoting == csv.QUOTE_NONE:
            return "".join(f"{sign.join(row)}{end}" for row in rows)
        text = io.StringIO()
        csv.writer(text, delimiter=sign, lineterminator=end, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
        return text.getvalue()


def _made(header: str, rows: Sequence[Sequence[object]], *figures: str) -> Sent:
    texts = tuple(tuple(" ".join(str(cell).split()) for cell in row) for row in rows)
    return Sent(tuple(header.split(",")), texts, figures)


def bulk(values: Sequence[str]) -> Sent:
    """World Bank, a column a year; each economy has its value in all three of them."""
    years = ("2022", "2023", "2024")
    about = ("Country Name", "Country Code", "Indicator Name", "Indicator Code")
    rows = [(name, code, _NAME, "IT.NET.USER.ZS", *[value] * 3) for code, _, name, value in _of(values)]
    above = (("Data Source", "World Development Indicators"), (), ("Last Updated Date", "2026-11-05"), ())
    return replace(_made(",".join((*about, *years)), rows, *years), years=years, above=above)


def datahub_v2(values: Sequence[str]) -> Sent:
    """ITU DataHub, version 2."""
    return _made(DATAHUB, [datahub(11624, code, value) for code, _, _, value in _of(values)], "dataValue")


def datahub_v3(values: Sequence[str]) -> Sent:
    """ITU DataHub, version 3."""
    rows = [
        (11624, "i99H", "IUI", "%", "D", 2024, name, code, "", "", "", value, "", "An office", "2026-07-10")
        for code, _, name, value in _of(values)
    ]
    return _made(DATAHUB_V3, rows, "Value")


def goal_csv(values: Sequence[str]) -> Sent:
    """SDG database, download of a goal."""
    return _made(GOAL, [goal(m49, value) for _, m49, _, value in _of(values)], "Value")


def data360_csv(values: Sequence[str]) -> Sent:
    """Data360, answer as CSV."""
    return _made(DATA360, [data360(code, value) for code, _, _, value in _of(values)], "OBS_VALUE")


def data360_labels(values: Sequence[str]) -> Sent:
    """Data360, CSV with labels."""
    rows = [data360(code, value, labels=True) for code, _, _, value in _of(values)]
    return _made(DATA360_LABELS, rows, "OBS_VALUE")


def data360_wide(values: Sequence[str]) -> Sent:
    """Data360, a column a year."""
    names = [name for name in DATA360.split(",") if name not in {"TIME_PERIOD", "OBS_VALUE"}]
    kept = [at for at, name in enumerate(DATA360.split(",")) if name in names]
    rows = [(*(data360(code, "")[at] for at in kept), value, value) for code, _, _, value in _of(values)]
    return replace(_made(",".join((*names, "2022", "2023")), rows, "2022", "2023"), years=("2022", "2023"))


def databank(values: Sequence[str]) -> Sent:
    """World Bank, DataBank."""
    rows = [(name, code, _NAME, "IT.NET.USER.ZS", value, value) for code, _, name, value in _of(values)]
    header = "Country Name,Country Code,Series Name,Series Code,2022,2023"
    return replace(_made(header, rows, "2022", "2023"), years=("2022", "2023"))


def eurostat_csv(values: Sequence[str]) -> Sent:
    """Eurostat, SDMX-CSV, of five economies in Europe."""
    rows = [
        ("ESTAT:ISOC_CIEGI_AC(1.0)", "26/06/26 11:00:00", "A", "I_IUGOV1", "PC_IND", "IND_TOTAL", geo, 2023, value, "")
        for geo, value in zip(("EL", "FR", "DE", "BE", "CH"), values, strict=False)
    ]
    header = "DATAFLOW,LAST UPDATE,freq,indic_is,unit,ind_type,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG"
    return _made(header, rows, "OBS_VALUE")


def uis(values: Sequence[str]) -> Sent:
    """UNESCO UIS, export."""
    rows = [("SCHBSP.1.WINTERN", code, 2021, value, "", "") for code, _, _, value in _of(values)]
    return _made("INDICATOR_ID,COUNTRY_ID,YEAR,VALUE,MAGNITUDE,QUALIFIER", rows, "VALUE")


def unctad(values: Sequence[str]) -> Sent:
    """UNCTADstat, use of ICT by businesses."""
    rows = [(2021, m49, name, 3, _USE, 0, "Total", value, "", "") for _, m49, name, value in _of(values)]
    return _made(UNCTAD, rows, "Percentage of businesses")


def owid(values: Sequence[str]) -> Sent:
    """Our World in Data, chart."""
    return _made(
        "Entity,Code,Year,Individuals",
        [(name, code, 2019, value) for code, _, name, value in _of(values)],
        "Individuals",
    )


def survey(values: Sequence[str]) -> Sent:
    """E-Government Survey; each economy has its value as every index."""
    rows = [(2022, name, 1, *[value] * 5) for _, _, name, value in _of(values)]
    return _made(SURVEY, rows, *SURVEY.split(",")[3:])


def prices(values: Sequence[str]) -> Sent:
    """ITU's price baskets, the sheet of the economies, with a column a year."""
    rows = [
        (code, name, "i271mb_2GB_GNI", "A basket", "GNIpc", "Europe", 0, 0, 0, "High", value, value)
        for code, _, name, value in _of(values)
    ]
    return replace(_made(f"{PRICES},2023,2024", rows, "2023", "2024"), years=("2023", "2024"))


def _of(values: Sequence[str]) -> list[tuple[str, str, str, str]]:
    return [(code, *about, value) for (code, about), value in zip(AREAS.items(), values, strict=False)]


READERS: dict[str, Callable[[Sequence[str]], Sent]] = {
    made.__name__: made
    for made in (
        bulk,
        datahub_v2,
        datahub_v3,
        goal_csv,
        data360_csv,
        data360_labels,
        data360_wide,
        databank,
        eurostat_csv,
        uis,
        unctad,
        owid,
        survey,
        prices,
    )
}
"""The true table of each reader, from the values of up to five economies."""
