"""Mutates files of every layout on every layer: bytes, fields, nodes of JSON, parts of workbooks, archives.

As a program it makes many of them and says what became of each: `python -m tests.etl.mutations 24000 [seed]`.
"""

import gzip
import io
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from time import perf_counter
from typing import Any, NamedTuple

import py7zr

from etl import apart
from etl.errors import RefusedFileError
from etl.intake import drop
from etl.reading.desk import Desk
from etl.staging.contract import stage
from tests.etl.disguises import in_a_gzip, zipped
from tests.etl.downloads import DOWNLOADS
from tests.etl.fetching import desk
from tests.etl.sent.hostile import members
from tests.replay_files import QUICKLY

FIELDS = (
    "", " ", "0", "-1", "NaN", "inf", "-Infinity", "1e999", "1E-400", "9" * 5_000, "1_000", "0x1F", "٣٤", "２０２４",
    "2024.0", "2023/24", "24", "02024", "1.234.567,8", "12 345", "97,3 %", "<5", "≥ 95", "=1+1", "@x", "'", '"', '""',
    "\\", "\t", "\r", "\n", "a\nb", ",", ";", "|", "\x00", "\x1b[31m", "\x85", "\u2028", "\ufeff", "\u202e", "😀",
    "e\u0301", "ﬀ", "İ", "CHE", "che", "XKX", "WLD", "NA", "null", "True", "A" * 1_000, "share" * 400, "(" * 500,
    "2024-02-30", "9999-99-99", "../../etc/passwd", "%s%n", "{}", "[", "_T", "F",
)  # fmt: skip
NODES: tuple[Any, ...] = (
    None, True, False, 0, -1, 10**30, 1.5e308, -0.0, "", "x", [], {}, [[]], [None], {"": None}, {"value": []},
    *FIELDS,
)  # fmt: skip
RAW = (
    "9" * 5_000,
    "1e999",
    "-Infinity",
    "NaN",
    '"\\ud800"',
    '"\\u0000"',
    "[" * 2_000,
    '{"a":' * 2_000,
    "1" + "0" * 400,
)
_PLACE = "\ue000"


class Mutant(NamedTuple):
    """A file that was made of a good one, and what was done to it."""

    name: str
    content: bytes


def mutants(chance: random.Random, number: int) -> Iterator[Mutant]:
    """So many files, each layout and each kind of damage as often as the others."""
    kinds = list(KINDS.items())
    for count in range(number):
        made = DOWNLOADS[count % len(DOWNLOADS)]
        kind, change = chance.choice(kinds)
        content = change(made.content, chance)
        for _ in range(chance.choice((0, 0, 0, 0, 1, 2))):
            again, more = chance.choice(kinds)
            kind, content = f"{kind}, {again}", more(content, chance)
        yield Mutant(f"{count} {made.layout}: {kind}", content)


def outcome(mutant: Mutant, known: Desk) -> str:
    """What became of a mutant that was read: it is taken as far as the tables of a build."""
    files = drop.read_file(mutant.name, mutant.content, known)
    editions = {file.file: {one.name for one in file.releases} for file in files}
    kept, rejected = stage([file.rows for file in files], known.catalogue, editions)
    figures = sum(file.figures for file in files)
    aside = sum(one.figures for file in files for one in file.aside)
    if figures != len(kept) + len(rejected) + aside:
        raise AssertionError(f"{figures} figures, of which {len(kept)}, {len(rejected)} and {aside}")
    kept.table()
    for text in (str(files[0].releases), *map(str, rejected), *(one.reason for file in files for one in file.aside)):
        text.encode()
    return "kept" if kept else "rejected" if rejected else "set aside"


def _bytes_flipped(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 4, 32))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] if chance.random() < 0.8 else content[at:]


def _doubled(content: bytes, chance: random.Random) -> bytes:
    first, last = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return content[:last] + content[first:last] * chance.choice((1, 2, 20)) + content[last:]


def _left_out(content: bytes, chance: random.Random) -> bytes:
    first, last = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return content[:first] + content[last:]


def _put_in(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    more = chance.choice((bytes(chance.randrange(1, 64)), chance.randbytes(16), b"\xff\xfe", b"\xef\xbb\xbf", b"\r"))
    return content[:at] + more + content[at:]


def _encoded(content: bytes, chance: random.Random) -> bytes:
    text = content.decode("utf-8", "replace")
    return text.encode(chance.choice(("utf-16", "utf-16-le", "utf-32", "cp1252", "utf-7", "utf-8-sig")), "replace")


def _fields_replaced(content: bytes, chance: random.Random) -> bytes:
    """Fields of a text table replaced, lines and columns among each other."""
    text = content.decode("utf-8", "replace")
    fields = re.split(r"([,;\t|\n])", text)
    for _ in range(chance.choice((1, 1, 2, 8))):
        at = chance.randrange(len(fields))
        fields[at] = chance.choice(FIELDS) if chance.random() < 0.7 else chance.choice(fields)
    return "".join(fields).encode("utf-8", "replace")


def _nodes_replaced(content: bytes, chance: random.Random) -> bytes:
    """Nodes of JSON replaced, removed or renamed; of what is no JSON, fields."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        return _fields_replaced(content, chance)
    if places := list(_places(data)):
        within, key = chance.choice(places)
        done = chance.random()
        if done < 0.2:
            del within[key]
        elif done < 0.3 and isinstance(within, dict):
            within[chance.choice(FIELDS)] = within.pop(key)
        elif done < 0.5:
            within[key] = _PLACE
        else:
            within[key] = chance.choice(NODES)
    try:
        return json.dumps(data).replace(json.dumps(_PLACE), chance.choice(RAW)).encode()
    except (ValueError, RecursionError):
        return content


def _places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every node of JSON as what it is in and its key there."""
    pairs = list(data.items()) if isinstance(data, dict) else list(enumerate(data)) if isinstance(data, list) else []
    for key, value in pairs:
        yield data, key
        yield from _places(value)


_PARTS: tuple[tuple[bytes, bytes], ...] = (
    (rb'r="[A-Z]+(\d+)"', rb'r="XFD1048576"'),
    (rb'r="[A-Z]+(\d+)"', rb'r="ZZZZZZ99999999999"'),
    (rb'r="\d+"', rb'r="-1"'),
    (rb"<v>[^<]*</v>", b"<v>1e999</v>"),
    (rb"<v>[^<]*</v>", b"<v>" + b"9" * 5_000 + b"</v>"),
    (rb"<v>", b"<f>1/0</f><v>"),
    (rb't="inlineStr"', b't="s"'),
    (rb't="inlineStr"', b't="e"'),
    (rb"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>'),
    (rb"<t [^>]*>[^<]*", b"<t>&#0;&lt;&unknown;"),
    (rb"<t [^>]*>", b"<t>" + b"x" * 40_000),
    (rb"<sheet name=", b'<sheet state="hidden" name='),
    (rb'Target="s1.xml"', b'Target="../../../etc/passwd"'),
    (rb'sheetId="1"', b'sheetId="99999999999"'),
    (rb"<\?xml[^>]*\?>", b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'),
)


def _parts_replaced(content: bytes, chance: random.Random) -> bytes:
    """A part of a workbook (or of another zip) changed within; of what is no zip, bytes."""
    try:
        parts = members(content)
    except Exception:
        return _bytes_flipped(content, chance)
    if not parts:
        return content
    name = chance.choice(list(parts))
    old, new = chance.choice(_PARTS)
    if chance.random() < 0.6 and re.search(old, parts[name]):
        parts[name] = re.sub(old, lambda _: new, parts[name], count=chance.choice((0, 1)))
    elif chance.random() < 0.1:
        del parts[name]
    else:
        parts[name] = chance.choice((_bytes_flipped, _cut, _doubled, _left_out))(parts[name], chance)
    return zipped(**parts)


def _damaged(pack: Callable[[bytes], bytes], content: bytes, chance: random.Random) -> bytes:
    return chance.choice((_bytes_flipped, _bytes_flipped, _cut, _doubled, _left_out))(pack(content), chance)


def _in_a_seven_zip(content: bytes) -> bytes:
    packed = io.BytesIO()
    with py7zr.SevenZipFile(packed, "w", filters=QUICKLY) as archive:
        archive.writestr(content, "a")
    return packed.getvalue()


def _in_two_archives(content: bytes) -> bytes:
    return zipped(a=gzip.compress(content, 1), b=_in_a_seven_zip(content))


KINDS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "bytes flipped": _bytes_flipped,
    "cut": _cut,
    "doubled": _doubled,
    "left out": _left_out,
    "put in": _put_in,
    "encoded": _encoded,
    "fields replaced": _fields_replaced,
    "nodes replaced": _nodes_replaced,
    "parts replaced": _parts_replaced,
    "a damaged zip": partial(_damaged, lambda content: zipped(a=content)),
    "a damaged gzip": partial(_damaged, in_a_gzip),
    "a damaged 7z": partial(_damaged, _in_a_seven_zip),
    "damaged archives": partial(_damaged, _in_two_archives),
}


def main(number: int, seed: int) -> None:
    """Read so many mutants apart, and say how many ended how; what escapes is an error with the mutant's name."""
    chance, known = random.Random(seed), desk()  # noqa: S311 - cases, not secrets
    made = list(mutants(chance, number))
    started, counts, errors = perf_counter(), Counter[str](), Counter[str]()
    jobs = [apart.Job(one.name, partial(outcome, one, known)) for one in made]
    for job, answer in zip(jobs, apart.each(jobs), strict=True):
        counts["refused" if isinstance(answer, RefusedFileError) else str(answer)] += 1
        said = str(answer)
        if "reading it" in said or "process that reads" in said:
            errors[said.partition(": reading ")[2].partition(";")[0]] += 1
            print(said[:300])
        assert job.name
    print(f"{number:,} mutants, seed {seed}: {dict(counts)}, {perf_counter() - started:.0f} s")
    print(dict(errors))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
