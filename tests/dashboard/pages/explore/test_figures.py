"""The charts of the page Explore: what they draw is what their rows hold."""

import json
import re
from collections import Counter
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qsl

import numpy as np
import pandas as pd
import pytest

from dashboard.address.explore import read_view
from dashboard.figures.panels import Panel, panels
from dashboard.figures.scatter import Measured, scatter
from dashboard.figures.slope import slope
from dashboard.figures.steps import bounds, step_of
from dashboard.figures.trend import trend
from dashboard.numbers import counted, figure
from dashboard.pages.explore.content import content
from dashboard.pages.explore.form import form
from dashboard.pages.explore.kinds import KINDS
from dashboard.pages.explore.kinds.change import two_years
from dashboard.pages.explore.kinds.scatter import pairs_of, rank_correlation
from dashboard.pages.explore.regions import regions_of
from dashboard.pages.explore.words import announced
from dashboard.reading.explored import Findings, find
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import lines, rows
from dashboard.theme import DARK_TWIN, LIGHT, STEPS
from dashboard.words.absence import why
from indicators.absence import Absence
from tests.dashboard.reader import kind, text
from tests.dashboard.test_theme import contrast


def found_of(snapshot: Snapshot, query: str) -> Findings:
    """What the view of an address finds."""
    view, problems = read_view(parse_qsl(query), snapshot.catalogue, KINDS)
    assert not problems
    return find(snapshot, view)


def said_of(found: Findings) -> str:
    """The title of what a view found."""
    return KINDS[found.view.kind.name].title(found)


def tiles_of(found: Findings) -> str:
    """The drawing of a map, as HTML."""
    (figure_,) = KINDS["map"].picture(found)
    return next(getattr(one, "data-html") for one in kind(figure_, "Div") if getattr(one, "data-grid", "") == "tiles")


def test_a_crowd_is_one_path(snapshot: Snapshot):
    """Of 200 economies all but the ends are one trace, named by how many they are, whose parts begin where lines begin;
    no point is lost.
    """
    found = found_of(snapshot, "area_type=economy&area=WLD")
    drawn = trend(found.frame, found.indicator, None, found.colours)
    assert len(drawn["data"]) < 10
    path = drawn["data"][0]
    starts = path["meta"]["starts"]
    every = lines(rows(found.frame))
    apart = {trace["name"] for trace in drawn["data"]} - {path["name"]}
    assert len(apart) == 3  # the world, the lowest and the highest
    assert path["name"] == f"{found.frame['area_id'].nunique() - 3} other economies"
    assert len(starts) == sum(line[0].short_name not in apart for line in every)
    assert path["y"][starts[1] - 1] is None
    marked = [y for trace in drawn["data"] if trace.get("hoverinfo") != "skip" for y in trace["y"] if y is not None]
    assert Counter(marked) == Counter(found.frame["value"])
    assert set(re.findall("#[0-9a-f]{6}", json.dumps(drawn))) <= set(DARK_TWIN)


def test_a_logarithmic_axis(snapshot: Snapshot):
    """On a logarithmic axis ranges and labels are powers of ten, the points values; with a zero it is not drawn so."""
    found = found_of(snapshot, "indicator=mobile_basket_2gb&axis=log")
    drawn = trend(found.frame, found.indicator, None, found.colours, axis_kind="log")
    low, high = drawn["layout"]["yaxis"]["range"]
    assert drawn["layout"]["yaxis"]["type"] == "log"
    assert 10**low < found.frame["value"].min() < found.frame["value"].max() < 10**high
    ends = [note["y"] for note in drawn["layout"]["annotations"] if note.get("xref") == "paper"]
    assert all(low - 0.2 <= place <= high + 0.2 for place in ends)


def test_panels_share_an_axis_and_hold_all(snapshot: Snapshot):
    """Each panel has its own axes at its own place, one range where they share a unit, and every row as a point."""
    found = found_of(snapshot, "chart=panels")
    shown = [Panel(name, same, found.indicator) for name, same in found.frame.groupby("short_name", sort=False)]
    drawn = panels(shown, found.colours)
    layout = drawn["layout"]
    axes = [key for key in layout if key.startswith("yaxis")]
    assert len(axes) == len(shown) == 7
    assert len({tuple(layout[key]["range"]) for key in axes}) == 1
    places = {(tuple(layout[key]["domain"]), tuple(layout[key.replace("y", "x", 1)]["domain"])) for key in axes}
    assert len(places) == 7
    assert Counter(y for trace in drawn["data"] for y in trace["y"]) == Counter(found.frame["value"])
    prices = found_of(snapshot, "indicator=mobile_basket_2gb&chart=panels")
    apart = [Panel(name, same, prices.indicator) for name, same in prices.frame.groupby("short_name", sort=False)]
    for shared, ranges in ((True, 1), (False, len(apart))):
        layout = panels(apart, prices.colours, shared=shared)["layout"]
        found_ranges = {tuple(layout[key]["range"]) for key in layout if key.startswith("yaxis")}
        assert len(found_ranges) == ranges


def test_a_panel_labels_each_of_its_lines(snapshot: Snapshot):
    """A panel of several areas labels them all; of a crowd those that stand out, and how many others there are."""
    for query, labels in (("", 7), ("&member_of=LDC&area=WLD", 4)):
        found = found_of(snapshot, f"chart=panels&split=indicator{query}")
        many = found.frame["area_id"].nunique()
        drawn = panels([Panel("Internet users", found.frame, found.indicator)], found.colours)
        ends = [note["text"] for note in drawn["layout"]["annotations"] if note.get("yref") == "y"]
        assert len(ends) == labels
        assert [end for end in ends if "other" in end] == ([f"{many - 3} other economies"] if query else [])


def test_the_panels_of_one_area_name_it(snapshot: Snapshot):
    """Of one area beside no other the title says which it is; its lines end in their figures alone."""
    found = found_of(snapshot, "chart=panels&area=KEN&indicator=internet_users,mobile_owners")
    assert "Kenya" in said_of(found)
    (figure_,) = kind(KINDS["panels"].picture(found), "Figure")
    notes = kind(figure_, "Store")[0].data["layout"]["annotations"]
    assert not [note["text"] for note in notes if "Kenya" in note["text"]]


def test_names_of_discs_are_free(snapshot: Snapshot):
    """Most of the nine most populous are named, over no disc; a name far from its disc is led to it."""
    found = found_of(snapshot, "chart=scatter")
    across, up = (Measured(one, found.benchmarks[one.id]) for one in found.indicators)
    drawn = scatter(pairs_of(found), across, up, {one: one for one in LIGHT})["layout"]
    names = drawn["annotations"][-drawn["meta"]["names"] :]
    assert len(names) > 6
    assert "China" in [note["text"] for note in names]
    assert all(bool(note.get("ax") or note.get("ay")) == note["showarrow"] for note in names)


def test_a_slope_tells_no_change_across_a_break(snapshot: Snapshot):
    """China's shares have a break in 2023: its line is dotted and called a break; others say their change."""
    found = found_of(snapshot, "chart=change&area=CHN,IND&from=2020&to=2024")
    drawn = slope(found.frame, found.indicator, found.colours)
    by_name = {trace["name"]: trace for trace in drawn["data"]}
    assert by_name["China"]["line"]["dash"] == "dot"
    assert by_name["India"]["line"]["dash"] == "solid"
    labels = " ".join(note["text"] for note in drawn["layout"]["annotations"])
    assert re.search(r"China [^(]+\(break\)", labels)
    india = found.frame[found.frame["area_id"] == "IND"].set_index("year")["value"]
    assert f"(+{india[2024] - india[2020]:.1f})" in labels
    assert said_of(found).endswith("from 2020 to 2024; left out 1 for a break")


def test_the_two_years_of_a_change(snapshot: Snapshot):
    """Without a wish the newest year that half of the lines have, and one about ten years before; else those asked."""
    economies = found_of(snapshot, "chart=change&area_type=economy")
    assert two_years(economies.all_rows, economies.view) == (2014, 2024)
    asked = found_of(snapshot, "chart=change&area_type=economy&from=2010&to=2020")
    assert set(asked.frame["year"]) == {2010, 2020}
    assert (asked.frame.groupby("area_id")["year"].count() == 2).all()
    one = found_of(snapshot, "chart=change&area_type=economy&from=2020&to=2020")
    assert one.frame.empty
    assert "No line has a figure in both years" in text(content(one, []))


def test_a_year_that_just_half_of_the_lines_have(snapshot: Snapshot):
    """A year that two of four lines have counts as one that half of them have; one that a single line has does not."""
    years = {"KEN": (2014, 2024, 2025), "UGA": (2014, 2024), "TZA": (2014, 2020), "RWA": (2014, 2020)}
    total = {"sex": "both", "age": "all", "location": "total", "level": ""}
    frame = pd.DataFrame([{"area_id": area_id, "year": year} | total for area_id, of in years.items() for year in of])
    view, _ = read_view([("chart", "change")], snapshot.catalogue, KINDS)
    assert two_years(frame, view) == (2014, 2024)


def test_pairs_of_a_scatter(snapshot: Snapshot):
    """A disc stands for an economy with both figures; its region and people are the warehouse's."""
    found = found_of(snapshot, "chart=scatter&indicator=internet_users,gci_score")
    pairs = pairs_of(found)
    assert len(pairs) == found.frame["area_id"].nunique() == len(found.frame) / 2
    kenya = next(pair for pair in pairs if pair.x.area_id == "KEN")
    assert (kenya.x.indicator_id, kenya.y.indicator_id) == ("internet_users", "gci_score")
    assert kenya.region == "ITU-AFR"
    people = snapshot.frame("select arg_max(people, year) as n from populations where area_id = 'KEN'")["n"].iloc[0]
    assert kenya.people == people
    x, y = [pair.x.value for pair in pairs], [pair.y.value for pair in pairs]
    rank = rank_correlation(x, y)
    assert rank == pytest.approx(np.corrcoef(*(np.argsort(np.argsort(one)) for one in (x, y)))[0, 1], abs=0.02)
    assert f"rank correlation {rank:.2f}" in said_of(found)


def test_the_area_of_a_disc_stands_for_the_people(snapshot: Snapshot):
    """A disc of four times the people is twice as wide, beyond the smallest one, which stands for people unknown."""
    found = found_of(snapshot, "chart=scatter&indicator=internet_users,gci_score&area=KEN,UGA,TZA")
    people = (400.0, 100.0, None)
    pairs = [replace(pair, people=count) for pair, count in zip(pairs_of(found), people, strict=True)]
    across, up = (Measured(one) for one in found.indicators)
    (drawn,) = scatter(pairs, across, up, {"ITU-AFR": "Africa"})["data"]
    largest, middle, smallest = drawn["marker"]["size"]
    assert largest - smallest == 2 * (middle - smallest) > 0


def test_rank_correlation():
    """1 for the same order, −1 for the reverse, 0 where one does not vary; ties share their ranks."""
    assert rank_correlation([1, 2, 3], [10, 20, 90]) == pytest.approx(1)
    assert rank_correlation([1, 2, 3], [3, 2, 1]) == pytest.approx(-1)
    assert rank_correlation([1, 2, 3], [5, 5, 5]) == 0
    assert rank_correlation([1, 2, 2, 3], [1, 2, 3, 4]) == pytest.approx(0.9486832981)


def test_steps(snapshot: Snapshot):
    """Shares step every twenty points; other figures in rounded fifths; a bound belongs to the step it begins."""
    share = snapshot.catalogue.indicator_by_id["internet_users"]
    price = snapshot.catalogue.indicator_by_id["mobile_basket_2gb"]
    assert bounds([3, 99], share) == (20, 40, 60, 80)
    assert [step_of(value, (20, 40, 60, 80)) for value in (0, 19.9, 20, 79, 80, 100)] == [1, 1, 2, 4, 5, 5]
    assert bounds([0.512, 1.04, 2.2, 4.31, 9.87], price) == (1.0, 2.2, 4.3, 9.9)


def test_steps_can_be_read():
    """On each step its text reaches 4.5:1, in both schemes."""
    assert all(contrast(*scheme) >= 4.5 for step in STEPS for scheme in step)


def test_every_member_state_has_a_tile_that_says_something(snapshot: Snapshot):
    """A tile says its figure with year, edition and source, or why there is none; it leads to the profile."""
    found = found_of(snapshot, "chart=map")
    markup = tiles_of(found)
    tiles = dict(re.findall(r'data-cell="(\w+)" data-about="([^"]+)"', markup))
    assert len(tiles) == 194
    kenya = found.frame[found.frame["area_id"] == "KEN"].iloc[0]
    value = figure(kenya["value"], found.indicator)
    assert tiles["KEN"] == f"Kenya: {value} in {kenya['year']}, edition {kenya['edition']}, {kenya['source']}"
    households = found_of(snapshot, "chart=map&indicator=households_internet")
    without = dict(re.findall(r'data-cell="(\w+)" data-about="([^"]+)"', tiles_of(households)))
    reasons = households.reasons["households_internet"]
    assert "PRK" in reasons
    assert all(unescape(without[area_id]) == f"{one.area.name}: {why(one)}" for area_id, one in reasons.items())
    assert markup.count('href="/areas/') == 194
    assert markup.count("field tile none") == 194 - len(found.frame)
    assert tiles_of(households).count("field tile none") == 194 - len(households.frame) > 0
    chosen = found_of(snapshot, "chart=map&member_of=LDC")
    others = tiles_of(chosen)
    assert "not among the areas chosen" in others
    assert others.count('class="field tile unasked"') == 194 - len(chosen.areas)


def test_a_tile_shows_one_breakdown(snapshot: Snapshot):
    """Of women and men side by side a map draws the women's figures alone, in tiles, title, words and file alike."""
    found = found_of(snapshot, "chart=map&indicator=mobile_owners&sex=female,male")
    assert set(found.frame["sex"]) == {"female"}
    assert not found.frame["area_id"].duplicated().any()
    markup = tiles_of(found)
    shown = dict(re.findall(r'data-cell="(\w+)" data-about="[^:]+: ([\d.]+)', markup))
    assert {row.area_id: round(row.value, 1) for row in found.frame.itertuples()} == {
        area_id: float(value) for area_id, value in shown.items()
    }
    verdicts = found_of(snapshot, "chart=map&show=status&indicator=mobile_owners&sex=female,male").verdicts
    assert not verdicts["area_id"].duplicated().any()
    assert verdicts["sex"].nunique() == 1


def test_no_change_is_told_of_computed_means(snapshot: Snapshot):
    """Groups computed from economies that differ from year to year get no change, in the title as in the labels."""
    found = found_of(snapshot, "chart=change&indicator=coverage_4g&from=2019&to=2020")
    computed = found.frame[found.frame["economies_with_data"].notna()]
    assert computed["area_id"].nunique() == 6
    drawn = slope(found.frame, found.indicator, found.colours)
    labels = [note["text"] for note in drawn["layout"]["annotations"] if note["xanchor"] == "left"]
    assert sum("(computed)" in label for label in labels) == 6
    told = said_of(found)
    assert told == "4G coverage: 2019 and 2020 do not compare, as computed from economies that differ"
    beside = found_of(snapshot, "area=WLD,ITU-AFR&indicator=coverage_4g")
    assert "gained" not in said_of(beside)


def test_every_benchmark_drawn_names_its_source(snapshot: Snapshot):
    """A chart of two indicators names the sources of both benchmarks, not of the first alone."""
    found = found_of(snapshot, "chart=scatter&indicator=internet_users,gci_score")
    (figure_,) = kind(content(found, []), "Figure")
    levels = [indicator.benchmark_for("KEN") for indicator in found.indicators]
    assert all(level and level.source in text(figure_) for level in levels)


PRICES = "chart=scatter&indicator=mobile_basket_5gb,internet_users"


def test_prices_have_a_logarithmic_axis(snapshot: Snapshot):
    """A scatter draws prices on a logarithmic axis that says so, on a linear one where the address asks for it; the
    axis of shares stays as it is, and benchmark and figures stand in either.
    """
    found, linear = (found_of(snapshot, f"{PRICES}{more}") for more in ("", "&axis=linear"))
    drawn, plain = (KINDS[one.view.kind.name].figure(one)["layout"] for one in (found, linear))
    (low, high), prices = drawn["xaxis"]["range"], [pair.x.value for pair in pairs_of(found)]
    assert drawn["xaxis"]["type"] == "log"
    assert drawn["xaxis"]["title"]["text"].endswith(", logarithmic")
    assert 10**low < min(prices) < max(prices) < 10**high
    named = next(note for note in drawn["annotations"] if note["text"].startswith("Benchmark <"))
    assert 10 ** named["x"] == pytest.approx(found.benchmarks["mobile_basket_5gb"].value)
    assert drawn["yaxis"] == plain["yaxis"]
    assert "type" not in plain["xaxis"]
    assert "logarithmic" not in str(plain)
    assert linear.view.query_string().endswith("axis=linear")
    assert 'name="axis"' in form(found)
    assert 'name="axis"' not in form(found_of(snapshot, "chart=scatter&indicator=internet_users,gci_score"))


def test_a_price_of_zero_is_told(snapshot: Snapshot):
    """What costs nothing has no place on a logarithmic axis: a sentence names who is not drawn, and on a linear axis
    all are.
    """
    found, linear = (found_of(snapshot, f"{PRICES}&area=KEN,UGA,TZA{more}") for more in ("", "&axis=linear"))
    free = (found.frame["area_id"] == "UGA") & (found.frame["indicator_id"] == "mobile_basket_5gb")
    found, linear = (
        replace(one, frame=one.frame.assign(value=one.frame["value"].mask(free, 0.0))) for one in (found, linear)
    )
    count = lambda one: sum(len(trace["x"]) for trace in KINDS[one.view.kind.name].figure(one)["data"])  # noqa: E731
    assert (count(found), count(linear)) == (2, 3)
    (said,) = KINDS[found.view.kind.name].notes(found)
    assert said.startswith("A logarithmic axis has no place for zero: not drawn is ")
    assert "of Uganda." in said
    assert not KINDS[linear.view.kind.name].notes(linear)


@pytest.mark.parametrize("asked", ["to=2020", "from=2030", "edition=2024", "edition=all", "year=2018"])
def test_a_map_of_status_knows_no_years(snapshot: Snapshot, asked: str):
    """Judgements rest on all years and the newest edition: whatever else is asked for, address, picture, words and
    table are those of the map of status.
    """
    found, plain = (found_of(snapshot, f"chart=map&show=status&{more}") for more in (asked, ""))
    assert found.view.query_string() == "chart=map&show=status"
    assert text(content(found, [])) == text(content(plain, []))


def test_the_form_of_a_map_of_status(snapshot: Snapshot):
    """The form offers what the chart knows: years and editions of figures, not of judgements."""
    by_value, by_status = (form(found_of(snapshot, f"chart=map&show={show}")) for show in ("value", "status"))
    for key in ("from", "to", "year", "edition"):
        assert f'name="{key}"' in by_value
        assert f'name="{key}"' not in by_status


@pytest.mark.parametrize("areas", ["", "area=PRK", "member_of=LDC"])
def test_a_map_of_status_counts_what_it_draws(snapshot: Snapshot, areas: str):
    """Button and announcement count the tiles that have a status, which are the rows of the file; a sentence says that
    these are judgements. Areas without a figure are drawn, and missing in the table only.
    """
    found = found_of(snapshot, f"chart=map&show=status&indicator=households_internet&{areas}")
    parts = content(found, [])
    tiles, absent = tiles_of(found).count('class="field tile s-'), len(found.areas) - len(found.frame)
    assert tiles == len(found.exported) == len(found.areas)
    assert absent > 0 or areas == "member_of=LDC"
    (button,) = [one for one in kind(parts, "A") if getattr(one, "id", "") == "download-csv"]
    assert text(button) == f"Download CSV ({counted(tiles, 'row')})"
    assert announced(found) == f"Now shown: Households with Internet access at home, {counted(tiles, 'judgement')}."
    said = text(parts)
    assert (f"The file holds {counted(tiles, 'judgement')}, one for each tile" in said) == (len(found.frame) > 0)
    assert "not drawn" not in said
    assert (f"Households with Internet: {absent} of {len(found.areas)} areas have no figure, and why" in said) == (
        absent > 0
    )


def test_one_figure_is_one(snapshot: Snapshot):
    """One figure is announced as one, and its file holds one row."""
    found = found_of(snapshot, "chart=ranking&area=WLD")
    assert announced(found).endswith(", 1 figure.")
    assert "Download CSV (1 row)" in text(content(found, []))


def test_what_nobody_judges_has_no_status(snapshot: Snapshot):
    """Of an indicator without judgements the map of status says so; no year is to blame."""
    found = found_of(snapshot, "chart=map&show=status&indicator=population")
    assert found.is_blank
    assert "What is chosen is not judged, so there is no status to show. Population: figures are held" in text(
        content(found, [])
    )
    assert announced(found) == "Nothing to draw; the page says why."


def test_no_area_is_not_every_area(snapshot: Snapshot):
    """A map has no tile for a group of one's own: without another area nothing is drawn, and it says so."""
    found = found_of(snapshot, "chart=map&group=ESP,PRT")
    assert found.frame.empty
    assert "No area is chosen" in text(content(found, []))


def test_the_map_of_status(snapshot: Snapshot):
    """The map of status shows each economy's verdict with its reason; its title counts the tiles."""
    found = found_of(snapshot, "chart=map&show=status&indicator=households_internet")
    verdicts = found.verdicts
    markup = tiles_of(found)
    shown = Counter(re.findall(r'class="field tile s-(\w+)[" ]', markup))
    assert shown == Counter(verdicts["status"])
    assert markup.count(" patterned") == (verdicts["reason"] == "no_data").sum() > 0
    assert f"{shown['met']} met" in said_of(found)
    assert f"{shown['not_assessable']} not assessable" in said_of(found)


def test_why_areas_are_missing(snapshot: Snapshot):
    """Each area without a drawn row has a reason; areas with one have none."""
    found = found_of(snapshot, "chart=ranking&area_type=economy&year=2019")
    reasons = found.reasons[found.indicator.id]
    shown = set(found.frame["area_id"])
    assert shown | set(reasons) == {area.area_id for area in found.areas}
    assert not shown & set(reasons)
    assert {one.reason for one in reasons.values()} >= {Absence.OTHER_YEARS}
    assert any(why(one).startswith("no figure of 2019; figures are held for ") for one in reasons.values())


@pytest.mark.parametrize("edition", ["latest", "all"])
@pytest.mark.parametrize("chart", [name for name, one in KINDS.items() if not one.of_tiles])
def test_a_year_of_other_editions_alone(snapshot: Snapshot, chart: str, edition: str):
    """Of a year that only other editions have figures of, every kind of chart draws those and says so, or says where
    they are; none says that there is no figure.
    """
    indicators = "internet_users,coverage_3g" if KINDS[chart].pair else "internet_users"
    query = f"chart={chart}&indicator={indicators}&area=LDC,ITU-AFR&from=2020&to=2020&edition={edition}"
    found = found_of(snapshot, query)
    said = text(content(found, []))
    assert ("only editions that are not shown first have a figure" in said) or (chart == "table" and len(found.frame))
    assert not re.search("There is no figure|No line has|No economy has", said)


def test_the_title_of_one_year(snapshot: Snapshot):
    """The title of several indicators names one year once."""
    one = found_of(snapshot, "indicator=internet_users,mobile_basket_2gb&from=2022&to=2022")
    assert said_of(one).endswith(", 2022")
    assert said_of(found_of(snapshot, "indicator=internet_users,mobile_basket_2gb&from=2022")).count("–") == 1


def test_where_the_figures_of_a_year_are(snapshot: Snapshot):
    """A ranking of a year says of which areas other editions have a figure, and each of these draws them by name."""
    query = "chart=ranking&indicator=coverage_3g&area=LDC,ITU-AFR,VAT"
    found = found_of(snapshot, f"{query}&year=2020")
    (reason,) = [one for one in kind(content(found, []), "P") if getattr(one, "className", "") == "why-empty"]
    assert text(reason).startswith(
        "Of 2 of 3 areas only editions that are not shown first have a figure of these years: a trend or a table of "
        "all editions shows them, any chart those of one edition chosen by name. "
    )
    reasons = found.reasons["coverage_3g"]
    assert why(reasons["LDC"]) == "only editions that are not shown first have a figure of 2020"
    assert len(found_of(snapshot, f"{query}&year=2020&edition=ITU DataHub, Dec 2025").frame) == 2


def test_the_year_asked_for_is_offered(snapshot: Snapshot):
    """The field of the year says the year of the address, where only other editions have a figure of it, too."""
    for year in ("2020", "2024"):
        fields = form(found_of(snapshot, f"chart=ranking&area=WLD&year={year}"))
        assert re.search(f'<option value="{year}" selected[^>]*>{year}<', fields.partition('name="year"')[2]), year


def test_regions(snapshot: Snapshot):
    """Every Member State has its region."""
    regions = regions_of(snapshot.catalogue, snapshot.build.built_at.year)
    assert all(regions[tile.area_id].startswith("ITU-") for tile in snapshot.catalogue.tiles)
    assert set(regions.values()) <= set(LIGHT)


@pytest.mark.parametrize("query", ["", "chart=ranking", "chart=change", "chart=scatter", "chart=map", "chart=heat"])
def test_words_hold_the_figures(snapshot: Snapshot, query: str):
    """The text of a chart names every area with its first and newest figure as the chart has them."""
    found = found_of(snapshot, query)
    said = KINDS[found.view.kind.name].words(found)
    for indicator in found.indicators:
        frame = found.of(indicator)
        for _, line in frame[frame["is_headline"]].groupby("area_id"):
            for row in (line.iloc[0], line.iloc[-1]):
                assert row["area"] in said
                assert figure(row["value"], indicator, row["qualifier"]) in said


def test_a_view_without_figures_says_what_there_is(snapshot: Snapshot):
    """In the place of the chart stands why there is none, and what exists of the indicator."""
    found = found_of(snapshot, "area=VAT&indicator=gci_score&from=2000&to=2001")
    parts = content(found, [])
    assert not kind(parts, "Figure")
    said = text(parts)
    assert "There is no figure for the areas, breakdowns, years and edition chosen." in said
    assert "figures are held for 2020–2024" in said


def test_an_area_beside_the_world(snapshot: Snapshot):
    """Of one area and the world the title says how far it came and how far it is from the world, from the figures."""
    found = found_of(snapshot, "area=WLD,ITU-AFR")
    frame = found.frame[found.frame["is_headline"]]
    figures = frame.set_index(["area_id", "year"])["value"]
    first, last = (int(year(frame[frame["area_id"] == "ITU-AFR"]["year"])) for year in (min, max))
    gained = figures["ITU-AFR", last] - figures["ITU-AFR", first]
    gap = figures["WLD", last] - figures["ITU-AFR", last]
    assert said_of(found) == (
        f"Internet users: Africa gained {gained:.1f} points from {first} to {last}; "
        f"it is {gap:.1f} points behind the world in {last}"
    )
    assert "gained" not in said_of(found_of(snapshot, "area=WLD,CHN"))  # a break lies between


@pytest.mark.parametrize("chart", ["heat", "ranking", "change", "map"])
def test_a_place_holds_one_figure(snapshot: Snapshot, chart: str):
    """Of an edition that has a published and a computed figure of one area and year, the published one is drawn."""
    found = found_of(snapshot, f"chart={chart}&indicator=internet_gender_parity&edition=2024")
    assert not found.frame.duplicated(["area_id", "sex", "age", "location", "level", "year"]).any()
    both = found_of(snapshot, "chart=table&indicator=internet_gender_parity&edition=2024").frame
    assert both.duplicated(["area_id", "year"]).any()


def test_an_empty_view_names_the_breakdowns_that_exist(snapshot: Snapshot):
    """A view without figures names what its indicator is broken down by, and no total among it."""
    shown = kind(content(found_of(snapshot, "area=PRK&indicator=mobile_owners"), []), "P")
    (reason,) = [one for one in shown if getattr(one, "className", "") == "why-empty"]
    assert text(reason).endswith(
        "figures are held for 2013–2025 (World, ITU regions, Development levels, Income groups, Economies); "
        "broken down by sex Women, Men."
    )
