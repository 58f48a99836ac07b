"""What a ranking counts its areas against."""

import pytest

from dashboard.reading.warehouse import Snapshot


@pytest.mark.parametrize(
    ("areas", "chosen", "level"),
    [
        (["WLD", "ITU-AFR", "ITU-EUR"], "", 95),
        (["WLD", "ITU-AFR", "ITU-EUR"], "commission_2025", 95),
        (["WLD"], "commission_2025", 75),
        (["WLD", "LDC"], "commission_2025", 35),
        (["WLD", "LDC", "LLDC"], "commission_2025", None),
        (["WLD", "ITU-AFR"], "connectivity_2030", 100),
    ],
)
def test_a_ranking_counts_by_one_benchmark(snapshot: Snapshot, areas: list[str], chosen: str, level: float | None):
    """Areas are counted against a benchmark only where it is the one that each of them is judged by."""
    shared = snapshot.catalogue.indicator_by_id["internet_users"].shared_benchmark(areas, chosen)
    assert (shared.value if shared else None) == level
