"""Sources in words: the publisher first, and no link that leads to anybody else."""

from urllib.parse import urlsplit

import pytest
from dash import Dash

from dashboard.address.selection import Selection
from dashboard.reading import selected
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import observations
from dashboard.words.sources import leads_to_publisher, publisher_of, source_line
from tests.dashboard.made import page
from tests.dashboard.reader import kind, opened, text


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


@pytest.mark.parametrize(
    ("name", "query"),
    [
        *(
            ("targets", {"target_id": one, "area_type": "economy"})
            for one in ("1.1", "1.4", "1.6", "2.2", "2.3", "2.5")
        ),
        *(("targets", {"target_id": one}) for one in ("1.2", "1.5", "1.7", "2.1")),
        *(("targets", {"target_id": one, "edition": "all"}) for one in ("1.1", "1.7")),
        *(
            ("indicators", {"indicator_id": one})
            for one in ("internet_users", "coverage_4g", "ewaste_recycled_share", "gci_score", "businesses_internet")
        ),
    ],
)
def test_what_is_called_a_publication_is_its_publishers(
    app: Dash, snapshot: Snapshot, name: str, query: dict[str, str]
):
    """Every link that says that it opens a publication, or leads to its publisher, is of a publisher's domain."""
    publishers = {domain(one.url) for one in snapshot.catalogue.sources}
    links = [
        (text(one), one.href)
        for one in kind(opened(page(app, name, **query)), "A")
        if text(one) in ("Open the publication", "The publisher's page")
    ]
    assert links or query.get("target_id") in ("1.6", "2.1", "2.3", "2.5")  # read in copies, which have no link
    assert not [(words, href) for words, href in links if domain(href) not in publishers]


def domain(url: str) -> str:
    return ".".join((urlsplit(url).hostname or "").split(".")[-2:])


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
