"""What is made once for all workers, and whether it is still as it was made."""

from pathlib import Path

import pytest

from tests.once import once, undamaged


def test_made_once(tmp_path_factory: pytest.TempPathFactory):
    """Whoever comes second finds what the first one has made; a failure leaves nothing behind that would count."""
    made = []

    def make(folder: Path) -> None:
        made.append(folder)
        (folder / f"part {len(made)}").write_text("1")
        if len(made) == 1:
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        once(tmp_path_factory, "what this test makes", make)
    first, second = (once(tmp_path_factory, "what this test makes", make) for _ in range(2))
    assert first == second == made[1]
    assert len(made) == 2
    assert [path.name for path in first.iterdir()] == ["part 2"]


@pytest.mark.parametrize("damage", ["write", "add", "remove"])
def test_damage_is_seen(tmp_path_factory: pytest.TempPathFactory, damage: str):
    """A file that is written again, added or removed is damage."""
    folder = once(tmp_path_factory, f"what is damaged, {damage}", lambda empty: (empty / "a").write_text("1"))
    assert undamaged(folder)
    match damage:
        case "write":
            (folder / "a").write_text("22")
        case "add":
            (folder / "b").write_text("1")
        case "remove":
            (folder / "a").unlink()
    assert not undamaged(folder)
