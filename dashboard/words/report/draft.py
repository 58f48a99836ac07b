"""The draft as a whole: made once of what was found, by a pure function; writers put it on paper."""

from dashboard.numbers import counted, words_of
from dashboard.reading.drafts import GROUPS, Found, told_of
from dashboard.words import absence
from dashboard.words.comparable import Jumps, jumps_of
from dashboard.words.places import in_a_place
from dashboard.words.report.drafted import Draft, Measured, Parts, Passage, Section, Told
from dashboard.words.report.figures import Notes, named
from dashboard.words.report.gaps import gaps
from dashboard.words.report.groups import groups
from dashboard.words.report.level import level
from dashboard.words.report.tables import picture, table
from dashboard.words.report.verdicts import verdicts
from dashboard.words.report.views import views
from dashboard.words.spoken import listed
from indicators.absence import Absence, Question
from indicators.areas import Area
from indicators.model import Indicator
from indicators.plan import Target
from indicators.vocabulary import Role

_IN_SHORT = {
    Absence.WITHHELD: "computed and not shown, since the economies that report hold less than half of the people",
    Absence.OTHER_EDITIONS: "no figure in this edition; other editions have one",
}
"""What is said of several groups at once, where the sentence of each would have other numbers."""

CANNOT_SAY = (
    "The plan sets no numbers and no years: every benchmark is somebody's published one, and no passage says that a "
    "target of the plan is met or missed.",
    "Figures show what changed, not why: no passage names a cause.",
    "Groups are compared within one year and one edition only. Those that have no such figure are in the tables with "
    "their own year, and in no comparison.",
    "A verdict is on the newest figure held, also where it is newer than the year of the draft, and carries a pace on: "
    "it is no forecast.",
    "A figure that is computed here is not the publisher's. It rests on the economies that report, and says how "
    "many of the people live in them.",
    "Changes are the differences of the figures as they are shown. Where rounding could change a verdict, it says so.",
)


def draft(found: Found) -> Draft:
    """The draft of what was found."""
    notes, jumps = Notes(found.catalogue), jumps_of(found.suspected)
    sections = tuple(_section(found, target, notes, jumps) for target in found.catalogue.targets)
    plan, view = found.catalogue.plan, found.view
    edition = f"edition {view.named_edition}" if view.named_edition else "the newest edition of each figure"
    return Draft(
        f"Impact: the targets of the {plan.title} in {view.year}",
        _lead(sections, edition),
        view.year,
        view.edition,
        found.build.build_id,
        sections,
        notes.all,
        CANNOT_SAY,
        views(found),
    )


def _lead(sections: tuple[Section, ...], edition: str) -> str:
    told = [one for one in sections if one.measured]
    empty = [one.target_id for one in sections if not one.measured]
    of = f"{words_of(len(told)).capitalize()} of the {words_of(len(sections))} targets have figures"
    without = f"; none is available for {listed(empty)}" if empty else ""
    return (
        f"A draft made of the figures of this tracker, in {edition}. {of}{without}. Each figure leads to its row; "
        "each footnote names publisher and edition."
    )


def _section(found: Found, target: Target, notes: Notes, jumps: Jumps) -> Section:
    area = found.catalogue.area_by_id[target.judged_on]
    indicators = told_of(target, found.catalogue, found.view.year)
    measured = [_measured(found, one, area, notes, jumps) for one in indicators]
    kept = tuple(one for one in measured if one is not None)
    missing: list[Parts] = []
    for one in indicators:
        missing += _missing(found, one, area)
    return Section(target.id, target.title, _opening(target), kept, tuple(missing))


def _opening(target: Target) -> Passage:
    """What the target asks for, and by what it is measured officially."""
    official = target.official_indicator.rstrip(".")
    return Passage("measured", (Told(target.statement), " Official indicator: ", Told(official), "."))


def _measure(indicator: Indicator) -> Passage:
    """What an indicator measures, and whether it only stands in for the official one."""
    stands_in = " It stands in for the official indicator." if indicator.role is Role.PROXY else ""
    return Passage("measured", (Told(indicator.definition), stands_in))


def _measured(found: Found, indicator: Indicator, area: Area, notes: Notes, jumps: Jumps) -> Measured | None:
    """All that is told of an indicator; None where neither the area of the target nor any group has a figure."""
    whole = found.catalogue.area_by_id["WLD"]
    made = [
        level(found, indicator, area, notes, jumps),
        level(found, indicator, whole, notes, jumps) if area is not whole else None,
        *groups(found, indicator, notes),
        gaps(found, indicator, area, notes),
    ]
    if not any(made):
        return None
    told = [one for one in (_measure(indicator), *made, verdicts(found, indicator, area)) if one is not None]
    return Measured(
        indicator,
        named(indicator),
        tuple(told),
        picture(found, indicator, jumps),
        table(found, indicator, notes, jumps),
    )


def _missing(found: Found, indicator: Indicator, area: Area) -> list[Parts]:
    """The area of the target and the groups without a figure, by the reason why; where too few report, together."""
    groups_ = [one for kind in GROUPS[1:] for one in found.areas(kind) if one is not area]
    asked = [area, *groups_]
    question = Question(level=(indicator.default_level,), last=found.view.year, edition=found.view.named_edition)
    reasons: dict[str, list[Area]] = {}
    for one in asked:
        if not found.line(indicator, one.area_id):
            why = found.absences.why(indicator, one, question)
            told = _IN_SHORT.get(why.reason) if one is not area else None
            reasons.setdefault(told or absence.why(why), []).append(one)
    href = f"/api/v1/observations.json?indicator={indicator.id}&edition=all"
    return [
        (
            Told(named(indicator)),
            f", {_those(silent, area, groups_)}: ",
            Told("not available", href),
            ": ",
            Told(reason),
            ".",
        )
        for reason, silent in reasons.items()
    ]


def _those(silent: list[Area], area: Area, groups_: list[Area]) -> str:
    """Some of the areas that were looked for, in words."""
    others = [one for one in silent if one is not area]
    if len(others) == len(groups_) and others:
        return "all groups" if len(silent) == len(others) else f"{in_a_place(area)} and all groups"
    return listed([in_a_place(one) for one in silent])


def in_short(one: Draft) -> str:
    """How long a draft is, in words."""
    passages = sum(len(each.passages) for each in one.sections)
    return (
        f"{counted(len(one.sections), 'target')}, {counted(passages, 'passage')}, {counted(len(one.notes), 'footnote')}"
    )
