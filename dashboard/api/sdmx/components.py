"""What an observation is made of in SDMX: the dimensions that tell it from all others, its measure, its attributes."""

from dataclasses import dataclass
from enum import StrEnum

AGENCY = "SPT"
AGENCY_NAME = "Strategic Plan target tracker"
DATA_STRUCTURE = "DSD_SPT"
DATAFLOW = "DF_OBSERVATIONS"
CONCEPTS = "CS_SPT"
CROSS_DOMAIN = ("SDMX", "CROSS_DOMAIN_CONCEPTS", "2.0")
"""The concepts that all offices share: agency, id and version of their scheme."""

SHAPE = 1
"""The first number of every version: it is raised when a component is added, taken away, or made of something else."""


class Part(StrEnum):
    """What a component is to an observation."""

    DIMENSION = "dimension"
    MEASURE = "measure"
    ATTRIBUTE = "attribute"


class Kind(StrEnum):
    """What an uncoded component holds, in SDMX's own words."""

    TEXT = "String"
    NUMBER = "Double"
    WHOLE = "Integer"
    PERIOD = "ObservationalTimePeriod"


OBSERVATION, DATASET = "O", "D"
"""To what an attribute belongs that belongs to no single dimension, in pysdmx's letters."""


@dataclass(frozen=True)
class Component:
    """A column of a file: `codes` names the list of its values, `kind` is what it holds without one.

    `column` is ours that it is read from; none is needed where all rows have one value. `of` is to what an attribute
    belongs: a dimension, OBSERVATION or DATASET. `shared`: its concept is one of CROSS_DOMAIN. `required`: no row is
    without it.
    """

    id: str
    part: Part
    column: str
    name: str
    says: str
    codes: str = ""
    kind: Kind = Kind.TEXT
    of: str = ""
    shared: bool = False
    required: bool = True


def _dimension(name: str, column: str, label: str, says: str, codes: str, *, shared: bool = False) -> Component:
    return Component(name, Part.DIMENSION, column, label, says, codes, shared=shared)


_OF_INDICATORS = (
    Component(
        "UNIT_MEASURE",
        Part.ATTRIBUTE,
        "indicator_id",
        "Unit of measure",
        "The unit; it says its own magnitude, such as billion people.",
        "CL_UNIT_MEASURE",
        of="INDICATOR",
        shared=True,
    ),
    Component(
        "UNIT_TEXT",
        Part.ATTRIBUTE,
        "unit",
        "Unit in words",
        "The unit with what it is a share of.",
        of="INDICATOR",
    ),
    Component(
        "DECIMALS",
        Part.ATTRIBUTE,
        "indicator_id",
        "Decimals",
        "To how many decimals figures of the indicator are shown.",
        kind=Kind.WHOLE,
        of="INDICATOR",
        shared=True,
    ),
    Component(
        "TARGET",
        Part.ATTRIBUTE,
        "target_id",
        "Target",
        "The target of the plan that the indicator belongs to; none for population.",
        "CL_TARGET",
        of="INDICATOR",
        required=False,
    ),
)

_OF_FIGURES = (
    Component(
        "OBS_STATUS",
        Part.ATTRIBUTE,
        "value_status",
        "Observation status",
        "How the value came about, in the words of all offices.",
        "CL_OBS_STATUS",
        of=OBSERVATION,
        shared=True,
    ),
    Component(
        "VALUE_STATUS",
        Part.ATTRIBUTE,
        "value_status",
        "Value status",
        "How the publisher came by the value; estimated and modelled are both E in OBS_STATUS.",
        "CL_VALUE_STATUS",
        of=OBSERVATION,
    ),
    Component(
        "QUALIFIER",
        Part.ATTRIBUTE,
        "qualifier",
        "Qualifier",
        "The word that the publication puts before the figure: that it is a bound, or about right.",
        "CL_QUALIFIER",
        of=OBSERVATION,
    ),
    Component(
        "COVERAGE_POPULATION",
        Part.ATTRIBUTE,
        "coverage_population",
        "Share of population covered",
        "The share of a group's people behind a computed figure, from 0 to 1.",
        kind=Kind.NUMBER,
        of=OBSERVATION,
        required=False,
    ),
    Component(
        "ECONOMIES_WITH_DATA",
        Part.ATTRIBUTE,
        "economies_with_data",
        "Economies with data",
        "How many economies are behind a computed figure.",
        kind=Kind.WHOLE,
        of=OBSERVATION,
        required=False,
    ),
    Component(
        "ECONOMIES_TOTAL",
        Part.ATTRIBUTE,
        "economies_total",
        "Economies in all",
        "How many economies the group of a computed figure has.",
        kind=Kind.WHOLE,
        of=OBSERVATION,
        required=False,
    ),
    Component(
        "CITATION",
        Part.ATTRIBUTE,
        "citation",
        "Citation",
        "Publisher, document, the place in it and its address.",
        of=OBSERVATION,
    ),
    Component(
        "COMMENT_OBS",
        Part.ATTRIBUTE,
        "note",
        "Comment",
        "The qualifier in words, and what is said of the figure.",
        of=OBSERVATION,
        required=False,
    ),
)

COMPONENTS = (
    _dimension("FREQ", "", "Frequency", "Every figure is of a year.", "CL_FREQ", shared=True),
    _dimension("INDICATOR", "indicator_id", "Indicator", "What is measured, in one unit.", "CL_INDICATOR"),
    _dimension("REF_AREA", "area_id", "Reference area", "An economy, or a group of them.", "CL_AREA", shared=True),
    _dimension("SEX", "sex", "Sex", "Women, men, or both.", "CL_SEX", shared=True),
    _dimension("AGE", "age", "Age", "An age group, or all ages.", "CL_AGE", shared=True),
    _dimension("URBANISATION", "location", "Urbanisation", "Urban areas, rural areas, or both.", "CL_URBANISATION"),
    _dimension("LEVEL", "level", "Level", "The level of schools, area of skill or size of businesses.", "CL_LEVEL"),
    _dimension("ORIGIN", "origin", "Origin", "Whether the figure was published, or computed.", "CL_ORIGIN"),
    _dimension("EDITION", "edition", "Edition", "The version of the publication; no line mixes them.", "CL_EDITION"),
    _dimension("SOURCE", "source_id", "Source", "The publication, database or survey.", "CL_SOURCE"),
    Component("TIME_PERIOD", Part.DIMENSION, "year", "Time period", "The year.", kind=Kind.PERIOD, shared=True),
    Component(
        "OBS_VALUE",
        Part.MEASURE,
        "value",
        "Observation value",
        "The figure; where QUALIFIER names a bound, the true value lies on that side of it.",
        kind=Kind.NUMBER,
        shared=True,
    ),
    *_OF_INDICATORS,
    Component(
        "AREA_TYPE",
        Part.ATTRIBUTE,
        "area_type",
        "Kind of area",
        "The world, a group of some kind, or an economy.",
        "CL_AREA_TYPE",
        of="REF_AREA",
    ),
    *_OF_FIGURES,
    Component("BUILD", Part.ATTRIBUTE, "build_id", "Build", "The build that the rows are of.", of=DATASET),
)
"""The order is that of the data structure and of the columns of a file: dimensions, the measure, attributes."""
