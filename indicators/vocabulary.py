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


ABOVE_ZERO = frozenset({Scale.PRICE, Scale.PARITY})
"""The scales on which every figure lies above 0: nothing costs nothing, and a 0 stands where there is no figure."""

HIGHEST_PARITY = 50
"""More than any ratio of two shares: a 98 is the 0.98 that another program writes as a per cent."""


class Aggregation(StrEnum):
    """How a group's figure is computed from economies."""

    POPULATION_MEAN = "population_mean"
    MEAN = "mean"
    MEDIAN = "median"
    COUNT = "count"
    SHARE_OF_ECONOMIES = "share_of_economies"
    NONE = "none"


BENCHMARK_SETS = {
    "connectivity_2030": "2030 connectivity targets",
    "commission_2025": "Broadband Commission targets for 2025",
}
"""Whose alternative benchmarks can be chosen in place of the first ones, with the name of each set."""


class AreaType(StrEnum):
    """The kinds of area, from the whole to the single economy; GROUP is one that a user builds."""

    WORLD = "world"
    ITU_REGION = "itu_region"
    DEVELOPMENT_LEVEL = "development_level"
    INCOME_GROUP = "income_group"
    ECONOMY = "economy"
    GROUP = "group"


AREA_TYPES = {
    AreaType.WORLD: "World",
    AreaType.ITU_REGION: "ITU regions",
    AreaType.DEVELOPMENT_LEVEL: "Development levels",
    AreaType.INCOME_GROUP: "Income groups",
    AreaType.ECONOMY: "Economies",
}
"""The kinds of area as a reader knows them; a group of the reader's own is none of them."""


class Status(StrEnum):
    """The verdict on a line's progress; from MET to REVERSING a ladder, best first.

    MISSED: the year by which the benchmark was to be reached has passed without it. SHORT: it is not reached, and how
    fast the line moves cannot be told. Both have a distance, and no step on the ladder.
    """

    MET = "met"
    ON_TRACK = "on_track"
    MODERATE = "moderate"
    SLOW = "slow"
    STALLED = "stalled"
    REVERSING = "reversing"
    MISSED = "missed"
    SHORT = "short"
    NOT_ASSESSABLE = "not_assessable"


LADDER = {
    Status.MET: 0,
    Status.ON_TRACK: 0,
    Status.MODERATE: 1,
    Status.SLOW: 2,
    Status.STALLED: 3,
    Status.REVERSING: 4,
}
"""The step of each verdict on the five-step ladder; verdicts two steps apart disagree."""


class Reason(StrEnum):
    """Why a line gets no verdict; in the second part why no pace is told of it; the third only from single methods."""

    NO_DATA = "no_data"
    STALE = "stale"
    NO_BENCHMARK = "no_benchmark"
    BELOW_COVERAGE = "below_coverage"
    DIRECTION_ONLY = "direction_only"
    TYPICAL_ECONOMY = "typical_economy"

    ONE_OBSERVATION = "one_observation"
    SPAN_TOO_SHORT = "span_too_short"
    DEFINITION_BREAK = "definition_break"
    SUSPECTED_BREAK = "suspected_break"
    PACE_TOO_OLD = "pace_too_old"
    PANEL_TOO_SMALL = "panel_too_small"
    JUST_BEGUN = "just_begun"

    BASE_TOO_LATE = "base_too_late"
    BASE_ZERO = "base_zero"
    BENCHMARK_ZERO = "benchmark_zero"
    BASE_AT_BENCHMARK = "base_at_benchmark"
    HORIZON_PASSED = "horizon_passed"
    NO_BOUNDS = "no_bounds"
    NO_YEARLY_POINTS = "no_yearly_points"
    NO_TYPICAL_PACE = "no_typical_pace"
    NOT_FOR_THIS_SCALE = "not_for_this_scale"


class LevelClass(StrEnum):
    """ITU DataHub's bands of a share: how far it has come, whatever its pace."""

    NO_DATA = "no_data"
    LIMITED = "limited"
    SATISFACTORY = "satisfactory"
    ADVANCED = "advanced"
    TARGET_MET = "target_met"


class Origin(StrEnum):
    """Whether a figure was published, or computed here from economies or from two shares."""

    PUBLISHED = "published"
    COMPUTED = "computed"


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
    LESS_THAN = "less_than"


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
    "secondary": "Secondary schools",
    "communication_collaboration": "Communication and collaboration",
    "content_creation": "Digital content creation",
    "information_data_literacy": "Information and data literacy",
    "problem_solving": "Problem solving",
    "safety": "Safety",
    "copy_paste": "Copying or moving information in a document",
    "email_attachments": "Sending e-mails with attached files",
    "goods_information": "Getting information about goods or services",
    "health_information": "Seeking health information",
    "installing_devices": "Connecting and installing devices",
    "installing_software": "Finding and installing software",
    "internet_banking": "Internet banking",
    "internet_calls": "Telephoning over the Internet",
    "online_consultations": "Online consultations or voting",
    "online_courses": "Doing an online course",
    "online_purchases": "Buying online",
    "online_software": "Using software that runs online",
    "presentations": "Making presentations",
    "privacy_settings": "Changing privacy settings",
    "programming": "Writing a computer program",
    "reading_online": "Reading news or books online",
    "security_measures": "Setting up security measures",
    "social_networks": "Taking part in social networks",
    "spreadsheet_formulas": "Using formulas in a spreadsheet",
    "transferring_files": "Transferring files between devices",
    "uploading_content": "Uploading own content",
    "verifying_information": "Verifying information found online",
    "micro": "Businesses of up to 9 people",
    "small": "Businesses of 10 to 49 people",
    "medium": "Businesses of 50 to 249 people",
    "large": "Businesses of 250 people and more",
}

BREAKDOWNS = {"sex": SEXES, "age": AGES, "location": LOCATIONS, "level": LEVELS}
"""The ways a figure can be broken down, with the words of each as a reader knows them."""

TOTALS = ("both", "all", "total", "")
"""The words of a breakdown that mean no breakdown."""
