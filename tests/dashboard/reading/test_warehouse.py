"""The reader of the warehouse: one build per request, the next one after the switch."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from dashboard.app import create_app
from dashboard.reading.warehouse import NoWarehouseError, Snapshot, Warehouse
from etl import pipeline
from indicators.settings import Settings


def rebuilt(project: Settings, old: str, new: str) -> str:
    """Change a published figure and build again; the id of the new build."""
    path = project.published / "itu_sdg_page_2024.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return pipeline.run(project).build_id


def ldc(snapshot: Snapshot) -> tuple[str, float]:
    """What a snapshot says of the build, and of one figure in it."""
    query = "select value from observations where source_id = 'itu_sdg_page' and area_id = 'LDC'"
    return snapshot.build.build_id, snapshot.frame(query)["value"].iloc[0]


def test_follows_the_switch(served_project: Settings):
    """An open snapshot sees its build to the end; one that is opened after the switch sees the next."""
    warehouse = Warehouse(served_project.current)
    with warehouse.snapshot() as old:
        before = ldc(old)
        assert before[1] == 35
        build_id = rebuilt(served_project, ",35,", ",36,")
        with warehouse.snapshot() as new:
            assert ldc(new) == (build_id, 36)
            assert ldc(old) == before
    assert build_id != before[0]


def test_the_application_follows_the_switch(served_project: Settings):
    """Without a restart the API answers from the new build, with a new tag."""
    client = create_app(served_project).server.test_client()
    query = "/api/v1/observations?indicator=internet_users&area=LDC&edition=2024&source=all&from=2024"
    first = client.get(query)
    build_id = rebuilt(served_project, ",35,", ",36,")
    second = client.get(query, headers={"If-None-Match": first.headers["ETag"]})
    assert second.status_code == 200
    assert second.json["meta"]["build_id"] == build_id == client.get("/healthz").json["build_id"]
    assert [row["value"] for row in first.json["data"]] != [row["value"] for row in second.json["data"]]


def test_opens_a_build_once(warehouse_settings: Settings):
    """Snapshots of one build share the opened file and the catalogue that was read from it."""
    warehouse = Warehouse(warehouse_settings.current)
    with warehouse.snapshot() as one, warehouse.snapshot() as other:
        assert one.build is other.build
        assert one.cursor is not other.cursor


def test_the_build_and_its_catalogue(snapshot: Snapshot, warehouse: duckdb.DuckDBPyConnection):
    """A snapshot knows its build, and the catalogue as it was when the build was made."""
    build_id, newest = warehouse.execute("select build_id, newest_year from builds").fetchone()
    assert (snapshot.build.build_id, snapshot.build.newest_year) == (build_id, newest) == (build_id, 2025)
    assert len(snapshot.catalogue.targets) == 12
    assert snapshot.catalogue.indicator_by_id["internet_users"].decimals == 1


def test_values_are_parameters(snapshot: Snapshot):
    """A value that looks like a query stays a value."""
    frame = snapshot.frame("select $word as word", {"word": "'; drop table series; --"})
    assert frame["word"].to_list() == ["'; drop table series; --"]


def test_nobody_writes(snapshot: Snapshot):
    """A snapshot cannot change the build."""
    with pytest.raises(duckdb.InvalidInputException, match="read-only"):
        snapshot.frame("create table mine as select 1 as one")


def test_nothing_is_there(tmp_path: Path):
    """Without a warehouse the reader says where it looked and what to do."""
    with (
        pytest.raises(NoWarehouseError, match=r"no warehouse at .*current\. Build one with: make etl OFFLINE=1"),
        Warehouse(tmp_path / "current").snapshot(),
    ):
        pass


@pytest.mark.parametrize("content", ["this is no database", ""])
def test_what_is_there_is_no_warehouse(tmp_path: Path, content: str):
    """A file that is no warehouse is told like one that is missing."""
    (tmp_path / "current").write_text(content)
    with (
        pytest.raises(NoWarehouseError, match="Build one with: make etl OFFLINE=1"),
        Warehouse(tmp_path / "current").snapshot(),
    ):
        pass


def test_a_warehouse_of_another_version(built_on: Callable[[str], Settings]):
    """A build whose catalogue this version cannot read is told like one that is missing, not served in part."""
    settings = built_on("2026-01-01 00:00")
    with duckdb.connect(str(settings.current.resolve())) as connection:
        connection.execute("""update builds set catalogue = '{"goals": []}'""")
    with pytest.raises(NoWarehouseError, match="cannot be read"), Warehouse(settings.current).snapshot():
        pass


def test_a_warehouse_that_comes_later(tmp_path: Path, warehouse_settings: Settings):
    """A reader that found nothing finds the warehouse once it is built."""
    warehouse = Warehouse(tmp_path / "current")
    with pytest.raises(NoWarehouseError), warehouse.snapshot():
        pass
    (tmp_path / "current").symlink_to(warehouse_settings.current.resolve())
    with warehouse.snapshot() as snapshot:
        assert snapshot.build.newest_year == 2025
