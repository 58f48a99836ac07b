"""DATA_LICENSES.md as the command makes it: nothing of the catalogue is missing in it, and the file is not older."""

from dataclasses import replace

import pytest

from etl.printed.licences import licences
from etl.reading.rows import ReadFile
from etl.register import SERVICES
from etl.sources import published
from indicators.catalogue import Catalogue
from indicators.settings import Settings
from indicators.sources import Edition, Publication
from tests.etl.spoken import etl


@pytest.fixture(scope="module")
def embedded(catalogue: Catalogue) -> list[ReadFile]:
    """The embedded figures as read."""
    return published.read(Settings().published, catalogue)


@pytest.fixture(scope="module")
def text(catalogue: Catalogue, embedded: list[ReadFile]) -> str:
    """What the command makes of the project's own catalogue and figures."""
    return licences(catalogue, embedded)


def test_the_file_is_what_the_command_makes(text: str):
    """DATA_LICENSES.md equals what the command makes; `make licences` writes it anew."""
    assert Settings().licences.read_text(encoding="utf-8") == text


def test_every_source_is_named(text: str, catalogue: Catalogue, embedded: list[ReadFile]):
    """Each source stands there with licence, attribution and terms, each file once among the files of its source."""
    publishers, _, _ = text.partition("## What a refresh or a download brings")
    for one in catalogue.sources:
        assert f"## {one.publisher}\n" in publishers
        assert f"Licence: **{one.licence}**" in publishers
        assert f"| {one.title} | " in publishers
        assert one.attribution in publishers
        assert one.terms in publishers
    for file in embedded:
        assert publishers.count(f"`{file.file}`") == 1
    assert publishers.count("\n## ") == len(
        {(one.publisher, one.licence, one.licence_url) for one in catalogue.sources}
    )


def test_the_catalogue_knows_who_is_asked(catalogue: Catalogue):
    """The sources that the catalogue says are asked are the services of the register."""
    assert {one.id for one in catalogue.sources if one.asked} == {service.id for service in SERVICES}


def test_services_and_what_they_fill(text: str, catalogue: Catalogue):
    """Each live service has its row, with the title of every indicator that it can fill."""
    _, _, after = text.partition("## What a refresh or a download brings")
    for service in SERVICES:
        [row] = [line for line in after.splitlines() if f"(`{service.id}`)" in line]
        assert "a refresh asks it" in row
        assert [one.title for one, _ in catalogue.feeds_of(service.id) if one.title not in row] == []
    assert "a downloaded file of it is used" in after


def test_whoever_quoted_is_named(text: str, embedded: list[ReadFile]):
    """Whoever is named as having quoted or copied an embedded figure is named here, beside the file."""
    _, _, after = text.partition("## Quoted through others")
    lines = after.splitlines()
    for file in embedded:
        for who in {row.fields["quoted_by"] for row in file.rows} - {""}:
            assert any(f"`{file.file}`" in line and f"| {who} |" in line for line in lines), (file.file, who)


def test_new_publications_are_carried(catalogue: Catalogue, embedded: list[ReadFile]):
    """A publication more in the catalogue is a file more in the text; terms that differ name their source."""
    first, second = catalogue.sources[0], catalogue.sources[1]
    new = Publication("new.csv", "New", (Edition("2026", "2026-01"),))
    changed = replace(first, publications=(*first.publications, new), terms="Other terms.")
    text = licences(replace(catalogue, sources=(changed, *catalogue.sources[1:])), embedded)
    assert f"`{first.publications[0].file}`, `new.csv`" in text
    assert f"\n{first.title}: Other terms.\n" in text
    assert f"\n{second.title}, " in text


def test_the_command_prints_and_writes(project: Settings):
    """The command prints the text; with --write it puts it into the project's file and prints nothing."""
    printed = etl("licences", project=project)
    assert (printed.returncode, printed.stderr) == (0, "")
    written = etl("licences", "--write", project=project)
    assert (written.returncode, written.stdout, written.stderr) == (0, "", "")
    assert project.licences.read_text(encoding="utf-8") == printed.stdout
