"""Who stands on either side of a ratio, as a reader knows them."""

from indicators.model import Indicator

SIDES = {
    "female": "women",
    "male": "men",
    "urban": "towns",
    "rural": "countryside",
    "15-24": "ages 15–24",
    "not 15-24": "the rest",
}


def sides_of(indicator: Indicator) -> tuple[str, str]:
    """Who stands above and who below the line of a ratio, as a reader knows them: women and men."""
    of = indicator.ratio_of
    return (SIDES[of.numerator], SIDES[of.denominator]) if of else ("", "")
