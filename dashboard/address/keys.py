"""The keys of an address, each with what it takes and what it means: one register for the parser, which reads addresses
by it, and for the description of the API.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from indicators.catalogue import Catalogue
from indicators.methods import METHODS
from indicators.vocabulary import AGES, BENCHMARK_SETS, LEVELS, LOCATIONS, SEXES, AreaType, Origin, Status

LATEST, HISTORY, DISTINCT, ALL, DEFAULT_SET = "latest", "history", "distinct", "all", "default"
PREFERRED = "preferred"
WHOLE = "total"
"""What an address calls the level of figures that have none."""

MOST_LETTERS = 60
"""Of words that are sought in a table."""

Takes = Literal["words", "word", "area ids", "year", "number", "flag", "text", "count"]
"""What a key takes: a list of words, one of them, a list of ids of areas, a year, a number, true or false, text, or how
many.
"""

Allowed = Callable[[Catalogue], tuple[str, ...]]


@dataclass(frozen=True)
class Key:
    """A key of an address: what it takes, what it means, which words are allowed, and values to try.

    `form` is the regular expression that its words have where they are too many to be listed; `usual` is what stands
    for it where it is not named.
    """

    name: str
    takes: Takes
    means: str
    allowed: Allowed = lambda _: ()
    tried: tuple[str, ...] = ()
    usual: str = ""
    form: str = ""

    @property
    def is_list(self) -> bool:
        """Whether it takes several words, separated by commas or by repeating the key."""
        return self.takes in ("words", "area ids")


def _editions(catalogue: Catalogue) -> tuple[str, ...]:
    named = {one.name for source in catalogue.sources for each in source.publications for one in each.editions}
    return (LATEST, HISTORY, DISTINCT, ALL, *sorted(named))


def _groups(catalogue: Catalogue) -> tuple[str, ...]:
    apart = (AreaType.ECONOMY, AreaType.WORLD)
    return tuple(area.area_id for area in catalogue.areas if area.area_type not in apart)


def _economies(catalogue: Catalogue) -> tuple[str, ...]:
    return tuple(area.area_id for area in catalogue.areas if area.area_type is AreaType.ECONOMY)


_AREA_ID = "^[A-Z][A-Z-]+$"
_TEXT = r"^[^\u0000\uFFFD]*$"
"""What is text: the two characters are a null byte, and what stands for bytes that are no UTF-8."""

_NEWEST = "whose newest figure is {} this number, in the unit of the indicator"

KEYS: Mapping[str, Key] = {
    one.name: one
    for one in (
        Key(
            "target",
            "words",
            "Indicators of these targets of the plan.",
            lambda catalogue: tuple(catalogue.target_by_id),
            ("1.7",),
        ),
        Key(
            "indicator",
            "words",
            "These indicators, by the ids of /api/v1/indicators.",
            lambda catalogue: tuple(catalogue.indicator_by_id),
            ("internet_users", "mobile_basket_5gb"),
            form="^[a-z][a-z0-9_]*$",
        ),
        Key(
            "area",
            "area ids",
            "These areas, by the ids of /api/v1/areas: WLD, groups such as LDC and ITU-AFR, economies as ISO 3166 "
            "alpha-3. A name is refused with the id that it stands for.",
            lambda catalogue: tuple(catalogue.area_by_id),
            ("WLD", "LDC", "KEN"),
            form=_AREA_ID,
        ),
        Key(
            "area_type",
            "words",
            "All areas of these kinds.",
            lambda _: tuple(kind for kind in AreaType if kind is not AreaType.GROUP),
            ("itu_region",),
        ),
        Key("member_of", "area ids", "The economies that belong to these groups.", _groups, ("LDC",), form=_AREA_ID),
        Key("sex", "words", "Figures of women, of men, or of both.", lambda _: tuple(SEXES), ("both",)),
        Key("age", "words", "Figures of these ages; all stands for everybody.", lambda _: tuple(AGES), ("15-24",)),
        Key(
            "location",
            "words",
            "Figures of towns, of the countryside, or of both (total).",
            lambda _: tuple(LOCATIONS),
            ("rural", "urban"),
        ),
        Key(
            "level",
            "words",
            f"Figures of these levels of education (schools) or areas of skill; {WHOLE}: of no level apart.",
            lambda _: (WHOLE, *(level for level in LEVELS if level)),
            ("primary",),
        ),
        Key("from", "year", "Figures of this year and later ones.", tried=("2015",)),
        Key("to", "year", "Figures of this year and earlier ones; not before from.", tried=("2024",)),
        Key(
            "origin",
            "words",
            "Published figures, or those that the tracker computes from economies.",
            lambda _: tuple(Origin),
            ("published",),
        ),
        Key(
            "edition",
            "word",
            "latest: the newest line of each area and breakdown; history: that, and the years before it; distinct: "
            "all but lines that repeat another; all: every line; or an edition by its name.",
            _editions,
            ("2025 (Nov)",),
            LATEST,
            form=_TEXT,
        ),
        Key(
            "source",
            "word",
            "preferred: one source speaks for an edition; all: every source that gives it.",
            lambda _: (PREFERRED, ALL),
            (ALL,),
            PREFERRED,
        ),
        Key("latest", "flag", "Of each line the newest observation alone.", tried=("true",)),
        Key("over", "number", f"Lines {_NEWEST.format('above')}.", tried=("95",)),
        Key("under", "number", f"Lines {_NEWEST.format('below')}.", tried=("0.95",)),
        Key("find", "text", "Lines whose area, breakdowns or edition hold these words.", tried=("land",), form=_TEXT),
        Key(
            "group",
            "area ids",
            "These economies as one group of your own, whose figures are computed when they are asked for; in the "
            "rows area_id is KEN+UGA+TZA and area_type is group.",
            _economies,
            ("KEN", "UGA", "TZA"),
            form=_AREA_ID,
        ),
        Key(
            "horizon",
            "words",
            "Judgements by these years.",
            lambda catalogue: tuple(str(year) for year in catalogue.plan.years),
            ("2030",),
        ),
        Key(
            "benchmark",
            "word",
            "Judgements against the first benchmark of each indicator (default), or those of another set.",
            lambda _: (DEFAULT_SET, *BENCHMARK_SETS),
            ("connectivity_2030",),
            DEFAULT_SET,
        ),
        Key("method", "word", "The published method that status is of.", lambda _: tuple(METHODS), ("weather",)),
        Key("status", "words", "Lines with these verdicts.", lambda _: tuple(Status), ("slow", "stalled")),
    )
}
"""The keys that choose figures and judgements, in the order in which an address names them."""
