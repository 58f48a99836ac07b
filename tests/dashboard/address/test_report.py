"""What a draft of the annual report is asked for, from and to its address."""

import pytest

from dashboard.address.report import ReportView, read_view

_YEARS, _EDITIONS = (2023, 2025), ("2025 (Nov)", "2024")


@pytest.mark.parametrize(
    ("pairs", "view"),
    [
        ([], ReportView(2024)),
        ([("year", "2025")], ReportView(2025)),
        ([("year", "2023"), ("edition", "2025 (Nov)")], ReportView(2023, "2025 (Nov)")),
        ([("horizon", "2027"), ("benchmark", "default")], ReportView(2024)),
        ([("edition", "")], ReportView(2024)),
    ],
)
def test_addresses_are_read(pairs: list[tuple[str, str]], view: ReportView) -> None:
    """Without a year it is the last one but one; the lens that pages hand on is no part of it."""
    assert read_view(pairs, _YEARS, _EDITIONS) == (view, [])


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        (("year", "1999"), "year=1999: a year from 2023 to 2025 is meant"),
        (("year", "soon"), "year=soon: a year from 2023 to 2025 is meant"),
        (("edition", "2019"), "edition=2019 is not known"),
        (("yaer", "2024"), "yaer is no parameter here; did you mean year?"),
        (("edition", "\0"), "edition takes text in UTF-8, without null bytes"),
    ],
)
def test_what_cannot_be_used_is_said(pair: tuple[str, str], said: str) -> None:
    """What is not known is left out, with a sentence."""
    view, problems = read_view([pair], _YEARS, _EDITIONS)
    assert view == ReportView(2024)
    assert [one.message for one in problems] == [said]


def test_an_address_gives_its_view_again() -> None:
    """The query of a view is read as that view; the newest editions go without saying."""
    assert ReportView(2024).query() == "year=2024"
    view = ReportView(2025, "2025 (Nov)")
    assert view.query() == "year=2025&edition=2025+%28Nov%29"
    assert view.query(edition="latest") == "year=2025"
