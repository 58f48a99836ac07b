"""/metrics: what is counted by each worker is added up, and what an ended one had counted is kept."""

import re
from pathlib import Path

from flask.testing import FlaskClient

from dashboard.serving.counts import Counts, bury
from dashboard.serving.metrics import counts


def value(text: str, line: str) -> float:
    """The number behind a line of /metrics."""
    (found,) = re.findall(rf"^{re.escape(line)} (\S+)$", text, re.MULTILINE)
    return float(found)


def test_what_is_counted(client: FlaskClient):
    """Answers are counted by the template of their route and their status, once each; so are caches."""
    line = 'spt_requests_total{route="/api/v1/targets.<suffix>",status="200"}'
    client.get("/api/v1/targets.csv")
    before = client.get("/metrics").text
    client.get("/api/v1/targets.csv")
    client.get("/api/v1/targets.json")
    counts(client.application).asked_cache('a "cache"', hit=True)
    answer = client.get("/metrics")
    assert answer.content_type.startswith("text/plain; version=0.0.4")
    assert value(answer.text, line) == value(before, line) + 2
    assert value(answer.text, 'spt_cache_asked_total{cache="a \\"cache\\"",result="hit"}') >= 1
    assert value(answer.text, "spt_current_readable") == value(answer.text, "spt_build_served") == 1
    build_id = client.get("/healthz").json["build_id"]
    assert f'spt_build_info{{build_id="{build_id}"}} 1' in answer.text


def test_its_form(client: FlaskClient):
    """Each line is a comment or a sample; each name is explained once; classes of a histogram grow up to its count."""
    client.get("/api/v1/targets")
    text = client.get("/metrics").text
    sample = re.compile(r'[a-z_]+(\{([a-z_]+="([^"\\]|\\.)*",?)+\})? -?[0-9.e+]+')
    lines = text.splitlines()
    assert [one for one in lines if not one.startswith("# ") and not sample.fullmatch(one)] == []
    explained = [one.split()[2] for one in lines if one.startswith("# TYPE")]
    assert len(explained) == len(set(explained))
    classes = [
        float(one.split()[-1]) for one in lines if one.startswith('spt_request_seconds_bucket{route="/api/v1/targets"')
    ]
    assert classes == sorted(classes)
    assert classes[-1] == value(text, 'spt_request_seconds_count{route="/api/v1/targets"}') > 0


def test_over_all_workers(tmp_path: Path):
    """What living and ended workers counted is added up, what living ones hold is told; a damaged file counts not."""
    here, there, ended = Counts(), Counts(), Counts()
    for number, one in enumerate((here, there, ended), 1):
        for _ in range(number):
            one.answered("/", 200, 0.02)
    there.streams(+1)
    here.share(tmp_path)
    for pid, one in ((-2, there), (-3, ended), (-4, ended)):
        one.share(tmp_path)
        one.publish(at_once=True)
        (found,) = [path for path in tmp_path.glob("*.json") if int(path.stem) > 0]
        found.rename(tmp_path / f"{pid}.json")
    bury(tmp_path, -3)
    bury(tmp_path, -4)
    bury(tmp_path, -5)
    (tmp_path / "-6.json").write_text("{")
    counted, now = here.of_all()
    assert counted["requests"] == {"/\t200": 1 + 2 + 3 + 3}
    assert counted["seconds"]["/"][-1] == 9 * 0.02
    assert sorted(one["streams"] for one in now.values()) == [0, 1]


def test_a_folder_that_is_gone(tmp_path: Path):
    """What cannot be written down is counted on."""
    own = Counts()
    own.share(tmp_path / "gone")
    own.answered("/", 200, 0.02)
    own.publish(at_once=True)
    assert own.of_all()[0]["requests"] == {"/\t200": 1}
