"""Horizon and benchmark in every address."""

from dashboard.address.lens import Lens


def test_lens_in_links():
    """The default lens leaves an address bare; another one is kept in it."""
    assert Lens(2030, usual=2030).href("/targets/1.7") == "/targets/1.7"
    assert Lens(2027, usual=2030).href("/gaps", indicator="x") == "/gaps?horizon=2027&indicator=x"
