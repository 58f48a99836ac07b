"""Figures: what is drawn is what the frame holds, and what is not an observation does not look like one."""

import json
import re
from collections import Counter
from itertools import pairwise
from random import Random
from typing import Any

import pandas as pd
import pytest
from dash import Dash

from dashboard.figures.ranking import ranking
from dashboard.figures.trend import trend
from dashboard.pages.targets.view import target_view
from dashboard.reading.warehouse import Snapshot, served
from dashboard.rows import latest_of_each_line
from dashboard.theme import DARK_TWIN, LIGHT, colours_of
from indicators.benchmark import Benchmark
from indicators.model import Indicator
from tests.dashboard.pages.targets.views import rows_of

IN_A_RUN = 1
"""Under how many kinds of area an indicator is drawn."""

Drawn = tuple[Indicator, Benchmark | None, pd.DataFrame, dict[str, Any]]


def shown(snapshot: Snapshot, target: str, indicator: str, **choices: str) -> Drawn:
    """An indicator's benchmark, rows and trend, as the target's page draws them."""
    arguments = [("indicator", indicator), *choices.items()]
    view = target_view(snapshot, snapshot.catalogue.target_by_id[target], arguments)
    return drawn(snapshot, view.indicator, rows_of(snapshot, view))


def drawn(snapshot: Snapshot, indicator: Indicator, frame: pd.DataFrame) -> Drawn:
    benchmark = indicator.benchmark_for("WLD")
    figure = trend(frame, indicator, benchmark, colours(snapshot, frame), indicator.breaks)
    return indicator, benchmark, frame, figure


def colours(snapshot: Snapshot, frame: pd.DataFrame) -> dict[str, str]:
    return colours_of(snapshot.catalogue.area_by_id[area_id] for area_id in frame["area_id"].unique())


@pytest.fixture(scope="module")
def everything(app: Dash, request: pytest.FixtureRequest) -> list[tuple[Drawn, dict[str, Any]]]:
    """Every indicator of every target under one kind of area that has it: the trend of its rows, and the ranking.

    Under other kinds in every run, which prints its seed.
    """
    found: list[tuple[Drawn, dict[str, Any]]] = []
    chance = Random(f"{request.config.getoption('hypothesis_seed')} {request.node.nodeid}")  # noqa: S311 - cases, not secrets
    with app.server.app_context(), served().snapshot() as snapshot:
        for target in snapshot.catalogue.targets:
            for one in snapshot.catalogue.indicators_of(target.id):
                asked = [("indicator", one.id)]
                view = target_view(snapshot, target, asked)
                kinds = sorted(set(view.exists["area_type"]))
                for kind in chance.sample(kinds, min(IN_A_RUN, len(kinds))):
                    frame = rows_of(snapshot, target_view(snapshot, target, [*asked, ("area_type", kind)]))
                    if len(frame):
                        latest = latest_of_each_line(frame)
                        bars = ranking(latest, one, one.benchmark_for("WLD"), colours(snapshot, latest))
                        found.append((drawn(snapshot, one, frame), bars))
    assert len(found) > 80
    return found


def plain(figure: dict[str, Any]) -> bool:
    """Whether a figure goes through JSON unchanged, and every colour in it has a twin for the dark scheme."""
    text = json.dumps(figure, allow_nan=False)
    return json.loads(text) == figure and set(re.findall("#[0-9a-fA-F]{3,8}", text)) <= set(DARK_TWIN)


def lines_of(figure: dict[str, Any]) -> list[dict[str, Any]]:
    return [trace for trace in figure["data"] if "marker" in trace]


def labels_of(figure: dict[str, Any]) -> list[dict[str, Any]]:
    return [note for note in figure["layout"]["annotations"] if note.get("xref") == "paper" and note["x"] == 1]


def values_of(figure: dict[str, Any]) -> list[str]:
    """The figures beside the bars of a ranking, from the lowest bar up."""
    notes = [note for note in figure["layout"]["annotations"] if note.get("xanchor") == "right" and note["x"] == 1]
    return [note["text"] for note in sorted(notes, key=lambda note: note["y"])]


def test_every_trend(everything: list[tuple[Drawn, dict[str, Any]]]):
    """Of every view the rows are the points, within the axes, as plain data, in colours that have a twin."""
    for (indicator, benchmark, frame, figure), _ in everything:
        points = [(year, value) for line in lines_of(figure) for year, value in zip(line["x"], line["y"], strict=True)]
        rows = zip(frame["year"].to_list(), frame["value"].to_list(), strict=True)
        assert Counter(point for point in points if point[1] is not None) == Counter(rows), indicator.id
        (first, last), (low, high) = figure["layout"]["xaxis"]["range"], figure["layout"]["yaxis"]["range"]
        assert all(first < year < last for year, _ in points)
        assert all(low <= value <= high for _, value in points if value is not None), indicator.id
        if benchmark:
            assert low < benchmark.value < high
        assert plain(figure)


def test_labels_stand_apart(everything: list[tuple[Drawn, dict[str, Any]]]):
    """No two labels at the ends of lines overlap, and none leaves the picture."""
    for (indicator, _, _, figure), _ in everything:
        layout = figure["layout"]
        low, high = layout["yaxis"]["range"]
        pixels = (layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]) / (high - low)
        notes = labels_of(figure)
        assert all(low <= note["y"] <= high for note in notes), "plotly leaves out what is anchored beyond the axis"
        places = sorted((note["y"] - low) * pixels + note["yshift"] for note in notes)
        assert all(upper - lower > 16 for lower, upper in pairwise(places)), indicator.id
        assert places[0] > -layout["margin"]["b"]
        assert places[-1] < (high - low) * pixels + layout["margin"]["t"]


def test_every_ranking(everything: list[tuple[Drawn, dict[str, Any]]]):
    """Of every view each row is one bar, the best at the top, within the axis, in colours that have a twin."""
    for (indicator, _, frame, _), figure in everything:
        latest = latest_of_each_line(frame)
        (bars,) = figure["data"]
        assert Counter(bars["x"]) == Counter(latest["value"])
        assert bars["x"] == sorted(bars["x"], reverse=indicator.direction == "down")
        low, high = figure["layout"]["xaxis"]["range"]
        assert all(low <= value <= high for value in bars["x"])
        assert (
            len(values_of(figure))
            == len(bars["hovertext"])
            == len(figure["layout"]["yaxis"]["ticktext"])
            == len(latest)
        )
        assert plain(figure)


def test_a_gap_is_bridged_by_dots(snapshot: Snapshot):
    """Years without a figure interrupt the line and are bridged by dots, not drawn as if they were known."""
    _, _, _, figure = shown(snapshot, "1.6", "countries_with_cirt")
    bridge, line = figure["data"]
    assert (line["x"], line["y"]) == ([2020, 2021, 2024], [109, None, 132])
    assert line["connectgaps"] is False
    assert (bridge["x"], bridge["y"]) == ([2020, 2024], [109, 132])
    assert (bridge["mode"], bridge["line"]["dash"], bridge["hoverinfo"]) == ("lines", "dot", "skip")


def test_a_line_without_gaps_needs_no_bridge(snapshot: Snapshot):
    """A line that has every year is drawn once, with a point for each."""
    _, _, _, figure = shown(snapshot, "1.7", "internet_users", area_type="world", edition="2025 (Nov)")
    (line,) = figure["data"]
    assert (line["x"], line["y"]) == ([2022, 2023, 2024, 2025], [67, 69.2, 71.2, 73.6])


def test_a_projected_point_is_hollow(snapshot: Snapshot):
    """The projection for 2030 is filled with the colour of the card, the observations with that of the line."""
    _, _, _, figure = shown(snapshot, "2.5", "ewaste_generated_mass")
    fills = {
        (year, value): fill
        for line in lines_of(figure)
        for year, value, fill in zip(line["x"], line["y"], line["marker"]["color"], strict=True)
    }
    assert (fills[2022, 62], fills[2030, 82]) == (LIGHT["ink"], LIGHT["page"])
    hover = [text for line in lines_of(figure) for text in line["text"] if text and " 2030<" in text]
    assert len(hover) == 1
    assert "projected" in hover[0]


def test_other_editions_are_open_dots_on_thin_lines(snapshot: Snapshot):
    """The line shown first is full and thick, the world's thickest, with smaller dots where it has many; lines of other
    editions are thin and hollow, and computed ones thin with small full dots: the means of three databases, and what is
    not the share offline.
    """
    _, _, _, figure = shown(snapshot, "1.7", "internet_users", area_type="itu_region", edition="distinct")
    first = [line for line in lines_of(figure) if line["marker"]["size"] in (4, 7)]
    computed = [line for line in lines_of(figure) if line["marker"]["size"] == 2.5]
    assert not any(LIGHT["page"] in line["marker"]["color"] for line in first)
    hollow = [line for line in lines_of(figure) if set(line["marker"]["color"]) == {LIGHT["page"]}]
    assert (len(first), len(computed), len(hollow)) == (7, 17, len(lines_of(figure)) - 24)
    assert {line["name"]: line["line"]["width"] for line in first}["World"] == 2.6
    assert {line["line"]["width"] for line in first if line["name"] != "World"} == {2.0}
    assert {line["line"]["width"] for line in [*hollow, *computed]} == {1.0}
    assert all("computed" in text for line in computed for text in line["text"] if text)


def test_labels_say_name_and_value(snapshot: Snapshot):
    """Each line shown first is labelled with its name, its last value and its unit, in its own colour."""
    _, _, _, figure = shown(snapshot, "1.7", "internet_users", area_type="itu_region")
    labels = {note["text"]: note["font"]["color"] for note in labels_of(figure)}
    assert labels["<b>World 73.6\u202f%</b>"] == LIGHT["ink"]
    assert labels["<b>Africa 35.7\u202f%</b>"] == LIGHT["ITU-AFR"]
    assert len(labels) == 7


def test_an_older_label_says_its_year(snapshot: Snapshot):
    """A line that ends before the others says when."""
    _, _, _, figure = shown(snapshot, "1.1", "coverage_3g", area_type="development_level")
    texts = [note["text"] for note in labels_of(figure)]
    assert "<b>World 96\u202f%</b>" in texts
    assert "<b>SIDS 89.2\u202f%</b> (2024)" in texts


def test_of_a_crowd_the_ends_stand_out(snapshot: Snapshot):
    """Of many economies the lowest and the highest are named and stand out; the others have one label that counts
    them.
    """
    _, _, frame, figure = shown(snapshot, "1.7", "internet_users", area_type="economy", member_of="LDC")
    many = frame["area_id"].nunique()
    assert many > 40
    labels = {note["text"]: note["name"] for note in labels_of(figure)}
    assert len(labels) == 3
    assert labels[f"{many - 2} other economies"] == f"+{many - 2}"
    own = [line for line in lines_of(figure) if line["name"] != f"{many - 2} other economies"]
    assert len({line["name"] for line in own}) == 2
    assert {line["line"]["width"] for line in own if "meta" not in line} == {2.0}


def test_a_line_of_other_editions_alone_has_its_label(snapshot: Snapshot):
    """An area of which only lines that are not shown first have figures of the years is labelled all the same."""
    _, _, frame, _ = shown(snapshot, "1.7", "internet_users", area_type="itu_region", edition="distinct")
    hidden = frame.assign(is_headline=frame["is_headline"] & (frame["area_id"] != "ITU-AFR"))
    figure = drawn(snapshot, snapshot.catalogue.indicator_by_id["internet_users"], hidden)[3]
    (label,) = [note for note in labels_of(figure) if "Africa" in note["text"]]
    assert label["font"]["color"] == LIGHT["ITU-AFR"]


def test_benchmark_line(snapshot: Snapshot):
    """A benchmark is a hairline at its level, with its name on it."""
    _, _, _, figure = shown(snapshot, "1.7", "internet_users")
    (line,) = [shape for shape in figure["layout"]["shapes"] if shape["line"].get("color") == LIGHT["ink"]]
    assert (line["y0"], line["y1"], line["x0"], line["x1"], line["xref"]) == (95, 95, 0, 1, "paper")
    (note,) = [note for note in figure["layout"]["annotations"] if note["text"].startswith("Benchmark")]
    assert (note["text"], note["y"]) == ("Benchmark ≥\u202f95\u202f%", 95)


def test_benchmark_band(snapshot: Snapshot):
    """Parity is a band from 0.98 to 1.02 behind the lines, and two lines in the ranking."""
    indicator, benchmark, frame, figure = shown(snapshot, "2.1", "internet_gender_parity")
    (band,) = [shape for shape in figure["layout"]["shapes"] if shape["type"] == "rect"]
    assert (band["y0"], band["y1"], band["layer"]) == (0.98, 1.02, "below")
    latest = latest_of_each_line(frame)
    levels = ranking(latest, indicator, benchmark, colours(snapshot, latest))["layout"]["shapes"]
    assert [(shape["x0"], shape["x1"]) for shape in levels] == [(0.98, 0.98), (1.02, 1.02)]


def test_without_a_benchmark(snapshot: Snapshot):
    """Where none is published nothing is drawn as one."""
    _, _, _, figure = shown(snapshot, "2.5", "ewaste_per_capita", area_type="world")
    assert not [note for note in figure["layout"]["annotations"] if "Benchmark" in note["text"]]
    assert not [shape for shape in figure["layout"]["shapes"] if shape["line"].get("dash") == "dash"]


def test_a_break_stands_before_its_year(snapshot: Snapshot):
    """A break of a series is a notch before the first year of the new definition, with its note."""
    _, _, _, figure = shown(snapshot, "2.4", "online_service_index")
    notches = [shape["x0"] for shape in figure["layout"]["shapes"] if shape["line"].get("dash") == "dot"]
    notes = [note["hovertext"] for note in figure["layout"]["annotations"] if note["text"].startswith("break")]
    assert notches == [2019.5, 2021.5, 2023.5]
    assert len(notes) == 3
    assert all(notes)


def test_ranking_bars(snapshot: Snapshot):
    """A bar says its value with the unit; one that is older than the newest says its year; the benchmark is a line."""
    indicator, benchmark, frame, _ = shown(snapshot, "1.2", "mobile_basket_5gb", area_type="itu_region")
    latest = latest_of_each_line(frame)
    figure = ranking(latest, indicator, benchmark, colours(snapshot, latest))
    (bars,) = figure["data"]
    assert bars["x"][-1] == 0.37
    assert (values_of(figure)[-1], figure["layout"]["yaxis"]["ticktext"][-1]) == ("0.37\u202f%", "Europe  ")
    assert (figure["layout"]["shapes"][0]["x0"], figure["layout"]["shapes"][0]["x1"]) == (2, 2)
    assert [name for name in figure["layout"]["yaxis"]["ticktext"] if "(20" in name] == []


def test_small_shares_are_not_drawn_at_the_foot_of_a_hundred(snapshot: Snapshot):
    """A share of 0.8 % fills its chart; a share of 61 % stands on the whole scale."""
    _, _, _, emissions = shown(snapshot, "2.5", "digital_companies_ghg_share")
    assert emissions["layout"]["yaxis"]["range"][1] < 1
    _, _, _, schools = shown(snapshot, "1.5", "schools_internet")
    assert schools["layout"]["yaxis"]["range"] == [0, 103]


def test_labels_leave_out_what_all_lines_share(snapshot: Snapshot):
    """Where all lines are of upper secondary schools, the labels name the areas alone."""
    _, _, _, figure = shown(snapshot, "1.5", "schools_internet")
    labels = [note["text"] for note in figure["layout"]["annotations"] if "Benchmark" not in note["text"]]
    assert labels[0] == "<b>World 64.7\u202f%</b> (2020)"
    assert not any("secondary" in label for label in labels)
