"""The budgets, measured: `make bench` prints a table and one line of JSON; the exit code is 1 when one is missed."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import Any

from playwright.sync_api import Page, sync_playwright
from rich.console import Console
from rich.table import Table
from werkzeug.serving import make_server

from dashboard.app import create_app
from dashboard.pages.targets.found import observations_of, selection_of
from dashboard.pages.targets.view import target_view
from dashboard.reading.answers import Answers
from dashboard.reading.warehouse import served
from etl import pipeline
from indicators.settings import PROJECT, Settings
from tests import bench_explore, bench_exports, bench_line, bench_load, bench_peers, bench_progress, bench_refresh
from tests.browser import chromium

KEPT = PROJECT / "bench" / "measured.json"
"""What was measured last, committed: the line of JSON that is printed, from a quiet machine."""

_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@dataclass(frozen=True)
class Measure:
    """One budget: what was measured, its unit and limit, and the runs."""

    name: str
    unit: str
    limit: float
    runs: tuple[float, ...]

    @property
    def median(self) -> float:
        """The median of the runs."""
        return statistics.median(self.runs)

    @property
    def kept(self) -> bool:
        """Whether the median is within the limit."""
        return self.median <= self.limit


def timed(work: Callable[[], object], runs: int, scale: float = 1.0) -> tuple[float, ...]:
    """Seconds × scale of each run of `work`."""
    seconds = []
    for _ in range(runs):
        start = perf_counter()
        work()
        seconds.append((perf_counter() - start) * scale)
    return tuple(seconds)


def main() -> int:
    """Measure everything; the number of budgets missed."""
    with tempfile.TemporaryDirectory() as folder:
        settings = replace(Settings(), data=Path(folder), log_level="WARNING")
        pipeline.run(settings)
        measures = _refreshes()
        measures.append(Measure("all embedded judgements", "s", 4.0, timed(bench_progress.embedded(), 5)))
        worlds = [bench_progress.a_large_world() for _ in range(3)]
        measures.append(Measure("200 economies × 40 × 25 years", "s", 20.0, tuple(world[0] for world in worlds)))
        measures.append(Measure("the same, memory", "MiB", 1_024, tuple(world[1] for world in worlds)))
        app = create_app(settings)
        with app.server.app_context(), served().snapshot() as snapshot:
            target = snapshot.catalogue.target_by_id["1.7"]
            view = target_view(snapshot, target, ())
            anew = replace(snapshot, answers=Answers(most=0))  # keeps nothing: each run asks the warehouse
            query = timed(lambda: observations_of(anew, view, selection_of(anew, view)), 50, 1000)
        measures.append(Measure("a target page's data query", "ms", 10.0, query))
        groups = tuple(bench_progress.live_groups(app.server, run) for run in range(3))
        measures.append(Measure("a live group, 95th percentile", "ms", 50.0, groups))
        measures.append(Measure("a year of the report drafted for Word", "s", 10.0, timed(_drafted(settings), 3)))
        measures += _exports(settings)
        measures += _load(settings, Path(folder))
        measures += _in_browser(app.server)
        measures += _over_a_line(settings, Path(folder))
    _report(measures)
    return sum(not one.kept for one in measures)


def _refreshes() -> list[Measure]:
    embedded = [bench_refresh.embedded() for _ in range(5)]
    measures = [
        Measure("build of the embedded figures, after imports", "s", 6.0, tuple(one.seconds for one in embedded)),
        Measure("the same, memory", "MiB", 400, tuple(one.memory for one in embedded)),
        Measure("the same, its file", "MB", 40, tuple(one.file for one in embedded)),
        Measure("refresh, nothing new anywhere", "s", 5.0, bench_refresh.unchanged(5)),
    ]
    for number, limit in bench_refresh.MANY.items():
        many = bench_refresh.many_rows(number)
        measures += [
            Measure(f"a dropped file of {number:,} rows, read and staged", "s", limit, (many.seconds,)),
            Measure("the same, memory of both processes", "MiB", 1_024, (many.memory,)),
        ]
    with_samples = [one for _ in range(3) if (one := bench_refresh.samples())]
    if not with_samples:
        Console(stderr=True).print("No samples beside the project: a refresh with downloads was not measured.")
        return measures
    seconds = tuple(one.seconds for one in with_samples)
    measures.append(Measure("refresh with the sample downloads", "s", 20.0, seconds))
    return [*measures, Measure("the same, memory", "MiB", 1_024, tuple(one.memory for one in with_samples))]


def _drafted(settings: Settings) -> Callable[[], object]:
    """The command that drafts the report for the last year but one, as a process from its start to its end."""
    out = str(settings.data / "draft.docx")
    words = [sys.executable, "-m", "etl", "report", "--out", out]
    return lambda: subprocess.run(words, env=os.environ | {"SPT_DATA_DIR": str(settings.data)}, check=True)


def _exports(settings: Settings) -> list[Measure]:
    with bench_exports.serving_many(settings) as server:
        csv, parquet, xlsx = ([server.export(suffix) for _ in range(5)] for suffix in ("csv", "parquet", "xlsx"))
        beside = _peers(server)
    with bench_exports.serving_many(settings, bench_exports.MORE_ROWS) as server:
        more = {suffix: tuple(server.export(suffix).grown for _ in range(3)) for suffix in ("csv", "parquet")}
    return [
        Measure("200,000 rows as CSV, first byte", "ms", 50, tuple(one.first * 1000 for one in csv)),
        Measure("the same, whole", "s", 0.4, tuple(one.whole for one in csv)),
        Measure("the same, what the server grows by", "MiB", 64, tuple(one.grown for one in csv)),
        *beside,
        Measure("200,000 rows as Parquet", "s", 0.3, tuple(one.whole for one in parquet)),
        Measure("the same, what the server grows by", "MiB", 64, tuple(one.grown for one in parquet)),
        Measure("200,000 rows as XLSX", "s", 20, tuple(one.whole for one in xlsx)),
        Measure("1,000,000 rows as CSV, what the server grows by", "MiB", 64, more["csv"]),
        Measure("1,000,000 rows as Parquet, what the server grows by", "MiB", 64, more["parquet"]),
    ]


def _load(settings: Settings, folder: Path) -> list[Measure]:
    """One reader and fifty, asking what was asked before and what was not, of two workers; a plain Dash beside them."""
    controls = bench_load.controls
    fresh = list(controls())[bench_load.VIEWS :]
    with bench_load.ours(settings, folder / "ours.log") as server:
        bench_load.load(server, bench_load.again_and_again(controls()), 4, 2 * bench_load.VIEWS)
        one = bench_load.load(server, bench_load.again_and_again(controls()), 1, 400)
        many = bench_load.load(server, bench_load.again_and_again(controls()), bench_load.CLIENTS, 6_000)
        new = bench_load.load(server, fresh, bench_load.CLIENTS, len(fresh))
        documents = bench_load.load(server, bench_load.pages(), 1, 100)
    with bench_load.plain_dash(settings, folder / "plain.log") as server:
        plain = bench_load.load(server, bench_load.of_a_plain_dash(), bench_load.CLIENTS, 300)
    if failed := sum(each.failed for each in (one, many, new, documents, plain)):
        raise RuntimeError(f"{failed} questions of the load were not answered: see {folder}/ours.log and plain.log.")
    return [
        Measure("a control asked before, one reader", "ms", 5, (1000 * one.median,)),
        Measure("a control asked before, fifty readers, time an answer", "ms", 2.5, (1000 / many.rate,)),
        Measure("the same, 95th percentile", "ms", 250, (1000 * many.p95,)),
        Measure("a control not asked before, fifty readers, time an answer", "ms", 16.7, (1000 / new.rate,)),
        Measure("the same, CPU of the server", "ms", 25, (new.cpu,)),
        Measure("the same as a share of a plain Dash's", "%", 25, (100 * plain.rate / new.rate,)),
        Measure("a document not asked before, CPU of the server", "ms", 60, (documents.cpu,)),
        Measure("the larger worker after this load", "MiB", 200, (new.memory,)),
    ]


def _peers(server: bench_exports.Server) -> list[Measure]:
    """Our stream of CSV and Datasette's, by turns."""
    if not bench_peers.are_there():
        Console(stderr=True).print("No .venv-peers: Datasette was not measured beside us (make peers sets it up).")
        return []
    with tempfile.TemporaryDirectory() as folder, bench_peers.datasette(server, Path(folder)) as peer:
        pairs = [(server.export("csv"), peer.stream()) for _ in range(3)]
    for name, runs in zip(("ours", "Datasette's"), zip(*pairs, strict=True), strict=True):
        first, whole, spent = (
            statistics.median(getattr(one, part) for one in runs) for part in ("first", "whole", "spent")
        )
        told = f"{first:.3f} s to its first byte, {whole:.2f} s to its last, {spent:.2f} s of processors"
        Console(stderr=True).print(f"200,000 rows as CSV, {name}: {told}")
    shares = tuple(ours.whole / theirs.whole for ours, theirs in pairs)
    return [Measure("the same, of the time of Datasette's stream", "of 1", 0.1, shares)]


def _in_browser(application: object) -> list[Measure]:
    executable = chromium.find()
    if executable is None:
        Console(stderr=True).print("No browser: the pages were not measured.")
        return []
    server = make_server("127.0.0.1", 0, application, threaded=True)  # type: ignore[arg-type]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=_ARGUMENTS)
        weights: list[float] = []

        def cold(path: str, mark: str) -> None:
            page = browser.new_context().new_page()
            session = page.context.new_cdp_session(page)
            session.send("Network.enable")
            weight = []
            session.on("Network.loadingFinished", lambda event: weight.append(event["encodedDataLength"]))
            page.goto(address + path)
            page.locator(mark).first.wait_for()
            weights.append(sum(weight) / 1000)
            page.context.close()

        gaps = Measure("the gaps drawn cold", "s", 2.5, timed(lambda: cold("/gaps", ".main-svg"), 5))
        weights.clear()
        target = Measure("a target page drawn cold", "s", 2.5, timed(lambda: cold("/targets/1.7", ".main-svg"), 7))
        target_weight = Measure("a target page, bytes on the wire", "kB", 750, tuple(weights))
        weights.clear()
        overview = Measure("the overview drawn cold", "s", 2.5, timed(lambda: cold("/", ".card"), 7))
        overview_weight = Measure("the overview, bytes on the wire", "kB", 200, tuple(weights))
        page = browser.new_page()
        page.goto(f"{address}/targets/1.7")
        page.locator(".main-svg").first.wait_for()
        change = Measure("a control redraws", "ms", 1_000, timed(_toggle(page), 8, 1000))
        weights.clear()
        explore = Measure("Explore drawn cold", "s", 2.5, timed(lambda: cold("/explore", "figure .trace"), 5))
        explore_weight = Measure("Explore, bytes on the wire", "kB", 800, tuple(weights))
        profile = Measure("a profile drawn cold", "s", 2.5, timed(lambda: cold("/areas/KEN", "figure .trace"), 5))
        workspace = [explore, explore_weight, profile, *_workspace(page, address)]
        browser.close()
    server.shutdown()
    return [gaps, target, target_weight, overview, overview_weight, change, *workspace]


def _over_a_line(settings: Settings, folder: Path) -> list[Measure]:
    """The overview and a target's page from the production server, over 5 Mbit/s with 100 ms, cold and warm."""
    executable = chromium.find()
    if executable is None:
        return []
    with bench_load.ours(settings, folder / "line.log") as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=_ARGUMENTS)
        found = dict(bench_line.all_visits(browser, server.address, 5))
        browser.close()
    measures = []
    for path, pairs in found.items():
        name = "the overview" if path == "/" else "a target page"
        cold, warm = zip(*pairs, strict=True)
        for which, seen, limit in (("first", cold, 2.0), ("next", warm, 1.0)):
            visit = f"{name} over 5 Mbit/s with 100 ms, {which} visit"
            measures.append(Measure(f"{visit}: first text", "s", 0.8, tuple(one.text for one in seen)))
            measures.append(Measure("the same: first chart", "s", limit, tuple(one.chart for one in seen)))
        measures.append(Measure("the same: bytes on the wire", "kB", 15, tuple(one.weight for one in warm)))
        measures.append(Measure("the same: requests", "of 1", 8, tuple(float(one.requests) for one in warm)))
    return measures


def _workspace(page: Page, address: str) -> list[Measure]:
    words = {"trend": "lines", "heat": "heat table", "map": "tile map"}
    every = [
        Measure(f"all economies, all years, as {name}", "s", 1.5, bench_explore.many(page, address, chart, 5))
        for chart, name in words.items()
    ]
    slowest = tuple(bench_explore.slowest_but_few(bench_explore.changes(page, address, 20)) for _ in range(3))
    return [*every, Measure("a control of Explore, 95th percentile", "ms", 400, slowest)]


def _toggle(page: Page) -> Callable[[], None]:
    kinds = ("income_group", "itu_region")
    turn = iter(range(1_000))

    def work() -> None:
        kind = kinds[next(turn) % 2]
        words = "by income group" if kind == "income_group" else "by ITU region"
        page.select_option("#target-area-type", kind)
        page.locator(".subtitle", has_text=words).first.wait_for()
        page.locator(".main-svg").first.wait_for()

    return work


def _report(measures: list[Measure]) -> None:
    """The table, each median beside the one that was committed last; and a line of JSON, which KEPT may hold next."""
    before = {one["name"]: one["median"] for one in _named(json.loads(KEPT.read_text())["measures"])}
    table = Table("what", "median", "smallest", "largest", "of the one before", "budget", "kept")
    found = _named([{"name": m.name, "unit": m.unit, "median": m.median, "budget": m.limit} for m in measures])
    for one, named in zip(measures, found, strict=True):
        median, least, most, limit = (
            f"{value:,.3g} {one.unit}" if value < 1000 else f"{value:,.0f} {one.unit}"
            for value in (one.median, min(one.runs), max(one.runs), one.limit)
        )
        known = before.get(named["name"])
        ratio = f"{one.median / known:.2f}" if known else "–"
        table.add_row(one.name, median, least, most, ratio, limit, "yes" if one.kept else "NO")
    Console().print(table)
    print(json.dumps({"measures": found}))


def _named(measures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same, "the same" written out as the measure above that it goes on from."""
    named, above = [], ""
    for one in measures:
        name = one["name"]
        if name.startswith("the same"):
            name = above + name.removeprefix("the same")
        else:
            above = name.partition(": ")[0] if ": " in name else name.rpartition(", ")[0] or name
        named.append(one | {"name": name})
    return named


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
