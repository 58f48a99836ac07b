"""The store of what services sent: bytes as received, whole or not there, good copies never replaced by bad ones."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from etl.asking import raw
from etl.asking.client import Answer
from etl.asking.raw import Attempt, RawStore, sha256_of

MORNING, EVENING = datetime(2026, 11, 24, 8, tzinfo=UTC), datetime(2026, 11, 24, 20, tzinfo=UTC)


def answer(content: bytes, received_at: datetime = MORNING, kind: str = "application/json") -> Answer:
    return Answer("https://example.org/a?b=c", (("b", "c"),), 200, kind, content, received_at, '"tag"', "Mon", False)


@pytest.fixture
def store(tmp_path: Path) -> RawStore:
    return RawStore(tmp_path)


def test_bytes_as_received(store: RawStore, tmp_path: Path):
    """A download is kept byte by byte, its pages in order, with url, status, hash, validators and version."""
    kept = store.keep("uis", "schools", [answer(b"[1]"), answer(b"\x00\xff", EVENING, "text/csv")], "20260507-1")
    assert store.content(store.downloads("uis")[0]) == [b"[1]", b"\x00\xff"]
    assert (kept.version, kept.received_at, kept.checked_at) == ("20260507-1", EVENING, EVENING)
    manifest = json.loads((tmp_path / "uis" / "schools.manifest.json").read_text(encoding="utf-8"))
    assert [page["sha256"] for page in manifest["pages"]] == [sha256_of(b"[1]"), sha256_of(b"\x00\xff")]
    first = manifest["pages"][0]
    assert (first["url"], first["status"], first["size"]) == ("https://example.org/a?b=c", 200, 3)
    assert (first["etag"], first["last_modified"]) == ('"tag"', "Mon")
    assert Path(first["file"]).suffix == ".json"


def test_a_newer_download(store: RawStore, tmp_path: Path):
    """A newer download takes the place of the one before, whose page is tidied away."""
    store.keep("uis", "schools", [answer(b"[1]")], "")
    store.keep("uis", "schools", [answer(b"[2]")], "")
    store.keep("uis", "other", [answer(b"[3]")], "")
    assert [store.content(one) for one in store.downloads("uis")] == [[b"[3]"], [b"[2]"]]
    removed = store.tidy(["uis", "owid"])
    assert [path.name for path in removed] == [f"{sha256_of(b'[1]')[:16]}.json"]
    assert [store.content(one) for one in store.downloads("uis")] == [[b"[3]"], [b"[2]"]]


def test_a_crash_between_page_and_manifest(store: RawStore, monkeypatch: pytest.MonkeyPatch):
    """What is cut off before the manifest is written leaves the good download whole."""
    store.keep("uis", "schools", [answer(b"[1]")], "v1")
    real = raw._replace

    def cut(path: Path, content: bytes) -> None:
        if path.name.endswith(".manifest.json"):
            raise KeyboardInterrupt
        real(path, content)

    monkeypatch.setattr(raw, "_replace", cut)
    with pytest.raises(KeyboardInterrupt):
        store.keep("uis", "schools", [answer(b"[2]")], "v2")
    [held] = store.downloads("uis")
    assert (held.version, store.content(held)) == ("v1", [b"[1]"])
    store.tidy(["uis"])
    assert store.content(held) == [b"[1]"]


def test_a_damaged_page(store: RawStore, tmp_path: Path):
    """A page whose content is not what was received is named, not read; a manifest that is no JSON is none."""
    held = store.keep("uis", "schools", [answer(b"[1]")], "")
    (tmp_path / "uis" / held.pages[0].file).write_bytes(b"[7]")
    with pytest.raises(OSError, match=r"uis/[0-9a-f]{16}\.json is damaged"):
        store.content(held)
    (tmp_path / "uis" / "schools.manifest.json").write_text("{", encoding="utf-8")
    assert store.downloads("uis") == []
    assert store.download("uis", "schools") is None


def test_confirmed(store: RawStore):
    """A confirmed download keeps the day on which it came, and has the day on which it was looked at."""
    held = store.keep("uis", "schools", [answer(b"[1]")], "v1")
    store.confirm(held, EVENING, "")
    [after] = store.downloads("uis")
    assert (after.received_at, after.checked_at, after.version) == (MORNING, EVENING, "v1")


def test_refused(store: RawStore, tmp_path: Path):
    """What is refused lies apart with the reason, survives tidying, and is no download."""
    store.keep("uis", "schools", [answer(b"[1]")], "v1")
    reason = store.refuse("uis", "schools", [answer(b"[]")], "it holds nothing")
    store.tidy(["uis"])
    assert reason.read_text(encoding="utf-8") == "it holds nothing\n"
    assert (tmp_path / "uis" / "refused" / "schools.1.json").read_bytes() == b"[]"
    assert [store.content(one) for one in store.downloads("uis")] == [[b"[1]"]]


def test_attempts(store: RawStore, tmp_path: Path):
    """The last attempt is remembered with its times; a file that cannot be read is none."""
    assert store.attempt("uis") is None
    attempt = Attempt("uis", "failed", "nobody answers", EVENING, MORNING, 1.5, 3)
    store.note(attempt)
    assert store.attempt("uis") == attempt
    (tmp_path / "uis" / "attempt.json").write_text('{"source_id": 7}', encoding="utf-8")
    assert store.attempt("uis") is None
