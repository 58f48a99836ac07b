"""What the API offers: every resource with what it holds, what it takes, and a small example; one register for the
description of the API and for its page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.address.explore import own_keys
from dashboard.address.keys import KEYS, Key
from dashboard.address.selection import OF_A_VIEW, OF_OBSERVATIONS, OF_PROGRESS
from dashboard.api.formats import FORMATS
from dashboard.api.formats.format import Format
from dashboard.columns import LISTS, OBSERVATIONS, PROGRESS, Column
from dashboard.reading.lists import FILTERS
from indicators.claims import Answer, ClaimKind


@dataclass(frozen=True)
class Resource:
    """What can be asked for under /api/v1/<name>.

    `row` is what one row is, in the name of its model; `columns` are those of a row, and of these `filled` never empty;
    `others` are the columns that a row has instead, depending on what is asked. `takes` are its keys beside those of
    its format. `example` is a question with a short answer.
    """

    name: str
    row: str
    says: str
    columns: tuple[Column, ...]
    filled: frozenset[str]
    takes: tuple[str, ...] = ()
    example: str = ""
    others: str = ""

    @property
    def formats(self) -> tuple[Format, ...]:
        """The formats that it is given in, the usual one first."""
        return tuple(one for one in FORMATS.values() if not one.resources or self.name in one.resources)

    def address(self, suffix: str = "", query: str | None = None) -> str:
        """The path of its example, or of another question, in a format."""
        asked = self.example if query is None else query
        return f"/api/v1/{self.name}{suffix and '.'}{suffix}{asked and '?'}{asked}"


def _filled(words: str) -> frozenset[str]:
    return frozenset(words.split())


_OF_A_LINE = "indicator_id indicator area_id area area_type sex age location level origin edition build_id"

RESOURCES: Mapping[str, Resource] = {
    one.name: one
    for one in (
        Resource(
            "observations",
            "Observation",
            "Figures as they were published or computed, one row for each line and year.",
            OBSERVATIONS,
            _filled(f"{_OF_A_LINE} year value unit value_status source_id source citation note"),
            OF_OBSERVATIONS,
            "indicator=internet_users&area=WLD,LDC&sex=both&age=all&location=total&from=2020",
        ),
        Resource(
            "progress",
            "Judgement",
            "Verdicts on lines, one row for each line and horizon: where it is, where it leads, and what is needed.",
            PROGRESS,
            _filled(f"{_OF_A_LINE} horizon status at_risk methods_disagree observations_used"),
            OF_PROGRESS,
            "target=1.7&area_type=itu_region&horizon=2030",
        ),
        Resource(
            "explore",
            "Observation",
            "The rows that a view of the page Explore draws: figures, or the verdicts of a map of status. The address "
            "of the view is the question; what of it only says how the chart is drawn is taken and changes no row.",
            OBSERVATIONS,
            frozenset(),
            (*OF_A_VIEW, "chart"),
            "indicator=internet_users&area=WLD,LDC&chart=ranking",
            others="progress",
        ),
        Resource(
            "targets",
            "Target",
            "The targets of the plan.",
            LISTS["targets"],
            _filled("target_id goal_id title short statement official_indicator card"),
        ),
        Resource(
            "indicators",
            "Indicator",
            "The indicators, each with its unit, its definition and its first benchmark.",
            LISTS["indicators"],
            _filled("indicator_id title short role unit unit_label scale direction decimals definition aggregation"),
        ),
        Resource(
            "areas",
            "Area",
            "The world, groups and economies, with the groups that each belongs to.",
            LISTS["areas"],
            _filled("area_id name short_name area_type composite itu_member sort"),
        ),
        Resource(
            "sources",
            "Source",
            "Who published the figures, under which licence, and how the last refresh fared.",
            LISTS["sources"],
            _filled("source_id title publisher kind trust url licence attribution"),
        ),
        Resource(
            "builds",
            "Build",
            "The versions of the figures that are kept, the newest first.",
            LISTS["builds"],
            _filled("build_id built_at observations rows_rejected is_served"),
        ),
        Resource(
            "files",
            "File",
            "The files that the served version was made of.",
            LISTS["files"],
            _filled("file held"),
        ),
        Resource(
            "set_aside",
            "SetAside",
            "Figures of these files that are not used, counted by reason.",
            LISTS["set_aside"],
            _filled("file reason figures"),
        ),
        Resource(
            "rejected_rows",
            "RejectedRow",
            "Rows of these files that were refused, each with the reason.",
            LISTS["rejected_rows"],
            _filled("file reason"),
            FILTERS["rejected_rows"],
        ),
        Resource(
            "claims",
            "Claim",
            "Figures that a report prints, each with what the figures of its own edition and of the newest make of it.",
            LISTS["claims"],
            _filled(
                "report claim_id kind indicator_id indicator area_id area sex age location level printed value "
                "precision unit edition verdict reason same_document newest_verdict newest_reason"
            ),
            FILTERS["claims"],
            "target=1.7&verdict=inconsistent",
        ),
        Resource(
            "revisions",
            "Revision",
            "Figures and verdicts that differ between two versions.",
            LISTS["revisions"],
            _filled("from_build to_build kind indicator_id area_id"),
            FILTERS["revisions"],
        ),
    )
}
"""Every resource by its name, in the order in which they are offered."""

BUILD_ID = "^[0-9]{8}-[0-9]{6}-[0-9a-f]{4}$"
"""The form of the id of a build (indicators.builds)."""

REPORT = "^annual_report_[0-9A-Za-z_-]+$"
"""The form of the name of a report."""

OF_A_BUILD = Key(
    "build",
    "text",
    "The build that is asked, as in /api/v1/builds; without it the served one. Such an address gives the same figures "
    "as long as that build is kept, and 410 afterwards.",
    form=BUILD_ID,
)

_OF_LISTS = {
    "rejected_rows": (
        Key("source", "word", "The rows of this source.", lambda catalogue: tuple(catalogue.source_by_id)),
    ),
    "claims": (
        Key("report", "text", "The figures of this report, by the name of its file of claims.", form=REPORT),
        Key("target", "word", "Figures about this target.", lambda catalogue: tuple(catalogue.target_by_id)),
        Key("kind", "word", "Figures of this sort.", lambda _: tuple(ClaimKind)),
        Key("verdict", "word", "What the figures of their own edition make of them.", lambda _: tuple(Answer)),
        Key("newest", "word", "What the newest edition makes of them.", lambda _: tuple(Answer)),
    ),
    "revisions": (
        Key("since", "text", "The earlier of two versions that are kept, as in /api/v1/builds.", form=BUILD_ID),
        Key("until", "text", "The later of the two.", form=BUILD_ID),
    ),
}

_OF_FORMATS = {
    "limit": Key("limit", "count", "How many rows a page has; without it all rows are given.", tried=("1000",)),
    "cursor": Key("cursor", "text", "Which page: meta.next_cursor of the page before it.", form="^[0-9]+-[0-9a-f]+$"),
    "bom": Key("bom", "word", "1 puts a byte order mark first, by which Excel knows UTF-8.", tried=("1",)),
    "delimiter": Key("delimiter", "word", "What stands between cells.", tried=("semicolon",)),
    "decimal": Key(
        "decimal", "word", "What stands before decimals; comma only with delimiter=semicolon.", tried=("comma",)
    ),
}
"""What the parameters of formats mean; the values that they take are told by the format."""


def keys_of(resource: Resource, kinds: Iterable[str]) -> tuple[Key, ...]:
    """The keys that choose the rows of a resource, where Explore has charts of these kinds."""
    own = {key.name: key for key in _OF_LISTS.get(resource.name, ())}
    if resource.name == "explore":
        own = {key.name: key for key in own_keys(kinds)}
        return (*(KEYS[name] for name in OF_A_VIEW), *own.values())
    return tuple(own.get(name) or KEYS[name] for name in resource.takes)


def keys_of_format(chosen: Format) -> tuple[Key, ...]:
    """The keys that say how a format is written."""
    paging = ("limit", "cursor") if chosen.paged else ()
    return (
        *(_OF_FORMATS[name] for name in paging),
        *(_of_option(name, chosen.options[name]) for name in chosen.options),
    )


def _of_option(name: str, values: tuple[str, ...]) -> Key:
    known = _OF_FORMATS[name]
    return Key(name, "word", known.means, lambda _: values, known.tried, values[0])
