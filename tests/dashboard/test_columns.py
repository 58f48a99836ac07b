"""The codebook: every column of every answer is there, in the order of the answer, and says what it means."""

import pytest

from dashboard import columns
from dashboard.reading.judgements import PROGRESS_COLUMNS
from dashboard.reading.lists import FILTERS, LISTS, of_folder
from dashboard.reading.selected import OBSERVATION_COLUMNS
from dashboard.reading.warehouse import Snapshot, served
from indicators.settings import PROJECT

DOCUMENT = PROJECT / "docs" / "columns.md"
HEAD = """# The columns

What each column of the API's answers means: of JSON, CSV, Excel, Parquet and zip alike. This table is printed from
`dashboard/columns.py`; a test holds both together. Kinds: text, integer, number, flag (true or false), day, moment
(UTC).
"""
EVERY = {"observations": columns.OBSERVATIONS, "progress": columns.PROGRESS, **columns.LISTS}


@pytest.mark.parametrize("resource", EVERY)
def test_every_column_says_what_it_means(resource: str):
    """A column has a name of its own and a meaning that is more than the name."""
    names = [one.name for one in EVERY[resource]]
    assert len(names) == len(set(names))
    for one in EVERY[resource]:
        assert len(one.meaning) > 8, one.name
        assert one.meaning.lower() != one.name.replace("_", " ")
        assert not one.unit or one.kind in ("integer", "number", "moment"), one.name


def test_columns_are_those_of_the_rows():
    """The codebook has the columns of observations and of judgements, in their order."""
    assert tuple(one.name for one in columns.OBSERVATIONS) == OBSERVATION_COLUMNS
    assert tuple(one.name for one in columns.PROGRESS) == PROGRESS_COLUMNS


def test_columns_are_those_of_the_lists(snapshot: Snapshot):
    """The codebook has the columns of every list, in the order of its query, and of no other."""
    assert set(columns.LISTS) == set(LISTS)
    kept = served().kept()
    for name, query in LISTS.items():
        given = dict.fromkeys(FILTERS.get(name, ()), "") | of_folder(name, kept)
        held = [one[0] for one in snapshot.cursor.execute(f"select * from ({query}) limit 0", given).description]
        assert [one.name for one in columns.LISTS[name]] == held, name
        snapshot.cursor.fetchall()


def test_the_document_says_what_columns_mean():
    """docs/columns.md has every column of every answer, as the codebook says it."""
    printed = [HEAD]
    for resource, held in EVERY.items():
        rows = [f"| `{one.name}` | {one.kind} | {one.unit} | {one.meaning} |" for one in held]
        printed.append(
            "\n".join([f"\n## {resource}\n", "| column | kind | unit | meaning |", "|---|---|---|---|", *rows, ""])
        )
    document = "".join(printed)
    assert DOCUMENT.read_text(encoding="utf-8") == document, f"docs/columns.md is to be:\n{document}"
