"""/api/v1/claims: printed figures with their verdicts, by report, target, kind and verdict."""

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize(
    ("query", "column", "word", "count"),
    [
        ("verdict=inconsistent", "verdict", "inconsistent", 3),
        ("target=2.1", "target_id", "2.1", 22),
        ("newest=revised_since", "newest_verdict", "revised_since", 9),
        ("kind=ordinal", "kind", "ordinal", 3),
        ("report=annual_report_2024", "report", "annual_report_2024", 117),
    ],
)
def test_filters(client: FlaskClient, query: str, column: str, word: str, count: int):
    """Each filter leaves the figures that have its word,."""
    rows = client.get(f"/api/v1/claims?{query}").json["data"]
    assert len(rows) == count
    assert {row[column] for row in rows} == {word}


def test_filters_together(client: FlaskClient):
    """Several filters leave what has all of their words."""
    rows = client.get("/api/v1/claims?target=1.7&newest=revised_since").json["data"]
    assert {(row["target_id"], row["newest_verdict"]) for row in rows} == {("1.7", "revised_since")}


@pytest.mark.parametrize("query", ["verdict=wrong", "target=9.9", "report=annual_report_1999", "kind=many", "of=1"])
def test_refusals(client: FlaskClient, query: str):
    """A filter that is not known is refused with what can stand there."""
    answer = client.get(f"/api/v1/claims?{query}")
    assert answer.status_code == 400
    assert answer.json["error"]["parameter"] == query.partition("=")[0]
    assert "verdict" in answer.json["error"]["message"] or answer.json["error"]["allowed"]
