"""The units in which an indicator may be given, and the range that a value in that unit can have."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Unit:
    """A unit of measurement: `low` and `high` bound what can be true, both ends included.

    `in_percent`: a value carries a per cent sign, and two values differ by points. `is_plain`: a value stands alone,
    without a word behind it such as people, countries or out of 100.
    """

    id: str
    label: str
    low: float
    high: float
    in_percent: bool = False
    is_plain: bool = False


_ALL = (
    Unit("percent", "%", 0, 100, in_percent=True),
    Unit("percent_gni", "% of monthly GNI p.c.", 0, 1_000, in_percent=True),
    Unit("percent_change", "% change", -100, 1_000, in_percent=True),
    Unit("points", "percentage points", -100, 100),
    Unit("per_100", "per 100 inhabitants", 0, 500),
    Unit("ratio", "ratio", 0, 100, is_plain=True),
    Unit("score_100", "score of 100", 0, 100),
    Unit("score_20", "score of 20", 0, 20),
    Unit("index_1", "index from 0 to 1", 0, 1, is_plain=True),
    Unit("countries", "countries", 0, 300),
    Unit("companies", "companies", 0, 10_000),
    Unit("persons", "persons", 0, 10_000_000_000),
    Unit("million_people", "million people", -9_000, 9_000),
    Unit("billion_people", "billion people", 0, 10),
    Unit("billion_subscriptions", "billion subscriptions", 0, 50),
    Unit("kbit_s", "kbit/s", 0, 100_000_000),
    Unit("tbit_s", "Tbit/s", 0, 10_000_000),
    Unit("kg_per_capita", "kg per person", 0, 200),
    Unit("billion_kg", "billion kg", 0, 1_000),
    Unit("million_t_co2", "million tonnes of CO₂", 0, 60_000),
    Unit("billion_t_co2", "billion tonnes of CO₂", 0, 60),
    Unit("twh", "TWh", 0, 200_000),
    Unit("yes_no", "1 = yes, 0 = no", 0, 1, is_plain=True),
)

UNITS = {unit.id: unit for unit in _ALL}
