"""Colours: legible in both schemes, and each the twin of exactly one other."""

import math
import re
from types import SimpleNamespace

import pytest
from flask.testing import FlaskClient

from dashboard.reading.warehouse import Snapshot
from dashboard.theme import COLOURS, DARK_TWIN, LIGHT, MOST_LINES, TINTS, colours_of, colours_of_breakdowns, stylesheet
from indicators.vocabulary import AreaType, Status

SURFACES = ("page", "card")
HAIRLINE = ("line",)  # parts rows and grids that the eye also finds without it
REGIONS = tuple(name for name in COLOURS if name.startswith("ITU-"))
MARKS = ("mark",)  # borders, ticks and notches: never text
TEXT = [name for name in COLOURS if name not in (*SURFACES, *HAIRLINE, *MARKS)]


def luminance(colour: str) -> float:
    """The relative luminance of #rrggbb, after WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, after WCAG 2."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_right():
    """Black on white has 21, and the grey #767676 just 4.5."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("name", TEXT)
def test_text_is_legible(name: str, surface: str, scheme: int):
    """Every colour that text or the label of a line can wear has 4.5:1 on the page and on a card."""
    assert contrast(COLOURS[name][scheme], COLOURS[surface][scheme]) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("name", MARKS)
def test_marks_are_seen(name: str, surface: str, scheme: int):
    """Marks have 3:1 on the page and on a card."""
    assert contrast(COLOURS[name][scheme], COLOURS[surface][scheme]) >= 3


@pytest.mark.parametrize("name", ["ink", "soft", "line", "mark", "accent", *Status, *REGIONS])
def test_both_schemes_have_the_same_contrast(name: str):
    """The ground, statuses and regions stand out from the page as much in the dark scheme as in the light one."""
    light, dark = (contrast(COLOURS[name][scheme], COLOURS["page"][scheme]) for scheme in (0, 1))
    assert dark == pytest.approx(light, rel=0.16)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("name", TINTS)
def test_ink_is_legible_on_tints(name: str, scheme: int):
    """Ink has 4.5:1 on a field that a status fills, and the field is told from the page."""
    assert contrast(COLOURS["ink"][scheme], TINTS[name][scheme]) >= 4.5
    assert contrast(COLOURS["page"][scheme], TINTS[name][scheme]) >= 1.5


def test_every_colour_has_one_twin():
    """No two names share a light colour, so that the swap to dark is one-to-one."""
    assert len(DARK_TWIN) == len(COLOURS)
    assert not set(DARK_TWIN) & set(DARK_TWIN.values())
    for pair in COLOURS.values():
        assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in pair)


def test_areas_wear_colours_in_which_they_are_labelled(snapshot: Snapshot):
    """Whatever areas are shown, each wears a colour in which text is legible; the world is ink."""
    areas = snapshot.catalogue.areas
    economies = [area for area in areas if area.area_type is AreaType.ECONOMY]
    allowed = {LIGHT[name] for name in TEXT}
    for shown in (areas, economies[:1], economies[:MOST_LINES], economies):
        assert set(colours_of(shown).values()) <= allowed
    assert colours_of(areas)["WLD"] == LIGHT["ink"]


def test_regions_and_groups_keep_their_colour(snapshot: Snapshot):
    """A region or group wears the same colour in every company, and no two of one kind the same."""
    for kind in (AreaType.ITU_REGION, AreaType.DEVELOPMENT_LEVEL, AreaType.INCOME_GROUP):
        members = [area for area in snapshot.catalogue.areas if area.area_type is kind and not area.composite]
        together = colours_of(members)
        assert len(set(together.values())) == len(members)
        assert together == {area.area_id: LIGHT[area.area_id] for area in members}
        assert colours_of(members[1:2]) == {members[1].area_id: together[members[1].area_id]}


def test_economies_take_turns(snapshot: Snapshot):
    """Up to eight economies are told apart; of more none stands out."""
    economies = [area for area in snapshot.catalogue.areas if area.area_type is AreaType.ECONOMY]
    assert len(set(colours_of(economies[:8]).values())) == 8
    assert set(colours_of(economies[:9]).values()) == {LIGHT["soft"]}


def test_stylesheet(client: FlaskClient):
    """The style sheet holds every colour of both schemes, chosen or taken from the system."""
    css = stylesheet()
    for name, (light, dark) in COLOURS.items():
        assert css.count(f"--{name.lower()}:{light};") == 1
        assert css.count(f"--{name.lower()}:{dark};") == 2
    answer = client.get("/colours.css")
    assert (answer.text, answer.mimetype) == (css, "text/css")


def apart(one: str, other: str) -> float:
    """The distance of two colours in OKLab, in hundredths; two can just be told apart."""

    def lab(colour: str) -> tuple[float, float, float]:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
        middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
        short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
        return (
            0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
            1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short,
            0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short,
        )

    return 100 * math.dist(lab(one), lab(other))


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_no_economy_wears_a_regions_colour(scheme: int):
    """The colours of economies, of women and men, of town and country, and of the LDCs are none of a region's."""
    regions = [COLOURS[name][scheme] for name in COLOURS if name.startswith("ITU-")]
    own = [
        name for name in COLOURS if name.startswith("series-") or name in ("LDC", "female", "male", "urban", "rural")
    ]
    for name in own:
        assert min(apart(COLOURS[name][scheme], region) for region in regions) > 4.5, name
    economies = [COLOURS[name][scheme] for name in own if name.startswith("series-")]
    for n, one in enumerate(economies):
        assert all(apart(one, other) > 8 for other in economies[:n])


def test_women_and_men_keep_their_colours():
    """Women and men wear their own colours whatever else is shown."""
    rows = [
        SimpleNamespace(area_id="WLD", sex=sex, age="all", location="total", level="") for sex in ("male", "female")
    ]
    worn = colours_of_breakdowns(rows)
    assert list(worn.values()) == [LIGHT["male"], LIGHT["female"]]
