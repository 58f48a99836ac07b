"""The budgets of judging: the embedded figures, a world of 200 economies × 40 indicators × 25 years, a live group."""

import resource
import statistics
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import combinations, islice
from time import perf_counter

import duckdb
from flask import Flask

from etl.intake.at_hand import Intake
from etl.model import aggregate, assess, models
from etl.model.load import load
from etl.sources import published
from etl.staging.contract import stage
from indicators.catalogue import Catalogue
from indicators.catalogue_files import load_catalogue
from indicators.settings import Settings

_ECONOMIES, _INDICATORS, _YEARS, _LAST = 200, 40, 25, 2025
_MEMBERS = [
    "KEN",
    "UGA",
    "TZA",
    "DEU",
    "FRA",
    "ITA",
    "ESP",
    "IND",
    "CHN",
    "IDN",
    "PAK",
    "BGD",
    "NGA",
    "FJI",
    "WSM",
    "TON",
]
_TURNS = 200


def embedded() -> Callable[[], None]:
    """What judges every embedded line once, over a database that is ready for it."""
    catalogue = load_catalogue(Settings().catalogue)
    files = published.read(Settings().published, catalogue)
    intake = Intake(tuple(files), ())
    staged = stage((file.rows for file in files), catalogue, intake.editions)
    connection = duckdb.connect()
    load(connection, catalogue, intake, *staged, ())
    return _judging(connection, catalogue)


def _judging(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> Callable[[], None]:
    models.run_models(connection, range(10, 30))
    aggregate.compute(connection, catalogue, date(2026, 11, 1))
    models.run_models(connection, range(30, 40))

    def work() -> None:
        for table in assess.TABLES:
            connection.execute(f"drop table if exists {table}")
        assess.assess(connection, catalogue, _LAST + 1)

    return work


def a_large_world() -> tuple[float, float]:
    """Seconds and MiB that it takes to judge 200 economies × 40 indicators × 25 years, in a process of its own."""
    answer = subprocess.run([sys.executable, "-m", "tests.bench_progress"], capture_output=True, text=True, check=True)
    seconds, mebibytes = answer.stdout.split()
    return float(seconds), float(mebibytes)


def _judge_a_large_world() -> None:
    own = load_catalogue(Settings().catalogue)
    one = replace(own.indicator_by_id["internet_users"], breaks=(), complement_of=None)
    catalogue = replace(own, indicators=tuple(replace(one, id=f"indicator_{n}") for n in range(_INDICATORS)))
    connection = duckdb.connect()
    load(connection, catalogue, Intake((), ()), *stage((), catalogue, {}), ())
    work = _judging(connection, catalogue)
    connection.execute(
        f"""
        insert into series by name
        select
            '1.7' as target_id, indicator_id, area_id, year, 'both' as sex, 'all' as age, 'total' as location,
            '' as level, 1 + 98 / (1 + exp(-(year - 2015 + hash(area_id, indicator_id) % 20 - 10) / 6.0))
                + (hash(area_id, year) % 100) / 200.0 as value,
            'percent' as unit, '' as qualifier, 'reported' as value_status, 'published' as origin, '2025' as edition,
            '2025-11' as vintage, 'worldbank' as source_id, true as is_headline, year = {_LAST} as is_latest,
            true as is_observed
        from (select area_id from areas where area_type = 'economy' order by area_id limit {_ECONOMIES})
        cross join indicators
        cross join (select unnest(range({_LAST - _YEARS + 1}, {_LAST + 1})) as year)
        """
    )
    start = perf_counter()
    work()
    seconds = perf_counter() - start
    [(judged,)] = connection.execute("select count(*) from progress where status <> 'not_assessable'").fetchall()
    if judged < _ECONOMIES * _INDICATORS:
        sys.exit(f"Only {judged} judgements were made; expected at least {_ECONOMIES * _INDICATORS}.")
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def live_groups(server: Flask, run: int) -> float:
    """The 95th percentile, in ms, of what the API takes to judge a group that a user has built; none is asked twice."""
    client = server.test_client()
    runs = []
    for members in islice(combinations(_MEMBERS, 4), run * _TURNS, (run + 1) * _TURNS):
        group = ",".join(members)
        start = perf_counter()
        answer = client.get(f"/api/v1/progress?indicator=internet_users&horizon=2030&group={group}")
        runs.append((perf_counter() - start) * 1000)
        if answer.status_code != 200:
            sys.exit(f"The group {group} was refused: {answer.text}")
    return statistics.quantiles(runs, n=20)[-1]


if __name__ == "__main__":
    _judge_a_large_world()
