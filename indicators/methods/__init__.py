"""The published methods that judge a line beside the headline status, each in the module of its name."""

from indicators.methods import growth_ratio, progress_chart, sdr_trend, speed_at_level, status_index, weather
from indicators.methods.verdict import Judge, Verdict

__all__ = ["METHODS", "QUESTIONS", "SOURCES", "TITLES", "Judge", "Verdict"]

METHODS: dict[str, Judge] = {
    "growth_ratio": growth_ratio.judge,
    "progress_chart": progress_chart.judge,
    "sdr_trend": sdr_trend.judge,
    "weather": weather.judge,
    "status_index": status_index.judge,
    "speed_at_level": speed_at_level.judge,
}
"""The judge of every method, in the order in which they are shown."""

_MODULES = (growth_ratio, progress_chart, sdr_trend, weather, status_index, speed_at_level)

TITLES: dict[str, str] = dict(zip(METHODS, (module.TITLE for module in _MODULES), strict=True))
"""The title of every method as a reader knows it."""

SOURCES: dict[str, str] = dict(zip(METHODS, (module.SOURCE for module in _MODULES), strict=True))
"""The source of every method's rule."""

QUESTIONS: dict[str, str] = dict(zip(METHODS, (module.QUESTION for module in _MODULES), strict=True))
"""What every method asks of a line."""
