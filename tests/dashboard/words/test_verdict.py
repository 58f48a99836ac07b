"""Every verdict follows from its numbers as they are shown."""

import re

import pytest

from dashboard.address.selection import Selection
from dashboard.numbers import MINUS, THIN
from dashboard.reading.judgements import progress
from dashboard.reading.selected import observations as figures
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import Judgement, judgements, known, observations, rows
from dashboard.words.pace import closes_percent, vote_text
from dashboard.words.verdict import arithmetic, firmness, recent_text, rule, start_text
from indicators.catalogue import Catalogue
from indicators.methods import METHODS
from indicators.model import Indicator
from indicators.vocabulary import Status

SHOWN = re.compile(r"^\((\S+) − (\S+)\) / \((\S+) − (\S+)\) = (\S+)$")


def told(text: str) -> float:
    """A number as a reader takes it from the page."""
    return float(text.replace(THIN, "").replace(MINUS, "-"))


@pytest.fixture
def judged(snapshot: Snapshot) -> list[Judgement]:
    """Every judgement of the warehouse against the default benchmarks."""
    return rows(progress(snapshot, Selection()))


def of(row: Judgement, catalogue: Catalogue) -> Indicator:
    return catalogue.indicator_by_id[row.indicator_id]


def test_the_share_follows_from_the_numbers_as_shown(judged: list[Judgement], snapshot: Snapshot):
    """Now, expected and benchmark, read from the page, give the share that the page shows, and the verdict it makes."""
    checked = 0
    for row in judged:
        sum_ = arithmetic(row, of(row, snapshot.catalogue))
        if sum_ is None:
            continue
        expected, now, goal, again, closes = (told(one) for one in SHOWN.match(sum_.formula.replace(" ", " ")).groups())
        assert now == again, row
        share = (expected - now) / (goal - now)
        assert closes == pytest.approx(share, abs=0.0051), row
        assert closes_percent(share) == closes_percent(row.closes), row
        if row.status in ("moderate", "slow"):
            assert (share >= 0.5) == (closes >= 0.5) == (row.status == "moderate"), row
        checked += 1
    assert checked > 1000


@pytest.mark.parametrize(
    ("area", "said"),
    [
        ("PER", f"Figures below 5{THIN}% are a start and tell no pace: it is measured from 2021 on."),
        ("KEN", ""),
        ("DEU", ""),
    ],
)
def test_a_start_that_is_left_out(snapshot: Snapshot, area: str, said: str):
    """Where the start of a network is left out of its pace, the page says from when on it is measured."""
    asked = Selection(indicator=("coverage_5g",), area=(area,), horizon=("2030",))
    (row,) = judgements(progress(snapshot, asked))
    indicator = of(row, snapshot.catalogue)
    assert start_text(row, indicator, observations(figures(snapshot, asked))) == said


def test_standing_still_as_shown(judged: list[Judgement], snapshot: Snapshot):
    """The recent change, as shown, is on the side of the tolerance, as shown, that the verdict says."""
    checked = 0
    for row in judged:
        if row.status not in ("stalled", "reversing"):
            continue
        indicator = of(row, snapshot.catalogue)
        benchmark = indicator.benchmark_for(row.area_id, row.benchmark_set)
        change = told(recent_text(row, indicator).removesuffix(" points"))
        still = told(
            re.search(r"(?:up to|more than the) (\S+?)(?: points)? a year", rule(row, indicator, benchmark))[1]
        )
        assert (abs(change) <= still + 1e-9) == (row.status == "stalled"), row
        checked += 1
    assert checked > 50


def test_every_rule_is_a_sentence(judged: list[Judgement], snapshot: Snapshot):
    """Every verdict says why, in a sentence without a gap, and no two statuses say the same."""
    said: dict[str, set[str]] = {}
    for row in judged:
        indicator = of(row, snapshot.catalogue)
        text = rule(row, indicator, indicator.benchmark_for(row.area_id, row.benchmark_set))
        assert text.endswith(".")
        for gap in ("nan", "None", "  ", ", ,", "()"):
            assert gap not in text, text
        said.setdefault(row.status, set()).add(text.split(":")[0])
    assert set(said) == {status.value for status in Status}
    assert len({word for words in said.values() for word in words}) == len(Status)


STEPS = {"met": 0, "on_track": 0, "moderate": 1, "slow": 2, "stalled": 3, "reversing": 4}
COUNTED = re.compile(r"(\d+) (?:is|are) (milder|harsher|on the same step)")
ALL_OF = re.compile(r"(All \d+|Both) .* are (milder|harsher|on the same step)\.")


def test_the_vote_is_that_of_the_table(judged: list[Judgement]):
    """How many methods are called milder, harsher and on the same step follows from their verdicts in the row; where
    all are on one side nothing is said of agreement, and where the headline has no step there is no vote.
    """
    told = 0
    for row in judged:
        said = vote_text(row)
        assert "agree" not in said
        if row.status not in STEPS:
            assert not said
            continue
        steps = [STEPS[one] for name in METHODS if (one := getattr(row, f"status_{name}")) in STEPS]
        own = STEPS[row.status]
        counts = {
            "milder": sum(step < own for step in steps),
            "harsher": sum(step > own for step in steps),
            "on the same step": sum(step == own for step in steps),
        }
        counts = {what: count for what, count in counts.items() if count}
        if len(steps) < 2:
            continue
        if len(counts) == 1:
            ((what, count),) = counts.items()
            assert ALL_OF.match(said).groups() == ("Both" if count == 2 else f"All {count}", what), said
        else:
            assert {what: int(count) for count, what in COUNTED.findall(said)} == counts, said
        told += 1
    assert told > 300


def test_rounding_is_told(judged: list[Judgement]):
    """A verdict that other values with the same digits would change says so, and nothing is said where none is."""
    told_of = {firmness(row).split(":")[0] for row in judged}
    assert told_of == {"", "Firm", "Within rounding"}
    assert all((firmness(row) == "") == (row.firm is None or not known(row.firm)) for row in judged)
