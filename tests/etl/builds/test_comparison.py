"""Files of a build beside the served one: what counts as new, changed, as before, behind a newer edition, and gone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from etl.builds.comparison import Account, Comparison, compare
from indicators.settings import Settings
from tests.etl.beside import CHE, NEW, OLD, WORLDBANK, copied, everything, put

FILE = "worldbank_2026_04.csv"
EARLIER = f"""
    insert into editions select * replace ('2020 (Apr)' as edition, '2020-04' as vintage) from editions
    where source_id = 'worldbank';
    insert into observations select * replace ('2020 (Apr)' as edition, 'drop/old.csv' as file, value / 2 as value)
    from observations where {CHE};
    update editions set file = 'drop/old.csv' where edition = '2020 (Apr)';
    insert into build_files select * replace ('drop/old.csv' as file, 'drop' as held) from build_files
    where file = '{FILE}';
"""


@pytest.fixture
def compared(internet_settings: Settings, tmp_path: Path) -> Callable[..., Comparison]:
    """The comparison of files of a build with a served one, both copies of the session's that SQL has changed."""

    def comparison(new: str = "", old: str = "", *files: str, served: bool = True) -> Comparison:
        if served:
            put(internet_settings, tmp_path, OLD, old, served=True)
        with copied(internet_settings, tmp_path / f"{NEW}.building", new) as connection:
            before = everything(connection)
            found = compare(connection, tmp_path / "current", files or (FILE,))
            assert everything(connection) == before
            return found

    return comparison


def counts(account: Account) -> tuple[int, ...]:
    """How many figures of Internet use are new, changed, as before, behind a newer edition."""
    (fed,) = (one for one in account.fed if one.indicator_id == "internet_users")
    return fed.new, fed.changed, fed.as_before, fed.behind


def test_the_same(compared: Callable[..., Comparison]):
    """Of equal builds every figure is as before, whatever the last digits of a computation say, and none is gone."""
    found = compared(f"update observations set value = value * (1 + 1e-13) where {CHE}")
    (account,) = found.accounts
    new, changed, as_before, behind = counts(account)
    assert (found.against, found.note, found.gone) == (OLD, "", ())
    assert (new, changed, behind, account.changes) == (0, 0, 0, ())
    assert as_before == sum(one.figures for one in account.fed if one.indicator_id == "internet_users") > 1000


def test_new_and_changed(compared: Callable[..., Comparison]):
    """A figure that the served build lacks is new, another value is a change; the largest relative ones are named."""
    grow = f"""
        update observations set value = value * 0.5 where {CHE};
        update observations set value = value * 1.01 where {WORLDBANK} and area_id = 'KEN' and year >= 2018
    """
    (account,) = compared(
        grow, f"delete from observations where {WORLDBANK} and area_id = 'FRA' and year = 2019"
    ).accounts
    assert counts(account)[0] == 1
    assert counts(account)[1] > len(account.changes) == 3
    first, *others = account.changes
    assert (first.area_id, first.year, first.new_value / first.old_value) == ("CHE", 2020, 0.5)
    assert [one.area_id for one in others] == ["KEN", "KEN"]


def test_behind_a_newer_edition(compared: Callable[..., Comparison]):
    """Figures of an edition that a newer one of the source replaces change nothing, and are counted apart."""
    (account,) = compared(EARLIER, "", "drop/old.csv").accounts
    assert counts(account) == (0, 0, 0, 1)
    assert account.changes == ()
    (fed,) = account.fed
    assert (fed.figures, fed.areas, fed.first_year, fed.last_year, fed.shown_first) == (1, ["CHE"], 2020, 2020, 0)


def test_gone(compared: Callable[..., Comparison]):
    """Figures of the source and the indicator that are served and would be no more are named with area and year."""
    found = compared(f"delete from observations where {CHE}")
    (gone,) = found.gone
    assert (gone.indicator_id, gone.source_id, gone.figures, gone.places) == (
        "internet_users",
        "worldbank",
        1,
        ["CHE 2020"],
    )


def test_gone_of_others(compared: Callable[..., Comparison]):
    """What is gone of a source that the files do not feed is not theirs to tell."""
    assert compared("delete from observations where source_id = 'egov'").gone == ()


def test_nothing_to_compare_with(compared: Callable[..., Comparison], tmp_path: Path):
    """Without a served build, or with one that cannot be read, that is said, and every figure is new."""
    found = compared(served=False)
    assert (found.against, found.note) == ("", "No build is served yet: there is nothing to compare with.")
    (account,) = found.accounts
    assert counts(account)[0] == sum(one.figures for one in account.fed if one.indicator_id == "internet_users")
    found = compared("", "drop table observations")
    assert found.against == ""
    assert found.note.startswith(f"The served build {OLD} cannot be read, or an older version")
    assert found.gone == ()
