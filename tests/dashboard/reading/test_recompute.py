"""A reviewer recomputes badges from exported files alone; nothing of the project's methods is imported here."""

import csv
import io
import math
from collections import Counter, defaultdict
from itertools import zip_longest
from statistics import fmean, median
from typing import Any

import pytest
from flask.testing import FlaskClient

Row = dict[str, str]
LADDER = {"met": 0, "on_track": 0, "moderate": 1, "slow": 2, "stalled": 3, "reversing": 4}
JUDGED = {*LADDER, "missed", "short"}
SCALES = {"women to men": "parity", "countries": "count", "out of 100": "index", "% of monthly GNI p.c.": "price"}
STILL = {"share": 0.2, "parity": 0.002, "count": 0.5, "index": 0.2}
DECIMALS = {"share": 1, "parity": 2, "count": 0, "index": 1, "price": 2}
MANY = 300
LINE = ("indicator_id", "area_id", "sex", "age", "location", "level", "origin", "edition")


def exported(client: FlaskClient, what: str, **query: Any) -> list[Row]:
    """The rows of an exported CSV."""
    answer = client.get(f"/api/v1/{what}.csv", query_string={name: one for name, one in query.items() if one})
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text)))


@pytest.fixture(scope="module")
def rows(client: FlaskClient) -> list[Row]:
    """Three hundred judgements that rest on published lines: in turn of every status, rare ones first, and of each
    status in turn of every indicator and kind of area. Beside each the newest year of its indicator anywhere.
    """
    every = exported(client, "progress", horizon="2030")
    newest: dict[str, int] = defaultdict(int)
    for row in every:
        newest[row["indicator_id"]] = max(newest[row["indicator_id"]], int(row["latest_year"] or 0))
    judged = [
        row | {"newest_year": str(newest[row["indicator_id"]])}
        for row in every
        if row["status"] in JUDGED
        and row["observations_used"] != "0"
        and not row["panel_population"]
        and row["origin"] == "published"
    ]
    how_many = Counter(row["status"] for row in judged)
    of_status = [
        in_turn([row for row in judged if row["status"] == status], "indicator_id", "area_type")
        for status in sorted(how_many, key=lambda status: how_many[status])
    ]
    taken = [row for turn in zip_longest(*of_status) for row in turn if row][:MANY]
    assert {row["status"] for row in taken} == JUDGED
    return taken


@pytest.fixture(scope="module")
def lines(client: FlaskClient, rows: list[Row]) -> dict[tuple[str, ...], list[Row]]:
    """The observations of the lines shown first, of the areas and indicators of those judgements."""
    found: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    areas = ",".join(sorted({row["area_id"] for row in rows}))
    for indicator in sorted({row["indicator_id"] for row in rows}):
        for one in exported(client, "observations", indicator=indicator, area=areas):
            if one["value_status"] != "projected":
                found[tuple(one[name] for name in LINE)].append(one)
    return {key: sorted(line, key=lambda one: int(one["year"])) for key, line in found.items()}


def in_turn(rows: list[Row], *keys: str) -> list[Row]:
    """The rows in another order: one of each key, from the middle of its rows, before a second of any."""
    drawers: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        drawers[tuple(row[key] for key in keys)].append(row)
    ordered: list[Row] = []
    while len(ordered) < len(rows):
        ordered += [drawer.pop(len(drawer) // 2) for drawer in drawers.values() if drawer]
    return ordered


def slope(years: list[int], values: list[float]) -> float:
    """The slope of least squares, from its definition."""
    year, value = fmean(years), fmean(values)
    spread = sum((one - year) ** 2 for one in years)
    return sum((one - year) * (other - value) for one, other in zip(years, values, strict=True)) / spread


def on_scale(value: float, scale: str) -> float:
    if scale == "share":
        part = min(max(value, 0.5), 99.5)
        return math.log(part / (100 - part))
    return math.log(value) if scale in ("price", "parity") else value


def from_scale(place: float, scale: str) -> float:
    if scale == "share":
        return 100 / (1 + math.exp(-place))
    return math.exp(place) if scale in ("price", "parity") else place


def satisfied(value: float, rule: str, level: float) -> bool:
    if rule.startswith("between"):
        low, high = (float(word) for word in rule.split(" ")[1::2])
        return low <= value <= high
    operator = {
        "at least": value >= level,
        "more than": value > level,
        "at most": value <= level,
        "less than": value < level,
    }
    return operator[" ".join(rule.split(" ")[:2])]


def recomputed(row: Row, line: list[Row]) -> dict[str, Any]:
    """Every number and the status of a judgement, from the row's benchmark and the line's observations."""
    scale = SCALES.get(line[-1]["unit"], "share")
    bounds = {"at least", "more than", "at most"}
    used = [
        (int(one["year"]), float(one["value"]))
        for one in line
        if int(one["year"]) >= int(row["window_from"]) and one["note"].split(";")[0] not in bounds
    ]
    years, values = [year for year, _ in used], [value for _, value in used]
    latest_year, latest = int(line[-1]["year"]), float(line[-1]["value"])
    level, rule = float(row["benchmark"]), row["benchmark_source"].split(":")[0]
    by = min(2030, int(row["benchmark_year"] or 2030))
    found: dict[str, Any] = {"observations_used": len(used), "latest_value": latest}
    wide = len(used) > 1 and years[-1] - years[0] >= 2
    if latest_year < int(row["newest_year"]) - 3 or latest_year < int(row["build_id"][:4]) - 5:
        wide = False  # no present pace
    change = slope(years, values) if wide else None
    if change is not None and scale == "share" and has_just_begun(used, change, rule):
        change = None
    found["recent_a_year"] = change
    if satisfied(latest, rule, level):
        return found | {"status": "met", "gap": 0.0}
    found["gap"] = abs(level - latest)
    if latest_year >= by:
        return found | {"status": "missed"}
    found["needed_a_year"] = (level - latest) / (by - latest_year)
    if change is None:
        return found | {"status": "short", "expected_value": None, "closes": None}
    pace = slope(years, [on_scale(value, scale) for value in values])
    place = on_scale(latest, scale)
    gain = from_scale(place + pace * (by - latest_year), scale) - from_scale(place, scale)
    expected = clipped(latest + gain, row, scale)
    closes = (expected - latest) / (level - latest) if level != latest else None
    way = 1 if level > latest or rule.startswith("more") else -1
    shown = round(expected, DECIMALS[scale])
    if rule.startswith("between"):
        reached = (shown - level) * way >= 0
    elif scale == "share" and way > 0 and level > 99:
        reached = shown >= 99
    else:
        reached = satisfied(shown, rule, level)
    still = 0.01 * latest if scale == "price" else STILL[scale]
    status = "on_track" if reached else "moderate" if closes is None or closes >= 0.5 - 1e-9 else "slow"
    status = "stalled" if abs(change) <= still + 1e-9 else "reversing" if change * way < 0 else status
    gained = (expected - latest) / (by - latest_year)
    return found | {"status": status, "expected_value": expected, "closes": closes, "expected_a_year": gained}


def has_just_begun(used: list[tuple[int, float]], change: float, rule: str) -> bool:
    """Whether a share that goes the better way has less than two years beyond its first 5 %."""
    falls = rule.startswith(("at most", "less"))
    begun = [year for year, value in used if (100 - value if falls else value) >= 5 - 1e-9]
    return (not begun or begun[-1] - begun[0] < 2) and (-change if falls else change) > 0.2 + 1e-9


def clipped(value: float, row: Row, scale: str) -> float:
    """No more countries than the benchmark asks for, no share or score above 100, nothing below 0."""
    most = {"share": 100.0, "index": 100.0, "count": float(row["benchmark"])}.get(scale, math.inf)
    return min(max(value, 0.0), most)


def test_three_hundred_badges(rows: list[Row], lines: dict[tuple[str, ...], list[Row]]):
    """Each of three hundred badges follows from its row and the observations of its line."""
    for row in rows:
        line = lines[tuple(row[name] for name in LINE)]
        for name, expected in recomputed(row, line).items():
            shown = row[name]
            if expected is None:
                assert shown == "", (name, row)
            elif isinstance(expected, str):
                assert shown == expected, row
            else:
                assert float(shown) == pytest.approx(expected, rel=1e-9, abs=1e-9), (name, row)


def test_what_it_closes(client: FlaskClient):
    """In every row, the expected over the needed yearly change is the share of the distance, and the years agree."""
    checked = 0
    for row in exported(client, "progress"):
        if row["closes"]:
            closes = float(row["expected_a_year"]) / float(row["needed_a_year"])
            assert float(row["closes"]) == pytest.approx(closes, rel=1e-9), row
            checked += 1
        if row["status"] == "on_track":
            by = min(int(row["horizon"]), int(row["benchmark_year"] or row["horizon"]))
            assert int(row["year_reached"]) <= by, row
        if row["status"] in ("moderate", "slow"):
            by = min(int(row["horizon"]), int(row["benchmark_year"] or row["horizon"]))
            assert not row["year_reached"] or int(row["year_reached"]) > by, row
        if row["observations_used"] == "1":
            assert row["status"] in ("met", "missed", "short", "not_assessable"), row
    assert checked > 1000


def test_methods_disagree(client: FlaskClient):
    """Methods disagree exactly where two of the row's verdicts are two steps or more apart."""
    judged = exported(client, "progress")
    assert len(judged) > 5000
    for row in judged:
        steps = [LADDER[value] for name, value in row.items() if name.startswith("status") and value in LADDER]
        assert (row["methods_disagree"] == "true") == (bool(steps) and max(steps) - min(steps) >= 2), row


def test_a_group_of_ones_own(client: FlaskClient):
    """A computed badge follows from the economies' figures and populations: Germany, France and Italy."""
    group = "DEU,FRA,ITA"
    everybody = {"indicator": "internet_users", "sex": "both", "age": "all", "location": "total"}
    (row,) = exported(client, "progress", **everybody, group=group, horizon="2030")
    own = exported(client, "observations", **everybody, group=group)
    figures = exported(client, "observations", **everybody, area=group)
    people: dict[str, dict[int, float]] = defaultdict(dict)
    for one in exported(client, "observations", indicator="population", area=group):
        people[one["area_id"]][int(one["year"])] = float(one["value"])
    means = {}
    for year in range(int(row["window_from"]), int(row["latest_year"]) + 1):
        held = {one["area_id"]: float(one["value"]) for one in figures if int(one["year"]) == year}
        weights = {area: weight(people[area], year) for area in held}
        assert len(held) == 3
        means[year] = sum(held[area] * weights[area] for area in held) / sum(weights.values())
        (shown,) = [one for one in own if int(one["year"]) == year]
        assert float(shown["value"]) == pytest.approx(means[year], rel=1e-12)
        assert (float(shown["coverage_population"]), shown["economies_with_data"]) == (1, "3")
    pace = slope(list(means), [on_scale(value, "share") for value in means.values()])
    place = on_scale(means[int(row["latest_year"])], "share") + pace * (2030 - int(row["latest_year"]))
    assert float(row["expected_value"]) == pytest.approx(from_scale(place, "share"), rel=1e-9)
    assert float(row["latest_value"]) == pytest.approx(means[int(row["latest_year"])])


@pytest.mark.parametrize("group", ["LDC", "ITU-AFR", "SIDS"])
def test_the_pace_of_a_published_median(client: FlaskClient, group: str):
    """The recent change of a published median price is that of the medians of the economies with a price every year."""
    (row,) = exported(client, "progress", indicator="fixed_basket_5gb", area=group, horizon="2030")
    prices: dict[str, dict[int, float]] = defaultdict(dict)
    for one in exported(client, "observations", indicator="fixed_basket_5gb", member_of=group, edition=row["edition"]):
        if int(row["window_from"]) <= int(one["year"]) <= int(row["latest_year"]):
            prices[one["area_id"]][int(one["year"])] = float(one["value"])
    years = list(range(int(row["window_from"]), int(row["latest_year"]) + 1))
    same = [of for of in prices.values() if len(of) == len(years)]
    assert 0 < len(same) < len(prices)
    change = slope(years, [median(of[year] for of in same) for year in years])
    assert float(row["recent_a_year"]) == pytest.approx(change, rel=1e-9)
    assert (row["origin"], row["observations_used"]) == ("published", str(len(years)))


def weight(known: dict[int, float], year: int) -> float:
    """A population between the years that are given, in a straight line; the nearest outside them."""
    before = max((one for one in known if one <= year), default=min(known))
    after = min((one for one in known if one >= year), default=max(known))
    if before == after:
        return known[before]
    return known[before] + (known[after] - known[before]) * (year - before) / (after - before)
