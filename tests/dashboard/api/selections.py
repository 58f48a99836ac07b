"""Selections as a reader may put them together, drawn by chance: of each the address's query."""

import random
from urllib.parse import urlencode

from dashboard.address.selection import ALL, DISTINCT, HISTORY, LATEST
from indicators.catalogue import Catalogue
from indicators.methods import METHODS
from indicators.vocabulary import AGES, LEVELS, LOCATIONS, SEXES, AreaType, Status

_GROUPS = (AreaType.ITU_REGION, AreaType.DEVELOPMENT_LEVEL, AreaType.INCOME_GROUP)


def of_observations(chance: random.Random, catalogue: Catalogue) -> str:
    """The query of some observations: of a few indicators, or of a few areas."""
    pairs = _common(chance, catalogue)
    if chance.random() < 0.2:
        pairs["source"] = "all"
    if chance.random() < 0.3:
        pairs["latest"] = "true"
    if chance.random() < 0.15:
        pairs["find"] = chance.choice(["e", "women", "land", "2024", "Rep", "nowhere"])
    if chance.random() < 0.2:
        pairs[chance.choice(["over", "under"])] = str(chance.choice([0, 0.5, 10, 62.5, 95]))
    return urlencode(pairs)


def of_progress(chance: random.Random, catalogue: Catalogue) -> str:
    """The query of some judgements."""
    pairs = _common(chance, catalogue)
    if chance.random() < 0.5:
        pairs["horizon"] = str(chance.choice(catalogue.plan.years))
    if chance.random() < 0.3:
        pairs["status"] = ",".join(chance.sample([one.value for one in Status], 3))
        if chance.random() < 0.5:
            pairs["method"] = chance.choice(list(METHODS))
    return urlencode(pairs)


def of_explore(chance: random.Random, catalogue: Catalogue, kinds: list[str]) -> str:
    """The query of a view of Explore."""
    indicators = [one.id for one in catalogue.indicators if one.target]
    pairs = {"chart": chance.choice(kinds), "indicator": ",".join(chance.sample(indicators, chance.choice([1, 2])))}
    pairs["area_type"] = chance.choice([one.value for one in (*_GROUPS, AreaType.ECONOMY)])
    if chance.random() < 0.3:
        pairs["find"] = chance.choice(["a", "land", "nowhere"])
    return urlencode(pairs)


def _common(chance: random.Random, catalogue: Catalogue) -> dict[str, str]:
    economies = [one.area_id for one in catalogue.areas if one.area_type is AreaType.ECONOMY]
    groups = [one.area_id for one in catalogue.areas if one.area_type in _GROUPS]
    indicators = [one.id for one in catalogue.indicators]
    pairs: dict[str, str] = {}
    if chance.random() < 0.7:
        pairs["indicator"] = ",".join(chance.sample(indicators, chance.choice([1, 1, 2, 3])))
    else:
        pairs["area"] = ",".join(chance.sample(economies, 2))
    where = chance.random()
    if where < 0.2:
        pairs["area_type"] = chance.choice([one.value for one in (*_GROUPS, AreaType.WORLD, AreaType.ECONOMY)])
    elif where < 0.35:
        pairs["member_of"] = chance.choice(groups)
    elif where < 0.5:
        pairs["group"] = ",".join(chance.sample(economies, chance.choice([1, 3, 40])))
    elif where < 0.6:
        pairs["area"] = ",".join([*chance.sample(groups, 3), "WLD"])
    for name, words in (
        ("sex", SEXES),
        ("age", AGES),
        ("location", LOCATIONS),
        ("level", [one for one in LEVELS if one]),
    ):
        if chance.random() < 0.1:
            pairs[name] = ",".join(chance.sample(list(words), 2))
    if chance.random() < 0.15:
        pairs["origin"] = chance.choice(["published", "computed"])
    if chance.random() < 0.6:
        pairs["edition"] = chance.choice([LATEST, HISTORY, DISTINCT, ALL, ALL, "2025 (Nov)", "2024"])
    if chance.random() < 0.3:
        pairs["from"], pairs["to"] = (str(year) for year in sorted(chance.sample(range(2000, 2027), 2)))
    return pairs
