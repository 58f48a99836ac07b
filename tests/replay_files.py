"""The files of the replayed services: UNCTAD's archive, the tables of Our World in Data and ITU's workbook."""

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache

import py7zr

from tests.fault_server import Reply
from tests.replay_figures import Figure, Holdings, all_figures
from tests.replay_json import NOT_THERE, Query, as_json
from tests.samples import SAMPLES

QUICKLY = [{"id": py7zr.FILTER_LZMA2, "preset": 0}]
"""How a 7z archive is packed without a large dictionary, which is dearer to lay out than a small file to pack."""

WORKBOOK = SAMPLES / "itu_xlsx" / "ITU_ICTPriceBaskets_2008-2025.xlsx"

_CSV = {"Content-Type": "text/csv; charset=utf-8"}
_SEVEN_ZIP = {"Content-Type": "application/octet-stream"}
_XLSX = {"Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
_SIZES = {
    "": "Total",
    "micro": "Micro (0-9)",
    "small": "Small (10-49)",
    "medium": "Medium (50-249)",
    "large": "Large (250+)",
}


def _unctad_files(held: Holdings, _query: Query) -> Reply:
    return as_json(
        [{"fileId": int(held.version["unctad"]), "fileSize": 500_000, "fileBlobName": "US_IctUseEnterprSize"}]
    )


def _unctad(held: Holdings, _query: Query, file_id: str) -> Reply:
    if file_id != held.version["unctad"]:
        return NOT_THERE
    use = "Proportion of businesses using the Internet"
    label = use if use not in held.unknown else "Businesses on the Internet"
    value = "Percentage of businesses"
    lines: list[Iterable[object]] = [
        [
            "Year",
            "Economy",
            "Economy Label",
            "UseOfIct",
            "UseOfIct Label",
            "EnterpriseSize",
            "EnterpriseSize Label",
            value,
            f"{value} Footnote",
            f"{value} Missing value",
        ],
        [2021, "0000", "World", 3, label, 0, "Total", "", "", "Not available or not separately reported"],
        [2021, "756", "Switzerland", 1, "Proportion of businesses using computers", 0, "Total", 1, "", ""],
    ]
    known = replace(held, unknown=set())  # a renamed label, not a file without figures
    lines += [
        [one.year, all_figures().code("m49", one.area), one.area, 3, label, 0, _SIZES[one.level], one.value, "", ""]
        for one in known.figures("unctad", use)
    ]
    return 200, _SEVEN_ZIP, _seven_zipped(_csv(lines))


@lru_cache(8)
def _seven_zipped(content: bytes) -> bytes:
    """An archive, the same for the same content although it holds the time."""
    packed = io.BytesIO()
    with py7zr.SevenZipFile(packed, "w", filters=QUICKLY) as archive:
        archive.writestr(content, "US_IctUseEnterprSize.csv")
    return packed.getvalue()


def _csv(lines: Iterable[Iterable[object]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(lines)
    return text.getvalue().encode()


def _owid_columns(held: Holdings, chart: str) -> dict[str, list[Figure]]:
    codes = dict.fromkeys(feed.series[0] for _, feed in all_figures().catalogue.feeds_of("owid"))
    ours = [code for code in codes if (code == chart if chart in codes else "it_mob" in code)]
    return {"it_net_user_zs" if code == chart else code: held.figures("owid", code) for code in ours}


def _owid_metadata(held: Holdings, _query: Query, chart: str) -> Reply:
    columns = {name: {"shortName": name, "lastUpdated": held.version["owid"]} for name in _owid_columns(held, chart)}
    return as_json({"chart": {"title": chart}, "columns": columns})


def _owid(held: Holdings, _query: Query, chart: str) -> Reply:
    columns = _owid_columns(held, chart)
    values = {(one.area, one.year, name): one.value for name, figures in columns.items() for one in figures}
    if not values:
        return NOT_THERE
    lines: list[Iterable[object]] = [
        ["Entity", "Code", "Year", *columns],
        ["World", "OWID_WRL", 2020, *(1 for _ in columns)],
    ]
    for area, year in dict.fromkeys((area, year) for area, year, _ in values):
        lines.append([area, area, year, *(values.get((area, year, name), "") for name in columns)])
    return _static(_csv(lines), _CSV, held.version["owid"])


def _prices(held: Holdings, _query: Query) -> Reply:
    return _static(WORKBOOK.read_bytes(), _XLSX, held.version["itu_prices"]) if WORKBOOK.is_file() else NOT_THERE


def _static(content: bytes, headers: Mapping[str, str], day: str) -> Reply:
    """A file with the marks by which an unchanged one is known."""
    moment = datetime.strptime(day[:10], "%Y-%m-%d").replace(tzinfo=UTC)
    tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    return 200, {**headers, "ETag": tag, "Last-Modified": format_datetime(moment, usegmt=True)}, content


FILE_ROUTES = (
    ("unctad", r"/api/reportMetadata/US\.IctUseEnterprSize/bulkfiles/en", _unctad_files),
    ("unctad", r"/api/reportMetadata/US\.IctUseEnterprSize/bulkfile/(\d+)/en", _unctad),
    ("owid", r"/grapher/([\w-]+)\.metadata\.json", _owid_metadata),
    ("owid", r"/grapher/([\w-]+)\.csv", _owid),
    ("itu_prices", r"/en/ITU-D/.*/ITU_ICTPriceBaskets_2008-2025\.xlsx", _prices),
)
"""Whose the route is, what its path looks like, and what answers there."""
