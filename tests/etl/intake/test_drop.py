"""The drop folder: files are known by what is in them, and what cannot be used is refused with the reason."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from functools import reduce
from pathlib import Path

import pytest

from etl.errors import RefusedFileError
from etl.intake import drop
from etl.layouts.documents import open_documents
from etl.reading import vintages
from etl.reading.desk import Desk
from etl.reading.rows import AsOf, ReadFile
from etl.register import LAYOUTS
from tests.etl.disguises import AS_TABLE, AS_TEXT, PACKED, account, in_a_gzip, zipped
from tests.etl.downloads import DOWNLOADS, Download
from tests.samples import SAMPLES, needs_samples, sample

# What ../shared/samples/README.md says of each file: the rows in it. Of the workbook of prices that is 221 economies
# × 45 baskets; of the recorded answers of ITU, the elements that were left.
SAMPLE_RECORDS = {
    "boundaries/globe-data.geojson": 177,
    "boundaries/ne_110m_admin_0_countries.topojson": 177,
    "boundaries/plotly_topojson/world_110m.json": 291,
    "country_codes/country-codes.csv": 249,
    "data360_api_csv/itu_gci_2024.csv": 388,
    "data360_csv/ITU_DH_INT_USR_DAY.csv": 6_900,
    "data360_csv/ITU_DH_POP_COV_4G.csv": 2_710,
    "data360_csv/ITU_DH_SKLS_DIG_CONT.csv": 175,
    "itu_datahub_api/itu-get-indicator-categories.json": 1,
    "itu_datahub_api/itu-get-indicator-series.json": 3,
    "itu_datahub_api/itu-get-indicator.json": 1,
    "itu_datahub_api/itu-get-regional-aggregate.json": 3,
    "itu_datahub_api/itu-list-countries.json": 3,
    "itu_datahub_api/itu-list-regions.json": 14,
    "itu_datahub_csv/fixed-broadband-subscriptions_1777496718795.csv": 8_860,
    "itu_datahub_csv/individuals-using-the-internet.csv": 5_099,
    "itu_datahub_csv/individuals-with-ict-skills-by-skill-level.csv": 943,
    "itu_xlsx/ITU_ICTPriceBaskets_2008-2025.xlsx": 9_945,
    "owid/share-of-individuals-using-the-internet.csv": 7_119,
    "uis_api/uis_data_records.json": 14,
    "uis_api/uis_definitions_indicators.json": 25,
    "un_egov/EGOV_DATA_2020.csv": 193,
    "un_egov/EGOV_DATA_2022.csv": 193,
    "un_m49/UNSD — Methodology.csv": 248,
    "unsd_sdg/Goal4.xlsx": 10_341,
    "unsd_sdg/Goal9.xlsx": 14_294,
    "worldbank_api_json/SP.POP.TOTL.json": 15_312,
    "worldbank_api_json/wb_IT.NET.BBND.P2.json": 180,
    "worldbank_class/CLASS.xlsx": 266,
    "worldbank_csv/API_IT.NET.USER.ZS_DS2_en_csv_v2.csv": 264,
    "worldbank_csv/API_NY.GNP.PCAP.CD_DS2_en_csv_v2_115503.csv": 266,
    "worldbank_csv/Metadata_Country_API_NY.GNP.PCAP.CD_DS2_en_csv_v2_115503.csv": 265,
    "worldbank_csv/Metadata_Indicator_API_NY.GNP.PCAP.CD_DS2_en_csv_v2_115503.csv": 1,
}
WITHOUT_FIGURES = {
    "uis_api/uis_data_empty.json": "the answer of the UIS has no record; expected some",
    "worldbank_api_json/wb_error.json": "an error of the service (The provided parameter value is not valid)",
    "README.md": "README.md: not recognised as a file of any source. Expected one of: ",
}
# In these a column is a series: one that nobody knows is set aside under its name.
SERIES_IN_COLUMNS = {"United Nations E-Government Survey, CSV", "Our World in Data, CSV of a chart"}
TOGETHER = " and ".join(AS_TEXT)
DISGUISES = (
    PACKED
    | AS_TEXT
    | AS_TABLE
    | {TOGETHER: lambda content: reduce(lambda one, two: two(one), AS_TEXT.values(), content)}
)
GOOD = b"Entity,Code,Year,Individuals\nFrance,FRA,2019,83.3\n"
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:0123\nsize 1322224\n"


def same(found: list[ReadFile], expected: list[ReadFile], disguise: str) -> None:
    ours, theirs = account(found), account(expected)
    if disguise == "reversed with a column more" and expected[0].layout in SERIES_IN_COLUMNS:
        assert [(one[:2], one[4]) for one in ours] == [(one[:2], one[4]) for one in theirs], disguise
    else:
        assert ours == theirs, disguise
    for file in found:
        assert file.figures == len(file.rows) + sum(one.figures for one in file.aside), disguise


def disguises_of(suffix: str) -> tuple[str, ...]:
    """What can be done to a file of a kind without changing what it says."""
    more = {".csv": ("renamed", *AS_TEXT, *AS_TABLE), ".xlsx": ()}.get(suffix, ("renamed", *AS_TEXT))
    return (*PACKED, *more)


def disguises_together(suffix: str) -> tuple[str, ...]:
    """The same for a large file, which has another name in each of them; that it is packed is seen without reading."""
    return {".csv": (TOGETHER, *AS_TABLE), ".xlsx": ()}.get(suffix, (TOGETHER,))


def disguised(content: bytes, disguise: str) -> bytes:
    change: Callable[[bytes], bytes] = DISGUISES.get(disguise, bytes)
    return change(content)


@needs_samples
@pytest.mark.drawn(12)
@pytest.mark.parametrize("name", SAMPLE_RECORDS)
def test_samples(desk: Desk, name: str):
    """A real file has the layout that its content says and the rows that its description states, all accounted for.

    It is the same file packed, under any name, saved again, and with more in it and around it.
    """
    content = sample(name).read_bytes()
    (plain,) = expected = drop.read_file(Path(name).name, content, desk)
    assert plain.records == SAMPLE_RECORDS[name]
    assert plain.figures == len(plain.rows) + sum(one.figures for one in plain.aside)
    assert (plain.held, plain.file) == ("drop", Path(name).name)
    opened = [(one.content, one.kind) for one in open_documents("1", content)]
    for disguise in PACKED:  # the same bytes of the same kind, all that recognition and reading look at
        packed = open_documents("1", disguised(content, disguise))
        assert [(one.content, one.kind) for one in packed] == opened, disguise
    for disguise in disguises_together(Path(name).suffix):
        same(drop.read_file("1", disguised(content, disguise), desk), expected, disguise)


@needs_samples
def test_every_sample_is_tried():
    """No sample is left out of the table above."""
    names = {path.relative_to(SAMPLES).as_posix() for path in SAMPLES.rglob("*") if path.is_file()}
    assert names == SAMPLE_RECORDS.keys() | WITHOUT_FIGURES.keys()


@needs_samples
@pytest.mark.parametrize(("name", "reason"), WITHOUT_FIGURES.items())
def test_samples_without_figures(desk: Desk, name: str, reason: str):
    """An answer that holds no figures is refused with what the service says in it."""
    with pytest.raises(RefusedFileError) as caught:
        drop.read_file(name, sample(name).read_bytes(), desk)
    assert reason in str(caught.value)


def test_every_layout_is_tried():
    """There is a made file for every layout but one that is known by its name, and one that is only refused."""
    others = {"Eurostat, TSV", "Eurostat, workbook"}
    assert {one.layout for one in DOWNLOADS} | others == {layout.title for layout in LAYOUTS}


@pytest.mark.parametrize("made", DOWNLOADS, ids=[one.layout for one in DOWNLOADS])
def test_made_files_in_disguise(desk: Desk, made: Download):
    """A small file of each layout is recognised, and the same in every disguise."""
    expected = drop.read_file("1", made.content, desk)
    assert [(one.layout, one.records, len(one.rows)) for one in expected] == [(made.layout, made.records, made.rows)]
    kind = {b"{": ".json", b"[": ".json", b"P": ".xlsx"}.get(made.content[:1], ".csv")
    for disguise in disguises_of(kind):
        same(drop.read_file("a file", disguised(made.content, disguise), desk), expected, disguise)


@pytest.mark.parametrize("made", DOWNLOADS, ids=[one.layout for one in DOWNLOADS])
def test_one_layout_alone(made: Download):
    """No file has the layout of two sources."""
    (document,) = open_documents("1", made.content)
    assert {layout.source_id for layout in LAYOUTS if layout.recognise(document)} == {
        drop.recognise(document).source_id
    }


REFUSED = [
    (b"Country,People\nFrance,66\n", "not recognised as a file of any source; its columns are 'Country, People'. Ex"),
    (b'{"some": "object"}', "not recognised as a file of any source. Expected one of: SDG database, download of a"),
    (b"<!DOCTYPE html><html>Sign in</html>", "the file is a web page, not data; the service may have refused"),
    (POINTER, "the file is a pointer of Git LFS, not the file itself; fetch the file with git lfs pull"),
    (b"", "the file is empty; download it again"),
    (zipped(), "the archive is empty; download it again"),
    (GOOD[:-6].rstrip(b","), "the file ends in the middle of line 2: it was cut off; download it again"),
    (GOOD + b'Chad,TCD,2019,"2', "the file ends within quotation marks: it was cut off; download it again"),
    (b'[{"page": 1, "total": 2}, [{"coun', "the JSON breaks off or is faulty in line 1 (Unterminated string"),
    (
        b'[{"page": 1, "total": 1}, [{"countryiso3code": "CHE", "date": 1, "value": 1}]]',
        "looked like 'World Bank, answer of the API' and is laid out otherwise (KeyError: 'indicator'); has the",
    ),
    (zipped(a=GOOD)[:-30], "the archive or workbook cannot be opened (File is not a zip file); download it again"),
]


@pytest.mark.parametrize(("content", "reason"), REFUSED, ids=[reason[:50] for _, reason in REFUSED])
def test_what_is_refused(desk: Desk, content: bytes, reason: str):
    """What is no file of a source, or a broken one, is refused in one sentence that begins with its name."""
    with pytest.raises(RefusedFileError) as caught:
        drop.read_file("a file.csv", content, desk)
    assert str(caught.value).startswith(f"a file.csv: {reason}")


def test_an_archive_with_other_files(desk: Desk):
    """Of an archive the files of a source are read, each by its name; a licence and the like are passed over."""
    others = {"README.md": b"# Figures", "licence.pdf": b"%PDF-1.7", "page.html": b"<html>", ".DS_Store": b"\0\1Bud"}
    found = drop.read_file("a.zip", zipped(**others, **{"x/1": GOOD, "2": DOWNLOADS[0].content}), desk)
    assert [(one.file, one.layout) for one in found] == [
        ("a.zip/x/1", "Our World in Data, CSV of a chart"),
        ("a.zip/2", "SDG database, download of a goal"),
    ]
    with pytest.raises(RefusedFileError, match=r"a\.zip/README\.md: not recognised"):
        drop.read_file("a.zip", zipped(**others), desk)


def test_an_archive_with_a_broken_file(desk: Desk):
    """A broken file of a source, or a pointer to one, is not passed over: the archive is refused, naming the file."""
    for broken in (GOOD[:-6].rstrip(b","), POINTER, zipped(a=GOOD)[:-30]):
        with pytest.raises(RefusedFileError, match=r"a\.zip/new/2: the "):
            drop.read_file("a.zip", zipped(**{"1": GOOD, "new/2": broken}), desk)


def test_a_folder(desk: Desk, tmp_path: Path):
    """The good files of the folder are read by name, the bad ones named with reasons, hidden ones passed over."""
    files = {
        "b.csv": GOOD,
        "a/b.csv": GOOD,
        "c.xls": b"\xd0\xcf\x11\xe0",
        "page.csv": b"<html>",
        ".hidden.csv": GOOD,
        "~$b.xlsx": b"\0",
        ".git/b.csv": GOOD,
        "a/.part": GOOD,
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    os.utime(tmp_path / "b.csv", (1_700_000_000.9, 1_700_000_000.9))
    found, refused = drop.read_folder(tmp_path, desk)
    assert [file.file for file in found] == ["drop/a/b.csv", "drop/b.csv"]
    assert found[1].received_at == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert found[1].as_of == AsOf(found[1].received_at, vintages.COPIED)
    assert [(one.file, one.reason.split(";")[0]) for one in refused] == [
        ("drop/c.xls", "drop/c.xls: the file is a workbook of the old kind (.xls) or with a password"),
        ("drop/page.csv", "drop/page.csv: the file is a web page, not data"),
    ]
    assert drop.read_folder(tmp_path / "not there", desk) == ([], [])


def test_a_file_and_its_gzip(desk: Desk, tmp_path: Path):
    """Files that differ in their endings alone keep names of their own, and so their rows and editions."""
    (tmp_path / "a.csv").write_bytes(GOOD)
    (tmp_path / "a.csv.gz").write_bytes(in_a_gzip(GOOD.replace(b"2019", b"2018")))
    found, _ = drop.read_folder(tmp_path, desk)
    assert [(one.file, one.rows[0].file, one.releases[0].name) for one in found] == [
        ("drop/a.csv", "drop/a.csv", "Our World in Data, to 2019"),
        ("drop/a.csv.gz", "drop/a.csv.gz", "Our World in Data, to 2018"),
    ]


def test_the_age_of_a_file(desk: Desk, tmp_path: Path):
    """The moment in the name of a file or its archive is its age and names its edition; the date of the copy does not.

    A moment that is older than the newest figure, or than the newest change, is not believed.
    """
    old = GOOD.replace(b"2019", b"2017")
    members = {"use_1640995200000.csv": GOOD, "2018-05-01.csv": GOOD, "2018-05-01 old.csv": old}
    for name, content in members.items():
        (tmp_path / name).write_bytes(content)
    found, _ = drop.read_folder(tmp_path, desk)
    assert {one.file: (one.releases[0].name, one.releases[0].vintage) for one in found} == {
        "drop/use_1640995200000.csv": ("Our World in Data, as of 2022-01-01", "2022-01"),
        "drop/2018-05-01.csv": ("Our World in Data, to 2019", "2019-12"),
        "drop/2018-05-01 old.csv": ("Our World in Data, as of 2018-05-01", "2018-05"),
    }
    assert {one.file: one.received_at for one in found}["drop/use_1640995200000.csv"] == datetime(
        2022, 1, 1, tzinfo=UTC
    )


def test_the_newest_change_in_a_file(desk: Desk):
    """Where a file states when its figures were changed, that is its age, unless its name says a later moment."""
    columns = "SeriesID,SeriesCode,Series,Unit,Database,Year,AreaName,AreaCode,Value,Notes,Source,LastModifiedOn"
    row = "11624,i99H,IUI,%,D,2024,Kenya,KEN,35,,,"
    content = f"{columns}\n{row}2026-07-11\n{row.replace('2024', '2023')}2026-07-10\n".encode()
    names = {"a.csv": "2026-07-11", "a 2026-07-10.csv": "2026-07-11", "a 2026-07-20.csv": "2026-07-20"}
    for name, day in names.items():
        (file,) = drop.read_file(name, content, desk)
        assert file.releases[0].name == f"ITU DataHub, as of {day}", name
        assert file.as_of is not None
        assert file.as_of.grounds == (vintages.NAMED if day == "2026-07-20" else vintages.CHANGED)


def test_what_is_said_of_the_age_of_a_file(desk: Desk):
    """What somebody said of a file goes before everything else."""
    (file,) = drop.read_file("use_1640995200000_as-of-2018-05-01.csv", GOOD, desk)
    assert file.releases[0].name == "Our World in Data, as of 2018-05-01"
    assert file.as_of == AsOf(datetime(2018, 5, 1, tzinfo=UTC), vintages.SAID)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read(desk: Desk, tmp_path: Path):
    """A file without permission is named as such, and does not keep the others from being read."""
    (tmp_path / "a.csv").write_bytes(GOOD)
    (tmp_path / "b.csv").write_bytes(GOOD)
    (tmp_path / "a.csv").chmod(0)
    found, (refused,) = drop.read_folder(tmp_path, desk)
    assert len(found) == 1
    assert refused.reason.endswith("the file cannot be read (Permission denied); look at its permissions")
