"""Words of strangers in sentences of ours: short, on one line, without a sign that a terminal or a database obeys."""

from zlib import crc32

SHORT = 80
_LONGEST_NAME = 200


def quoted(text: str, most: int = SHORT) -> str:
    """The beginning of a text on one line; what cannot be printed (control characters, halves of characters) is left
    out.
    """
    if len(text) <= most and text.isprintable():
        return text
    beginning = text[: 4 * most]
    plain = " ".join("".join(each if each.isprintable() else " " for each in beginning).split())
    return plain if len(plain) <= most and len(text) <= 4 * most else f"{plain[:most]}…"


def named(text: str) -> str:
    """The name of a file as a label: what cannot be printed is spelt out, so that two names stay two."""
    plain = "".join(each if each.isprintable() else each.encode("unicode_escape").decode("ascii") for each in text)
    return plain if len(plain) <= _LONGEST_NAME else f"{plain[:_LONGEST_NAME]}…{crc32(plain.encode()):08x}"


def literal(text: str) -> str:
    """A text as a literal of SQL, where a parameter is not allowed: the name of a file in a statement that copies."""
    return "'" + text.replace("'", "''") + "'"
