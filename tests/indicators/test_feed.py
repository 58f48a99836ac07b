"""Where the figures of an indicator come from, as the catalogue says it."""

import pytest

from indicators.catalogue import Catalogue
from indicators.catalogue_files import load_catalogue
from indicators.entries import CatalogueError
from indicators.feed import Feed
from indicators.settings import Settings
from indicators.vocabulary import BREAKDOWNS
from tests.etl.damage import replace

FILE = "data/catalogue/indicators/1.1.yaml: indicator coverage_3g: "
FEED = '      - {source: itu_datahub, series: ["430"]}\n'


def refusal(project: Settings, feed: str) -> str:
    """The message with which the catalogue is refused when a feed of 3G coverage is written so."""
    replace(project.catalogue / "indicators" / "1.1.yaml", FEED, f"      - {feed}\n")
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(project.catalogue)
    return str(caught.value)


@pytest.mark.parametrize(
    ("feed", "expected"),
    [
        (
            '{source: itu_datahubs, series: ["430"]}',
            "key 'feeds' names the source 'itu_datahubs'; expected an id of sources.yaml",
        ),
        ("{source: itu_datahub, series: []}", "key 'feeds.2.series' is []; expected: tuple should have at least 1 i"),
        ("{source: itu_datahub}", "key 'feeds.2.series' is missing; expected it in every entry"),
        ('{source: itu_datahub, series: ["430"], level: primry}', "feeds: 430: level from (empty), "),
        ('{source: itu_datahub, series: ["430"], sex: women}', "feeds: 430: sex from both, female, male"),
        ('{source: itu_datahub, series: ["430"], age: "10+"}', "feeds: 430: age from all, 0-14, 15-24, "),
        ('{source: itu_datahub, series: ["430"], location: town}', "feeds: 430: location from total, urban, rural"),
        ('{source: itu_datahub, series: ["430"], unit: PCT}', "unknown key 'feeds.2.unit'; expected a key of the"),
        ('{source: itu_datahub, series: ["430"], units: {PCT: one}}', "key 'feeds.2.units.PCT' is 'one'; expected: "),
        (
            '{source: itu_datahub, series: ["430"], gives: world, because: x}',
            "key 'feeds.2.gives' is 'world'; expected: ",
        ),
        ('{source: itu_datahub, series: ["430"], gives: groups}', "feeds: 430: because says why gives leaves some out"),
        ('{source: itu_datahub, series: ["430"], because: x}', "feeds: 430: because says why gives leaves some out"),
        ('{source: itu_datahub, series: ["430"], from_year: long ago}', "key 'feeds.2.from_year' is 'long ago'; "),
    ],
)
def test_feeds_that_are_refused(project: Settings, feed: str, expected: str):
    """A feed that cannot be right is refused with file, indicator, key and what was expected."""
    said = refusal(project, feed)
    assert said.startswith(FILE)
    assert expected in said


def feeds(catalogue: Catalogue) -> list[tuple[str, Feed]]:
    return [(one.id, feed) for one in catalogue.indicators for feed in one.feeds]


def test_a_series_fills_one_line_of_an_indicator(catalogue: Catalogue):
    """No code of a source stands twice for the same line: which one of two is meant could not be said."""
    lines = [
        (feed.source, code, indicator, feed.sex, feed.age, feed.location, feed.level)
        for indicator, feed in feeds(catalogue)
        for code in feed.series
    ]
    assert len(lines) == len(set(lines))


def test_factors(catalogue: Catalogue):
    """Every factor of a unit is a number above zero: a unit is brought to another, no figure to nothing."""
    assert {factor > 0 for _, feed in feeds(catalogue) for factor in feed.units.values()} == {True}


def test_every_target_has_a_way_in(catalogue: Catalogue):
    """Every target has an indicator, its own or a borrowed one, that a service or a download can fill."""
    fed = {indicator for indicator, _ in feeds(catalogue)}
    assert [one.id for one in catalogue.targets if not fed & {i.id for i in catalogue.indicators_of(one.id)}] == []


def test_feeds_are_in_order_of_precedence(catalogue: Catalogue):
    """`feeds_of` gives the series of one source with their indicators, in the order of the catalogue."""
    found = catalogue.feeds_of("itu_datahub")
    assert [(one.id, feed) for one, feed in found] == [
        (indicator, feed) for indicator, feed in feeds(catalogue) if feed.source == "itu_datahub"
    ]
    assert catalogue.feeds_of("no such source") == []


@pytest.mark.parametrize("by", BREAKDOWNS)
def test_words_of_every_breakdown(by: str):
    """Every word of the vocabulary may be said of a feed, and no other."""
    for word in BREAKDOWNS[by]:
        assert getattr(Feed(source="egov", series=("A",), **{by: word}), by) == word
    with pytest.raises(ValueError, match=f"feeds: A: {by} from "):
        Feed(source="egov", series=("A",), **{by: "some"})
