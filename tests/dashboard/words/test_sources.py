"""Sources in words: the publisher first, and no link that leads to anybody else."""

from urllib.parse import urlsplit

import pytest

from dashboard.address.selection import Selection
from dashboard.reading import selected
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import observations
from dashboard.words.sources import leads_to_publisher, publisher_of, source_line


@pytest.mark.parametrize(
    ("source", "publisher"),
    [("itu_facts_figures", "ITU"), ("unsd_sdg", "UN DESA"), ("worldbank", "World Bank")],
)
def test_publisher(snapshot: Snapshot, source: str, publisher: str):
    """A publisher is called by its short name where it has one."""
    assert publisher_of(snapshot.catalogue.source_by_id[source]) == publisher


@pytest.mark.parametrize(
    ("url", "leads"),
    [
        ("https://www.itu.int/itu-d/reports/statistics/2025/", True),
        ("https://datahub.itu.int/data/?i=11624", True),
        ("https://github.com/someone/a-copy", False),
        ("https://mr-branding.blogspot.com/2025/11/digital-growth.html", False),
        ("", False),
    ],
)
def test_where_a_link_leads(snapshot: Snapshot, url: str, leads: bool):
    """An address of the publisher's own domain is the publisher's; a copy and a blog are not."""
    assert leads_to_publisher(url, snapshot.catalogue.source_by_id["itu_facts_figures"]) is leads


def test_no_source_names_a_stranger_as_its_address(snapshot: Snapshot):
    """The address of a source is never that of a repository, an encyclopedia or a blog."""
    hosts = {urlsplit(one.url).hostname or "" for one in snapshot.catalogue.sources}
    for stranger in ("github", "wiki", "blog", "gapminder"):
        assert not any(stranger in host for host in hosts)


def test_every_edition_that_is_drawn_stands_behind_its_publisher(snapshot: Snapshot):
    """A source line names each publisher once and every edition of the rows that are drawn."""
    frame = selected.observations(snapshot, Selection(indicator=("internet_users",), area=("WLD",), edition="all"))
    line = source_line(observations(frame), snapshot.catalogue)
    for edition in {row.edition for row in observations(frame)}:
        assert edition in line
    assert line.count("ITU: ") == 1
