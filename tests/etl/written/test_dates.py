"""Days as services and spreadsheets write them."""

from datetime import date

import pytest

from etl.written.dates import newest

DAY = date(2026, 11, 5)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-05",
        "2026-11-5",
        "2026-11-05T11:00:00+0100",
        "2026-11-05 00:00:00",
        "2026/11/05",
        "20261105",
        "05.11.2026",
        "5.11.26",
        "5-Nov-26",
        "05-NOV-2026",
        "5 November 2026",
        "5. November 2026",
        "Nov 5, 2026",
        "November 5 2026",
        "46331",
        "46331.5",
    ],
)
def test_a_day(text: str):
    """A day is one however it is written."""
    assert newest([text]).day == DAY


@pytest.mark.parametrize(
    ("texts", "day"),
    [
        (("13/5/2026", "11/5/2026"), date(2026, 5, 13)),
        (("5/13/2026", "11/5/2026"), date(2026, 11, 5)),
        (("11/11/2026", "5/5/2026"), date(2026, 11, 11)),
        (("7/25/2026 9:30:00 AM",), date(2026, 7, 25)),
        (("25-07-26",), date(2026, 7, 25)),
        (("", "2026-11-05", " "), DAY),
        ((), None),
        (("",), None),
    ],
)
def test_the_newest_day(texts: tuple[str, ...], day: date | None):
    """Which of two numbers is the month one date tells for all of its file."""
    assert newest(texts).day == day
    assert newest(texts).unread == ""


@pytest.mark.parametrize(
    ("texts", "unread", "why"),
    [
        (("11/5/2026",), "11/5/2026", "may begin with its day or with its month"),
        (("13/5/2026", "5/13/2026"), "13/5/2026", "may begin with its day or with its month"),
        (("sometime",), "sometime", "is no date that can be read"),
        (("2026-11-05", "2026-13-05"), "2026-13-05", "is no date that can be read"),
        (("31.02.2026",), "31.02.2026", "is no date that can be read"),
        (("5-Foo-26",), "5-Foo-26", "is no date that can be read"),
        (("1/1/0001",), "1/1/0001", "is no date that can be read"),
        (("99999",), "99999", "is no date that can be read"),
        (("9" * 5_000,), "9" * 60, "is no date that can be read"),
    ],
)
def test_a_day_that_cannot_be_made_out(texts: tuple[str, ...], unread: str, why: str):
    """A date that may be two, or none, is no day, and says so."""
    found = newest(texts)
    assert (found.day, found.unread, found.why) == (None, unread, why)
