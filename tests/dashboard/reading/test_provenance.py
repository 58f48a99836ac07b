"""What the figures rest on, as the page Data asks it."""

from pathlib import Path

from dashboard.app import create_app
from dashboard.reading import provenance
from dashboard.reading.warehouse import Snapshot, served
from dashboard.rows import rows
from tests.dashboard.refreshes import Refreshes, changed


def test_coverage(snapshot: Snapshot):
    """Coverage counts the headline and proxy indicators of the world and its groups; three targets have none."""
    frame = provenance.coverage(snapshot)
    counts = frame.set_index(["target_id", "area_id", "year"])
    assert counts.loc[("1.7", "WLD", 2025), ["indicators", "editions"]].to_list() == [1, 2]
    assert counts.loc[("1.7", "WLD", 2004), ["indicators", "editions"]].to_list() == [1, 1]
    assert ("1.7", "WLD", 1999) not in counts.index
    assert counts.index.is_unique
    assert not {"2.2", "2.3", "2.4"} & set(frame["target_id"])
    assert "DEU" not in set(frame["area_id"])


def test_source_outcomes(snapshot: Snapshot):
    """Every source of the build has its outcome, in order of precedence, the others are named, and no row is lost."""
    frame = provenance.source_outcomes(snapshot)
    silent = set(provenance.never_asked(frame, snapshot.catalogue))
    assert silent == {"Our World in Data", "UIS database"}
    assert list(frame["source_id"]) == [one.id for one in snapshot.catalogue.sources if one.title not in silent]
    rows = frame.set_index("source_id")["rows_read"]
    assert rows["itu_annual_report"] == 86
    (count,) = snapshot.cursor.execute("select count(*) from observations").fetchone()
    assert rows.sum() == count


def test_files(refreshed: Refreshes, tmp_path: Path):
    """Files of the drop folder are listed one by one; what the services sent is summed up by source and layout."""
    # the same figures as if a service had sent them in two downloads
    sql = """
        update build_files set held = 'live' where file = 'drop/wdi.csv';
        insert into build_files (select * replace ('raw/worldbank/B' as file) from build_files where held = 'live');
        insert into set_aside (select * replace ('raw/worldbank/B' as file) from set_aside);
    """
    app, sent = create_app(refreshed.refused), create_app(changed(refreshed, tmp_path, sql))
    with app.server.app_context(), served().snapshot() as one:
        assert list(provenance.dropped_files(one)["file"]) == ["drop/wdi.csv"]
        assert provenance.sent_files(one).empty
    with sent.server.app_context(), served().snapshot() as other:
        assert provenance.dropped_files(other).empty
        (row,) = rows(provenance.sent_files(other))
    assert (row.title, row.layout, row.files) == ("World Development Indicators", "World Bank, bulk CSV", 2)
    assert (row.records, row.figures, row.rows_kept, row.rows_rejected, row.figures_set_aside) == (14, 84, 64, 4, 16)
    assert [one.partition(" × ")[0] for one in row.set_aside] == ["16"]


def test_no_row_of_the_project_is_rejected(snapshot: Snapshot):
    """The embedded figures keep the row contract, and the build says so."""
    assert provenance.rejected_rows(snapshot).empty
    assert snapshot.build.rows_rejected == 0
