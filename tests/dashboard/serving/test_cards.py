"""The pictures of views: of the right size, legible, kept, and none where no page is."""

import io

import pytest
from flask.testing import FlaskClient
from PIL import Image

from dashboard import theme
from dashboard.serving.cards import CARDS, HEIGHT, WIDTH, drawing, wrapped
from dashboard.serving.heads import Card
from dashboard.serving.lifetimes import FOR_EVER, UNTIL_CHANGED
from indicators.vocabulary import Status

LONG = "The world beside the least developed countries and the landlocked ones: " * 4


def picture(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    assert image.format == "PNG"
    return image.convert("RGB")


@pytest.mark.parametrize(
    "path", ["index", "targets/1.7", "targets/2.2", "areas/KEN", "indicators/gci_score", "explore"]
)
def test_every_kind_of_page_has_a_picture(client: FlaskClient, path: str):
    """A picture is 1200 × 630, small, and kept by caches as long as it is that of the build in its address."""
    build = client.get("/api/v1/targets").json["meta"]["build_id"]
    answer = client.get(f"/cards/{path}.png?build={build}")
    assert answer.status_code == 200
    assert picture(answer.data).size == (WIDTH, HEIGHT)
    assert len(answer.data) < 80_000
    assert answer.headers["Cache-Control"] == FOR_EVER
    assert client.get(f"/cards/{path}.png?build=another").headers["Cache-Control"] == UNTIL_CHANGED
    again = client.get(f"/cards/{path}.png", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("path", ["nowhere", "targets/9.9", "areas/ATLANTIS"])
def test_no_picture_of_no_page(client: FlaskClient, path: str):
    """Where no page is there is no picture."""
    assert client.get(f"/cards/{path}.png").status_code == 404


@pytest.mark.parametrize("status", list(Status))
def test_a_status_has_its_shape_and_colour(status: Status):
    """Each status is drawn in its colour; no two shapes cover the same."""
    card = Card("Kicker", "A finding", "73.6\u202f%", "World, 2025", status, ("Benchmark ≥\u202f95\u202f%",), "Source")
    image = picture(drawing(card))
    colours = {colour for _, colour in image.getcolors(1 << 20)}
    wanted = tuple(bytes.fromhex(theme.LIGHT[status][1:]))
    assert min(sum(abs(a - b) for a, b in zip(wanted, one, strict=True)) for one in colours) < 12


def test_shapes_differ():
    """The nine shapes differ where colours are not seen."""
    marks = set()
    for status in Status:
        image = picture(drawing(Card("", "A", "1", "", status))).convert("L").crop((100, 360, 420, 420))
        marks.add(image.point(lambda value: 255 * (value > 200)).resize((80, 15)).tobytes())
    assert len(marks) == len(Status)


@pytest.mark.parametrize(
    "card",
    [
        Card(LONG, LONG, "1\u202f234\u202f567.8 billion people", LONG, "slow", (LONG, LONG), LONG),
        Card("", LONG, lines=(LONG, LONG)),
        Card("", "word" * 60),
        Card("", ""),
    ],
)
def test_long_words_stay_inside(card: Card):
    """Whatever is written, the margins stay empty."""
    image = picture(drawing(card))
    page = image.getpixel((5, 300))
    for x in (30, WIDTH - 12):
        assert {image.getpixel((x, y)) for y in range(20, HEIGHT)} == {page}
    assert {image.getpixel((x, HEIGHT - 10)) for x in range(WIDTH)} == {page}


def test_lines_are_broken_at_spaces():
    """Text is broken into as few lines as there is room for, within a word only where that is too wide."""
    assert wrapped("one two three enormously so", len, 9) == ["one two", "three", "enormousl", "y so"]


def test_pictures_are_kept(client: FlaskClient):
    """A picture is drawn once, however it is asked for."""
    client.get("/cards/methods.png")
    before = len(CARDS)
    client.get("/cards/methods.png?build=another")
    assert len(CARDS) == before <= 128
