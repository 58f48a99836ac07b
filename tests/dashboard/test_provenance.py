"""What the figures rest on, as the page Data asks it."""

from dashboard import provenance
from dashboard.warehouse import Snapshot


def test_coverage(snapshot: Snapshot):
    """Coverage counts the headline and proxy indicators of the world and its groups; four targets have a gap."""
    frame = provenance.coverage(snapshot)
    counts = frame.set_index(["target_id", "area_id", "year"])
    assert counts.loc[("1.7", "WLD", 2025), ["indicators", "editions"]].to_list() == [1, 2]
    assert ("1.7", "WLD", 2004) not in counts.index
    assert counts.index.is_unique
    assert not {"2.2", "2.3", "2.4"} & set(frame["target_id"])
    assert "DEU" not in set(frame["area_id"])


def test_source_outcomes(snapshot: Snapshot):
    """Every source of the build has its outcome, in order of precedence, the others are named, and no row is lost."""
    frame = provenance.source_outcomes(snapshot)
    silent = set(provenance.never_asked(snapshot))
    assert len(silent) == 6
    assert list(frame["source_id"]) == [one.id for one in snapshot.catalogue.sources if one.title not in silent]
    rows = frame.set_index("source_id")["rows_read"]
    assert rows["itu_annual_report"] == 84
    (count,) = snapshot.cursor.execute("select count(*) from observations").fetchone()
    assert rows.sum() == count


def test_no_row_of_the_project_is_rejected(snapshot: Snapshot):
    """The embedded figures keep the row contract, and the build says so."""
    assert provenance.rejected_rows(snapshot).empty
    assert snapshot.build.rows_rejected == 0
