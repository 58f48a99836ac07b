"""What a tool can be asked: its arguments as models, named as the parameters of the HTTP API are.

Their descriptions are read by assistants, so that they are written like the text of a page.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from indicators.vocabulary import AGES, LEVELS, LOCATIONS, SEXES, TOTALS

ANY = "any"
"""In place of a word of a breakdown: all of its words."""

Words = str | list[str]
"""One word, several separated by commas, or a list of them."""


def _words(description: str, default: str = "") -> object:
    return Field(default=default, description=description)


def _of(words: Mapping[str, str]) -> str:
    return ", ".join(word for word in words if word)


Indicators = Annotated[
    Words, _words("Ids of indicators, such as internet_users; search_indicators finds them. Several are allowed.")
]
Targets = Annotated[Words, _words("Ids of targets, such as 1.3: all indicators that stand under them.")]
Areas = Annotated[
    Words,
    _words("Ids of areas: WLD, ITU-AFR, LDC, INC-LIC, or three letters for an economy (KEN). list_areas finds them."),
]
Kinds = Annotated[Words, _words("All areas of a kind: world, itu_region, development_level, income_group or economy.")]
MembersOf = Annotated[Words, _words("The economies that are in a group today: LDC, ITU-AFR, INC-LIC, DEVELOPING …")]
Group = Annotated[
    Words,
    _words(
        "A group of your own, of these economies: its figures are computed here when you ask, and are no publisher's."
    ),
]
Sex = Annotated[Words, _words(f"{_of(SEXES)}, or {ANY} for all of them.", TOTALS[0])]
Age = Annotated[Words, _words(f"{_of(AGES)}, or {ANY} for all of them.", TOTALS[1])]
Location = Annotated[Words, _words(f"{_of(LOCATIONS)}, or {ANY} for all of them.", TOTALS[2])]
Level = Annotated[
    Words, _words(f"Of schools, skills and businesses only; all of them where it is left out. {_of(LEVELS)}.")
]
From = Annotated[int | str, Field(default="", alias="from", description="The first year, of four digits.")]
To = Annotated[int | str, Field(default="", alias="to", description="The last year. For one year give both.")]
Horizon = Annotated[
    int | str,
    Field(default="", description="The year by which it is judged: one of the plan's horizons. Left out: the usual."),
]
Benchmark = Annotated[
    str,
    _words(
        "Whose benchmarks: default, connectivity_2030 or commission_2025; areas without one in the set keep their own."
    ),
]


class Arguments(BaseModel):
    """The arguments of a tool. One that is not among them is refused, never passed over."""

    model_config = ConfigDict(extra="forbid", populate_by_name=False)


class SearchArguments(Arguments):
    """What search_indicators takes."""

    words: Annotated[str, _words("Words of what is measured, in English: 'Internet use', 'price', 'e-waste'.")]
    target: Annotated[str, _words("Only the indicators of this target, such as 2.1.")]


class AreasArguments(Arguments):
    """What list_areas takes."""

    name: Annotated[str, _words("A name or code to look up: Kenya, 'Korea, Rep.', KE, 404, Africa, LDCs.")]
    group: Annotated[str, _words("The id of a group, to list the economies that are in it today.")]
    area_type: Kinds


class _Filters(Arguments):
    """The arguments that choose figures and verdicts alike."""

    indicator: Indicators
    target: Targets
    area: Areas
    area_type: Kinds
    member_of: MembersOf
    group: Group
    sex: Sex
    age: Age
    location: Location
    level: Level
    from_: From
    to: To
    over: Annotated[
        float | str, Field(default="", description="Only lines whose newest figure is above this, in their unit.")
    ]
    under: Annotated[
        float | str, Field(default="", description="Only lines whose newest figure is below this, in their unit.")
    ]


class ObservationsArguments(_Filters):
    """What get_observations takes; cite takes the same."""

    edition: Annotated[
        str,
        _words(
            "latest: the line that is shown first, one edition (the default). history: that, and the years before it "
            "from another line. distinct: and every other edition that says something else. all: every edition. Or "
            "the name of one, such as '2025 (Nov)'."
        ),
    ]
    latest: Annotated[bool, Field(default=False, description="Only the newest figure of each line.")]
    origin: Annotated[Words, _words("published or computed; both where it is left out.")]
    source: Annotated[
        str, _words("preferred: one source speaks for an edition (the default). all: every source that prints it.")
    ]


class ProgressArguments(_Filters):
    """What get_progress takes."""

    horizon: Horizon
    benchmark: Benchmark
    status: Annotated[
        Words,
        _words(
            "Only these verdicts: met, on_track, moderate (too slow), slow (far too slow), stalled, reversing, missed, "
            "short (pace unknown), not_assessable."
        ),
    ]


class _OneLine(Arguments):
    """The arguments that name one line: an indicator, an area, a breakdown."""

    indicator: Annotated[str, Field(description="The id of one indicator; search_indicators finds it.")]
    sex: Annotated[str, _words(_of(SEXES), TOTALS[0])]
    age: Annotated[str, _words(_of(AGES), TOTALS[1])]
    location: Annotated[str, _words(_of(LOCATIONS), TOTALS[2])]
    level: Annotated[
        str, _words("Of schools, skills and businesses only; that which is shown first where it is left out.")
    ]


class BadgeArguments(_OneLine):
    """What explain_badge takes."""

    area: Annotated[str, _words("The id of one area; list_areas finds it. Or name a group of your own instead.")]
    group: Group
    horizon: Horizon
    benchmark: Benchmark


class EditionsArguments(_OneLine):
    """What compare_editions takes."""

    area: Annotated[str, Field(description="The id of one area; list_areas finds it.")]
    from_: From
    to: To


class CoverageArguments(Arguments):
    """What coverage takes: an indicator, an area, or both."""

    indicator: Annotated[str, _words("The id of one indicator.")]
    area: Annotated[str, _words("The id of one area: the world, a group or an economy.")]
    target: Annotated[str, _words("Of an area: only what is held and missing of this target.")]


def pairs(asked: Arguments, names: Sequence[str]) -> list[tuple[str, str]]:
    """The arguments of some names as the parameters of an address; what is empty, or ANY, asks for nothing."""
    given = asked.model_dump(by_alias=True)
    found = []
    for name in names:
        value = given.get(name, "")
        words = [str(one) for one in value] if isinstance(value, list) else [_text(value)]
        if ANY not in words and (text := ",".join(filter(None, words))):
            found.append((name, text))
    return found


def _text(value: object) -> str:
    return ("true" if value else "") if isinstance(value, bool) else str(value)
