"""The columns of every answer of the API, each with its kind and what it means: one codebook for files, for the
description of the API and for docs/data.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from indicators.methods import TITLES

Kind = Literal["text", "integer", "number", "flag", "day", "moment"]
"""What the cells of a column are: words, whole numbers, numbers, true or false, days, or moments (UTC)."""

Noise = Literal["never", "of computed", "always"]
"""Of which numbers of a column the last digits are what arithmetic left behind, and no figure (numbers.tidied)."""


@dataclass(frozen=True)
class Column:
    """A column: its name, kind and meaning; its unit, where all its numbers have one; and which of them are computed.

    The unit of a figure is its indicator's: it is named "of the indicator".
    """

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    noise: Noise = "never"


OF_THE_INDICATOR = "of the indicator"
_SHARE = "share of 1"
_A_YEAR = "of the indicator, a year"


def _text(name: str, meaning: str) -> Column:
    return Column(name, "text", meaning)


def _count(name: str, meaning: str, unit: str = "") -> Column:
    return Column(name, "integer", meaning, unit)


def _number(name: str, meaning: str, unit: str = "", noise: Noise = "never") -> Column:
    return Column(name, "number", meaning, unit, noise)


def _flag(name: str, meaning: str) -> Column:
    return Column(name, "flag", meaning)


def _moment(name: str, meaning: str) -> Column:
    return Column(name, "moment", meaning, "UTC")


_TARGET = _text("target_id", "The target of the plan that the indicator belongs to, 1.1 to 2.5")
_INDICATOR_ID = _text("indicator_id", "The id of the indicator, the same in every build")
_AREA_ID = _text("area_id", "The id of the area: WLD, a group such as LDC or ITU-AFR, an economy as ISO 3166 alpha-3")
_SOURCE_ID = _text("source_id", "The id of the source, as in /api/v1/sources")
_BUILD = _text("build_id", "The build that the row is of")
_FILE = _text("file", "The file, as it is kept or was dropped")
_AREA = (
    _text("area", "The name of the area"),
    _text("area_type", "world, itu_region, development_level, income_group, economy, or group: one of the user's own"),
)
_BREAKDOWN = (
    _text("sex", "Whom the figure is of: both, female or male"),
    _text("age", "Of what age: all, or an age group"),
    _text("location", "Living where: total, urban or rural"),
    _text("level", "Level of education (schools) or area of skill; empty where there is none"),
)
_LINE = (
    _text("origin", "published, or computed by the tracker (docs/methods.md)"),
    _text("edition", "The edition of the publication or database; a line holds one edition"),
)
_ECONOMIES = (
    _count("economies_with_data", "How many economies have a figure that a computed one rests on", "economies"),
    _count("economies_total", "How many economies the group of a computed figure has", "economies"),
)
_COVERAGE = _number(
    "coverage_population", "The share of the group's people who live in economies with a figure", _SHARE, "always"
)

OBSERVATIONS = (
    _TARGET,
    _INDICATOR_ID,
    _text("indicator", "The title of the indicator"),
    _AREA_ID,
    *_AREA,
    _text("iso3", "The economy as ISO 3166 alpha-3; empty for the world and for groups"),
    _count("year", "The year that the figure is of"),
    *_BREAKDOWN,
    _number("value", "The figure, as it was published or computed", OF_THE_INDICATOR, "of computed"),
    _text("unit", "The unit of the figure"),
    _text("value_status", "How the publisher came by it: reported, estimated, modelled or projected"),
    *_LINE,
    _COVERAGE,
    *_ECONOMIES,
    _SOURCE_ID,
    _text("source", "The title of the source"),
    _text("citation", "Publisher, document, the place in it, its address, and who quotes it"),
    _text("note", "First the word that the publication puts before the figure (at least, about), then what is to know"),
    _BUILD,
)
"""The columns of /api/v1/observations."""

QUALIFIER = _text("qualifier", "The word before the figure by itself: about, nearly, at_least, more_than …, or empty")
"""A column of the observations that a format may need beside them; it stands at the head of the note in the others."""

PROGRESS = (
    _TARGET,
    _INDICATOR_ID,
    _text("indicator", "The title of the indicator"),
    _AREA_ID,
    *_AREA,
    *_BREAKDOWN,
    *_LINE,
    _count("horizon", "The year by which progress is judged"),
    _number("benchmark", "The level to reach; of a band its nearer edge", OF_THE_INDICATOR),
    _text("benchmark_source", "The rule (at least 95: …), who calls that level reached, and where"),
    _count("benchmark_year", "The year that the benchmark names itself"),
    _count("base_year", "The first comparable year from 2015 on, from which the methods of the goals judge"),
    _count("baseline_year", "The year of the first observation that the line is judged from"),
    _number("baseline_value", "The figure of that year", OF_THE_INDICATOR, "of computed"),
    _count("latest_year", "The year of the newest observation"),
    _number("latest_value", "The figure of that year", OF_THE_INDICATOR, "of computed"),
    _count("window_from", "The first year of the observations that the pace is measured on"),
    _count("observations_used", "How many observations the pace is measured on"),
    _count("suspected_break", "The year of a jump that looks like another method; the window begins with it"),
    _number("gap", "What is missing to the benchmark; 0 where it is met", OF_THE_INDICATOR, "always"),
    _number("expected_value", "Where the present pace leads by the horizon", OF_THE_INDICATOR, "always"),
    _number(
        "expected_low", "The lower end of what four of five such projections kept within", OF_THE_INDICATOR, "always"
    ),
    _number("expected_high", "The upper end of it", OF_THE_INDICATOR, "always"),
    _number("closes", "The share of the remaining distance that the present pace closes", _SHARE, "always"),
    _number("expected_a_year", "The change a year that the present pace leads to", _A_YEAR, "always"),
    _number("needed_a_year", "The change a year that would reach the benchmark by the horizon", _A_YEAR, "always"),
    _number("recent_a_year", "The least-squares change a year of the observations used", _A_YEAR, "always"),
    _flag("firm", "Whether the verdict is the same for every value that the printed digits allow"),
    _text("status", "met, on_track, moderate, slow, stalled, reversing, missed, short or not_assessable"),
    _text("reason", "Why there is no verdict, or no pace (docs/methods.md, 1)"),
    _text("level_class", "Of shares: limited, satisfactory, advanced, target_met (ITU's classes of connectivity)"),
    _count("year_reached", "The first year, up to 2035, whose expected value reaches the benchmark"),
    _count("methods_milder", "How many published methods judge better than status", "methods"),
    _count("methods_harsher", "How many published methods judge worse than status", "methods"),
    _flag("methods_disagree", "Whether two verdicts are two steps or more apart"),
    _flag("at_risk", "Whether a met benchmark is being left again"),
    _COVERAGE,
    _number(
        "panel_population", "The share of the group's people who live in the economies of the pace", _SHARE, "always"
    ),
    _BUILD,
    *(_text(f"status_{name}", f"The verdict of a published method: {title}") for name, title in TITLES.items()),
)
"""The columns of /api/v1/progress."""

LISTS: Mapping[str, tuple[Column, ...]] = {
    "targets": (
        _text("target_id", "The number of the target, 1.1 to 2.5"),
        _count("goal_id", "The number of its goal"),
        _text("title", "Its title in full"),
        _text("short", "Its title in few words"),
        _text("statement", "What the plan says of it"),
        _text("official_indicator", "The indicator that the plan names for it"),
        _text("sdg", "The target of the Sustainable Development Goals that it belongs to"),
        _text("card", "The indicators that stand for it on the overview, the best first"),
    ),
    "indicators": (
        _INDICATOR_ID,
        _TARGET,
        _text("title", "Its title in full"),
        _text("short", "Its title in few words"),
        _text("role", "headline (official), proxy (stands in for one), context, or auxiliary"),
        _text("unit", "The id of its unit"),
        _text("unit_label", "Its unit in words"),
        _text("scale", "share, price, parity, count, index or amount: how it is judged and projected"),
        _text("direction", "up, down or band: what is good; or none"),
        _count("decimals", "How many decimals it is shown with"),
        _text("definition", "What it measures"),
        _text("aggregation", "How a group's figure is computed from its economies' (docs/methods.md)"),
        _text("sdg", "The indicator of the Sustainable Development Goals that it is"),
        _count("out_of", "How many there are at most, of a count"),
        _text("also_under", "Other targets that show it"),
        _count("official_from", "The first year of the plan's own figures of it"),
        _count("official_to", "The last year of them"),
        _text("benchmark_operator", "Its first benchmark: at_least, more_than, at_most, less_than or between"),
        _number("benchmark", "The level of that benchmark, of a band the lower end", OF_THE_INDICATOR),
        _number("benchmark_upper", "Of a band the upper end", OF_THE_INDICATOR),
        _text("benchmark_label", "That benchmark in words"),
        _text("benchmark_source", "Who set it, in which document and where in it, or by whom it is reported"),
    ),
    "areas": (
        _AREA_ID,
        _text("name", "The name of the area"),
        _text("short_name", "Its name in few words"),
        _text("area_type", "world, itu_region, development_level, income_group or economy"),
        _flag("composite", "Whether it joins other groups of its kind"),
        _flag("itu_member", "Whether it is a Member State of ITU"),
        _count("sort", "Its place among the areas of its kind"),
        _text("former_name", "The name that it had before"),
        Column("renamed", "day", "Its first day under the present name"),
        _text("iso3", "The economy as ISO 3166 alpha-3; empty for the world and for groups"),
        _text("member_of", "The groups that it belongs to on the day of the build"),
        _text("scheduled", "A group that it was to leave, not confirmed"),
    ),
    "sources": (
        _SOURCE_ID,
        _text("title", "Its title in full"),
        _text("publisher", "Who publishes it"),
        _text("kind", "publication, database or survey"),
        _text("trust", "How it was read: in the publication, in a copy of a table, or as quoted"),
        _text("url", "Its address"),
        _text("licence", "Its licence"),
        _text("licence_url", "The address of the licence"),
        _text("attribution", "How it wants to be named"),
        _text("terms", "What else it asks of who uses its figures"),
        _text("note", "What is to know of it"),
        _text("outcome", "How the last refresh fared with it: fresh, unchanged, a copy, embedded or failed"),
        _text("reason", "Why, where it did not answer as expected"),
        _flag("did_not_answer", "Whether it was asked and did not answer as expected"),
        _moment("received_at", "As of when its figures are"),
        _moment("asked_at", "When it was asked last"),
        _moment("answered_at", "When it answered last"),
        _count("rows_read", "How many rows were read", "rows"),
        _count("rows_rejected", "How many of them broke the row contract", "rows"),
        _count("figures_set_aside", "How many figures were not used, each for a reason", "figures"),
        _count("newest_year", "The newest year of its figures"),
        _text("editions", "Its editions"),
        _text("grouping", "Which groups its published aggregates are of; empty: not known"),
    ),
    "builds": (
        _text("build_id", "The id of the build"),
        _count("number", "Its place in the order in which builds were made; 0 from before they had numbers"),
        _moment("built_at", "When it was made"),
        _count("newest_year", "The newest observed year"),
        _count("observations", "How many observations it holds", "rows"),
        _count("rows_rejected", "How many rows broke the row contract; of the build that answers only", "rows"),
        _count("schema", "The number of its tables and columns; of the build that answers only"),
        _text("inputs_sha256", "The SHA-256 of all that it was made of; of the build that answers only"),
        _flag("is_served", "Whether it is the one that is served"),
        _flag("is_kept", "Whether it still lies in the folder of builds"),
        _flag("is_compared", "Whether /api/v1/revisions compares it with the build that answers"),
        _text("address", "Where its observations are asked for, while it can be asked"),
        _text("parquet", "Where all its observations are one Parquet file, if there is one"),
    ),
    "files": (
        _SOURCE_ID,
        _FILE,
        _text("layout", "What it was recognised as"),
        _text("held", "embedded, live (sent by a service) or drop (downloaded by somebody)"),
        _moment("received_at", "When a service sent it, or as of when a dropped file stands"),
        _text("as_of_grounds", "On what grounds it is taken to stand as of then"),
        _text("read_from", "The sheets and columns of its figures"),
        _count("records", "How many records it has", "records"),
        _count("figures", "How many numbers it has", "figures"),
        _count("rows_kept", "How many of them are observations", "rows"),
        _count("rows_rejected", "How many of them broke the row contract", "rows"),
        _count("figures_set_aside", "How many were not used, each for a reason", "figures"),
        _count("newest_year", "The newest year of its figures"),
    ),
    "set_aside": (
        _SOURCE_ID,
        _FILE,
        _text("reason", "Why these figures are not used"),
        _count("figures", "How many they are", "figures"),
        _count("line", "The line of the first of them"),
    ),
    "rejected_rows": (
        _SOURCE_ID,
        _FILE,
        _count("line", "The line of the row"),
        _text("column", "The column that broke the contract"),
        _text("value", "What stands there"),
        _text("reason", "What was expected"),
    ),
    "claims": (
        _text("report", "The report that prints it, by the name of its file of claims"),
        _text("claim_id", "The id of the printed figure within its report"),
        _text("target_id", "The target of the plan that it is about; empty for the enablers of the plan"),
        _text("kind", "value, change, ratio, count, bound or ordinal (a rank, or a yes)"),
        _text("indicator_id", "The id of the indicator, or of what no indicator holds (data/claims/relations.yaml)"),
        _text("indicator", "Its title"),
        _text("area_id", "The id of the area; MULTI for a row of several regions, each … for all areas of a kind"),
        _text("area", "The name of the area"),
        _count("year", "The year that it is of, where one is printed"),
        *_BREAKDOWN,
        _text("as_of", "The day or time that is printed with it, where a year has several"),
        _count("other_year", "The year that a change or a ratio is counted from"),
        _text("other_area", "The area that a change or a ratio is counted from"),
        _text("printed", "The figure with its digits as printed, or as what was at hand of the report gives them"),
        _number("value", "The same as a number", "of the column unit"),
        _text("qualifier", "The word before it: about, nearly, at_least, more_than, at_most or less_than"),
        _number("precision", "The step of its last digit", "of the column unit"),
        _text("unit", "The id of its unit, or the unit in words of what no indicator holds"),
        _text("edition", "The edition of the figures that the report was written from"),
        _text("locator", "Where in the report it stands"),
        _text("note", "What is to know of it"),
        _text(
            "verdict",
            "What the figures of its own edition make of it: reproduced, rounded_differently, consistent, inconsistent "
            "or not_available",
        ),
        _text("reason", "That verdict in a sentence, with the figures"),
        _text("rules", "The rules that were applied to it; of an inconsistent figure those that it breaks"),
        _text("arithmetic", "What these rules counted"),
        _number("held_value", "The figure that is held in its own edition", "of the column unit"),
        _text("held_source_id", "The source of that figure, as in /api/v1/sources"),
        _flag("same_document", "Whether that is the report's own figure, and none of another document"),
        _text("newest_verdict", "What the newest edition makes of it: the same words, and revised_since"),
        _text("newest_reason", "That verdict in a sentence, with the figures"),
        _number("newest_value", "The figure of the newest edition of a later year", "of the column unit"),
        _number("newest_difference", "How much that is more than what is printed", "of the column unit"),
        _text("newest_edition", "The name of that edition"),
        _text("newest_source_id", "The source of that figure"),
    ),
    "revisions": (
        _text("from_build", "The earlier build"),
        _text("to_build", "The later build"),
        _text("kind", "changed, added, gone, or status: a verdict that is another one"),
        _INDICATOR_ID,
        _AREA_ID,
        _count("year", "The year of the figure, or the horizon of the verdict"),
        *_BREAKDOWN,
        _SOURCE_ID,
        _number("old_value", "The figure of the earlier build", OF_THE_INDICATOR),
        _number("new_value", "The figure of the later build", OF_THE_INDICATOR),
        _text("old_edition", "Its edition in the earlier build"),
        _text("new_edition", "Its edition in the later build"),
        _text("old_text", "The verdict of the earlier build"),
        _text("new_text", "The verdict of the later build"),
    ),
}
"""The columns of each of the API's lists, by its name."""
