"""The draft as Markdown with its pictures beside it."""

import re
from collections.abc import Callable, Sequence

from dashboard.figures.group_dots import group_dots
from dashboard.report.bitmap import bitmap
from dashboard.words.report.drafted import Draft, Figure, Mark, Measured, Part, Picture, Section, Table, Told

At = Callable[[str], str]
TEXT = "report.md"
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def files(draft: Draft, at: At) -> dict[str, bytes]:
    """The files of a draft by name: its text, and a picture for each indicator that has one."""
    found = {TEXT: text(draft, at).encode()}
    for section in draft.sections:
        for one in section.measured:
            if one.picture is not None:
                found[_file(one.picture)] = bitmap(group_dots(one.picture))
    return found


def text(draft: Draft, at: At) -> str:
    """The draft in Markdown; `at` says where a path of the tracker is reached."""
    lines = [f"# {_plain(draft.title)}", _plain(draft.lead)]
    if draft.views:
        lines += [
            "## The report's figures",
            *(_view(one.title, one.href, one.words, one.missing, at) for one in draft.views),
        ]
    for section in draft.sections:
        lines += _section(section, at)
    lines += ["## What the data cannot say", "\n".join(f"- {_plain(one)}" for one in draft.cannot_say)]
    notes = [
        f"[^{one.number}]: {_plain(one.text)}{f' Read in: [{one.where}]({one.url}).' if one.url else ''}"
        for one in draft.notes
    ]
    return "\n\n".join([*lines, "\n".join(notes), f"Version {draft.build_id}."]) + "\n"


def _view(title: str, href: str, words: str, missing: Sequence[str], at: At) -> str:
    return f"- [{_plain(title)}]({at(href)}) {_plain(' '.join([words, *missing]))}"


def _section(one: Section, at: At) -> list[str]:
    lines = [f"## {one.target_id} {_plain(one.title)}", _parts(one.opening.parts, at)]
    for each in one.measured:
        lines += _measured(each, at)
    if one.missing:
        lines += ["### Not available", "\n".join(f"- {_parts(each, at)}" for each in one.missing)]
    return lines


def _measured(one: Measured, at: At) -> list[str]:
    lines = [f"### {_plain(one.title)}", *(_parts(each.parts, at) for each in one.passages)]
    if one.picture is not None:
        lines.append(f"![{_plain(one.picture.title)}. {_plain(one.picture.words)}]({_file(one.picture)})")
        lines.append(f"*{_plain(f'{one.picture.title}. {one.picture.legend}'.rstrip())}*")
    if one.table is not None:
        lines.append(_table(one.table, at))
    return lines


def _table(one: Table, at: At) -> str:
    head = f"| {' | '.join(map(_plain, one.headings))} |"
    rule = f"| --- |{' ---: |' * (len(one.headings) - 1)}"
    body = [f"| {' | '.join(_parts(cell, at) for cell in row)} |" for row in one.rows]
    return "\n".join([f"*{_plain(one.caption)}*", "", head, rule, *body])


def _file(picture: Picture) -> str:
    return f"figures/{picture.name}.png"


def _parts(parts: Sequence[Part], at: At) -> str:
    return "".join(_part(one, at) for one in parts)


def _part(one: Part, at: At) -> str:
    match one:
        case Figure():
            return f"[{_plain(one.text)}]({at(one.rows.href)})"
        case Told():
            return f"[{_plain(one.text)}]({at(one.href)})" if one.href else _plain(one.text)
        case Mark():
            return f"[^{one.number}]"
    return _plain(one)


def _plain(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", words)
