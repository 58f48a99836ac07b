"""A target that asks for several things at once says which of them gives it its verdict."""

import pytest
from dash import Dash

from tests.dashboard.made import page
from tests.dashboard.reader import kind, opened, text


@pytest.mark.parametrize(
    ("target", "said", "address"),
    [
        (
            "1.1",
            "The target asks for 3G coverage, 4G coverage and 5G coverage together; its verdict is that of "
            "4G coverage: pace unknown.",
            "/targets/1.1?indicator=coverage_4g&badge=WLD",
        ),
        (
            "1.2",
            "The target asks for Mobile basket, 5 GB and Fixed basket, 5 GB together; its verdict is that of "
            "Fixed basket, 5 GB, Developing countries: missed.",
            "/targets/1.2?indicator=fixed_basket_5gb&badge=DEVELOPING",
        ),
    ],
)
def test_what_gives_the_verdict(app: Dash, target: str, said: str, address: str):
    """The bare page shows one of the figures; the verdict of the target, told under the title, is a link away."""
    (told,) = [
        one
        for one in kind(opened(page(app, "targets", target_id=target)), "P")
        if "of-the-target" in str(getattr(one, "className", ""))
    ]
    assert text(told) == said
    assert kind(told, "A")[0].href == address


def test_a_target_of_one_figure_says_nothing(app: Dash):
    """Where a target asks for one figure of the world, that of its page is its verdict."""
    assert "of-the-target" not in str(opened(page(app, "targets", target_id="1.7")))
