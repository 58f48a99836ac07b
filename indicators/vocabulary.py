"""The words that rows and entries may use; the same word means the same thing everywhere."""

from enum import StrEnum


class Role(StrEnum):
    """What an indicator is to its target; `auxiliary` belongs to no target (population)."""

    HEADLINE = "headline"
    PROXY = "proxy"
    CONTEXT = "context"
    AUXILIARY = "auxiliary"


class Direction(StrEnum):
    """Which way is better; `band`: the closer to even, the better."""

    UP = "up"
    DOWN = "down"
    BAND = "band"
    NONE = "none"


class Scale(StrEnum):
    """The scale on which pace is measured; `amount` is an open-ended quantity that is never judged."""

    SHARE = "share"
    PRICE = "price"
    PARITY = "parity"
    COUNT = "count"
    INDEX = "index"
    AMOUNT = "amount"


class Aggregation(StrEnum):
    """How a group's figure is computed from economies."""

    POPULATION_MEAN = "population_mean"
    MEAN = "mean"
    MEDIAN = "median"
    COUNT = "count"
    SHARE_OF_ECONOMIES = "share_of_economies"
    NONE = "none"


class AreaType(StrEnum):
    """The kinds of area, from the whole to the single economy."""

    WORLD = "world"
    ITU_REGION = "itu_region"
    DEVELOPMENT_LEVEL = "development_level"
    INCOME_GROUP = "income_group"
    ECONOMY = "economy"


class ValueStatus(StrEnum):
    """How the publisher came by a value."""

    REPORTED = "reported"
    ESTIMATED = "estimated"
    MODELLED = "modelled"
    PROJECTED = "projected"


class Qualifier(StrEnum):
    """The word that a publication puts before a figure; a bound is never shown as a bare number."""

    EXACT = ""
    ABOUT = "about"
    NEARLY = "nearly"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"


SEXES = {"both": "Both sexes", "female": "Women", "male": "Men"}

AGES = {
    "all": "All ages",
    "0-14": "Under 15",
    "15-24": "15 to 24",
    "not 15-24": "All but 15 to 24",
    "25-74": "25 to 74",
    "75+": "75 and over",
}

LOCATIONS = {"total": "Urban and rural", "urban": "Urban", "rural": "Rural"}

LEVELS = {
    "": "",
    "primary": "Primary schools",
    "lower secondary": "Lower secondary schools",
    "upper secondary": "Upper secondary schools",
    "communication_collaboration": "Communication and collaboration",
    "content_creation": "Digital content creation",
    "information_data_literacy": "Information and data literacy",
    "problem_solving": "Problem solving",
    "safety": "Safety",
}

BREAKDOWNS = {"sex": SEXES, "age": AGES, "location": LOCATIONS, "level": LEVELS}
"""The ways a figure can be broken down, with the words of each as a reader knows them."""

TOTALS = ("both", "all", "total", "")
"""The words of a breakdown that mean no breakdown."""
