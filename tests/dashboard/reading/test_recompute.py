"""A reviewer recomputes badges from exported files alone; nothing of the project's methods is imported here."""

import csv
import io
import math
from collections import Counter, defaultdict
from itertools import zip_longest
from statistics import fmean
from typing import Any

import pytest
from flask.testing import FlaskClient

Row = dict[str, str]
LADDER = {"met": 0, "on_track": 0, "moderate": 1, "slow": 2, "stalled": 3, "reversing": 4}
SCALES = {"women to men": "parity", "countries": "count", "out of 100": "index", "% of monthly GNI p.c.": "price"}
STILL = {"share": 0.2, "parity": 0.002, "count": 0.5, "index": 0.2}
KEY = ("indicator", "area", "sex", "age", "location", "level")


def exported(client: FlaskClient, what: str, **query: Any) -> list[Row]:
    """The rows of an exported CSV."""
    answer = client.get(f"/api/v1/{what}.csv", query_string={name: one for name, one in query.items() if one})
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text)))


@pytest.fixture(scope="module")
def rows(client: FlaskClient) -> list[Row]:
    """Fifty judgements that rest on published lines: in turn of every status, rare ones first, and of each status in
    turn of every indicator and kind of area.
    """
    judged = [
        row
        for row in exported(client, "progress", horizon="2030")
        if row["status"] != "not_assessable" and row["observations_used"] != "0" and row["origin"] == "published"
    ]
    how_many = Counter(row["status"] for row in judged)
    of_status = [
        in_turn([row for row in judged if row["status"] == status], "indicator_id", "area_type")
        for status in sorted(how_many, key=lambda status: how_many[status])
    ]
    taken = [row for turn in zip_longest(*of_status) for row in turn if row][:50]
    assert {row["status"] for row in taken} == set(LADDER)
    return taken


def in_turn(rows: list[Row], *keys: str) -> list[Row]:
    """The rows in another order: one of each key, from the middle of its rows, before a second of any."""
    drawers: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        drawers[tuple(row[key] for key in keys)].append(row)
    ordered: list[Row] = []
    while len(ordered) < len(rows):
        ordered += [drawer.pop(len(drawer) // 2) for drawer in drawers.values() if drawer]
    return ordered


def observations(client: FlaskClient, row: Row) -> list[Row]:
    asked = {"indicator": row["indicator_id"], "area": row["area_id"], "edition": row["edition"]}
    key = {name: row[name] for name in ("sex", "age", "location", "level", "origin")}
    line = exported(client, "observations", **asked, **key)
    return sorted((one for one in line if one["value_status"] != "projected"), key=lambda one: int(one["year"]))


def slope(years: list[int], values: list[float]) -> float:
    """The slope of least squares, from its definition."""
    year, value = fmean(years), fmean(values)
    spread = sum((one - year) ** 2 for one in years)
    return sum((one - year) * (other - value) for one, other in zip(years, values, strict=True)) / spread


def on_scale(value: float, scale: str) -> float:
    if scale == "share":
        part = 0.5 if value <= 0 else 99.5 if value >= 100 else value
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
    """Pace, ratio, gap and status of a judgement, from the row's benchmark and the line's observations."""
    scale = SCALES.get(line[-1]["unit"], "share")
    bounds = ("at least", "more than", "at most")
    used = [
        (int(one["year"]), float(one["value"]))
        for one in line
        if int(one["year"]) >= int(row["window_from"]) and not one["note"].startswith(bounds)
    ]
    years, values = [year for year, _ in used], [value for _, value in used]
    latest_year, latest = int(line[-1]["year"]), float(line[-1]["value"])
    level, rule = float(row["benchmark"]), row["benchmark_source"].split(":")[0]
    found: dict[str, Any] = {"observations_used": len(used), "latest_value": latest}
    wide = len(used) > 1 and years[-1] - years[0] >= 2
    change = slope(years, values) if wide else None
    pace = slope(years, [on_scale(value, scale) for value in values]) if wide else None
    found["pace_observed"] = pace
    if satisfied(latest, rule, level):
        return found | {"status": "met", "gap": 0.0}
    assert change is not None
    assert pace is not None
    way = 1 if level > latest or rule.startswith("more") else -1
    goal = min(level, 99) if scale == "share" else level
    required = (on_scale(goal, scale) - on_scale(latest, scale)) / (2030 - latest_year)
    ratio = pace / required
    still = 0.01 * latest if scale == "price" else STILL[scale]
    status = "on_track" if ratio >= 0.95 else "moderate" if ratio >= 0.5 else "slow"
    status = "stalled" if abs(change) <= still + 1e-9 else "reversing" if change * way < 0 else status
    return found | {"status": status, "gap": abs(level - latest), "pace_required": required, "pace_ratio": ratio}


def test_fifty_badges(client: FlaskClient, rows: list[Row]):
    """Each of fifty badges follows from its row and the observations of its line."""
    for row in rows:
        line = observations(client, row)
        for name, expected in recomputed(row, line).items():
            shown = row[name]
            if expected is None:
                assert shown == "", (name, row)
            elif isinstance(expected, str):
                assert shown == expected, row
            else:
                assert float(shown) == pytest.approx(expected, rel=1e-9, abs=1e-9), (name, row)


def test_fifty_projections(client: FlaskClient, rows: list[Row]):
    """The projected value follows from the newest observation and the pace; only a parity's pace is damped."""
    checked = 0
    for row in rows:
        line = observations(client, row)
        scale = SCALES.get(line[-1]["unit"], "share")
        if not row["projected_value"]:
            continue
        years = 2030 - int(row["latest_year"])
        steps = sum(0.9**k for k in range(1, years + 1)) if scale == "parity" else years
        place = on_scale(float(row["latest_value"]), scale) + float(row["pace_observed"]) * steps
        assert float(row["projected_value"]) == pytest.approx(from_scale(place, scale), rel=1e-9)
        checked += 1
    assert checked > 30


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
    assert float(row["pace_observed"]) == pytest.approx(pace, rel=1e-9)
    assert float(row["latest_value"]) == pytest.approx(means[int(row["latest_year"])])


def weight(known: dict[int, float], year: int) -> float:
    """A population between the years that are given, in a straight line; the nearest outside them."""
    before = max((one for one in known if one <= year), default=min(known))
    after = min((one for one in known if one >= year), default=max(known))
    if before == after:
        return known[before]
    return known[before] + (known[after] - known[before]) * (year - before) / (after - before)
