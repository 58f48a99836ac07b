"""The code lists of a build, and the code that stands for each of our words.

An id of SDMX is made of letters, digits, `_`, `-`, `$` and `@`. Ours are kept where they are such; elsewhere a run of
other characters becomes one `_`, with none at the ends. Words that would then be the same get a mark of their own.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property

from dashboard.api.sdmx.components import AGENCY, COMPONENTS, DATAFLOW, SHAPE
from dashboard.reading.editions import Edition
from dashboard.reading.warehouse import Build
from indicators.areas import Area
from indicators.units import UNITS
from indicators.vocabulary import AGES, AREA_TYPES, LEVELS, LOCATIONS, AreaType, Origin, Qualifier, ValueStatus

_NOT_OF_AN_ID = re.compile(r"[^A-Za-z0-9_$-]+")


@dataclass(frozen=True)
class Code:
    """A code with its name, and what more is said of it."""

    id: str
    name: str
    says: str = ""


@dataclass(frozen=True)
class CodeList:
    """A list of codes by the words that they stand for here; several words may share a code.

    `like` names the list of other offices whose codes these are, as far as they have them. A list that is theirs itself
    has their `agency` and `version`, and of its codes those that are used here.
    """

    id: str
    name: str
    of_word: Mapping[str, Code]
    like: str = ""
    agency: str = AGENCY
    version: str = ""

    @cached_property
    def codes(self) -> tuple[Code, ...]:
        """The codes, each once, in the order of their words."""
        return tuple(dict.fromkeys(self.of_word.values()))


@dataclass(frozen=True)
class CodeLists:
    """The lists of a build, and the version that says so; `newest`: of which month is the newest edition."""

    lists: Sequence[CodeList]
    newest: str

    @cached_property
    def by_id(self) -> dict[str, CodeList]:
        """Lists by id."""
        return {one.id: one for one in self.lists}

    @cached_property
    def version(self) -> str:
        """The version of all that is described: shape, month of the newest edition, fingerprint of all that is said.

        The same lists have the same version in every build, and other lists another one.
        """
        held = [
            [asdict(component) for component in COMPONENTS],
            [[one.id, one.name, one.like, one.version, [asdict(code) for code in one.codes]] for one in self.lists],
        ]
        fingerprint = hashlib.sha256(json.dumps(held).encode()).hexdigest()
        return f"{SHAPE}.{int(self.newest[:7].replace('-', '') or 0)}.{int(fingerprint[:6], 16)}"

    @property
    def dataflow(self) -> str:
        """The dataflow, as a file names it."""
        return f"{AGENCY}:{DATAFLOW}({self.version})"


def lists_of(build: Build, own: Area | None = None) -> CodeLists:
    """The lists of a build, by its catalogue and editions; a group of the reader's `own` is one more area."""
    catalogue = build.catalogue
    sources = {one.id: (one.title, f"{one.publisher}. Licence: {one.licence}. {one.url}") for one in catalogue.sources}
    areas = (*catalogue.areas, own) if own else catalogue.areas
    units = dict.fromkeys(one.unit for one in catalogue.indicators)
    lists = (
        *_SHARED,
        _by_rule("CL_INDICATOR", "Indicators", {one.id: (one.title, one.definition) for one in catalogue.indicators}),
        _by_rule("CL_AREA", "Economies and groups of economies", {one.area_id: (one.name, "") for one in areas}),
        _AGE,
        _URBANISATION,
        _by_rule("CL_LEVEL", "Levels, skills and sizes", {word: (name, "") for word, name in LEVELS.items()}, _TOTAL),
        _by_rule("CL_ORIGIN", "Origin", _ORIGIN),
        _by_rule("CL_EDITION", "Editions", {one.name: (one.name, _of_sources(one)) for one in build.editions}),
        _by_rule("CL_SOURCE", "Sources", sources),
        _by_rule("CL_UNIT_MEASURE", "Units of measure", {unit: (UNITS[unit].label, "") for unit in units}),
        _by_rule(
            "CL_TARGET", "Targets", {one.id: (f"{one.id} {one.title}", one.statement) for one in catalogue.targets}
        ),
        _by_rule("CL_AREA_TYPE", "Kinds of area", _AREA_TYPE),
        _by_rule("CL_VALUE_STATUS", "How a publisher came by a value", _VALUE_STATUS),
        _by_rule("CL_QUALIFIER", "The word before a figure", _QUALIFIER, _PLAIN),
    )
    return CodeLists(lists, build.newest_source)


def ids_of(words: Iterable[str]) -> dict[str, str]:
    """An id for each word, by the rule; no two words have the same."""
    plain = {word: _NOT_OF_AN_ID.sub("_", word).strip("_-") for word in words}
    times = Counter(plain.values())
    return {word: made if made and times[made] == 1 else _marked(word, made) for word, made in plain.items()}


def _marked(word: str, made: str) -> str:
    return f"{made or 'X'}_{hashlib.sha256(word.encode()).hexdigest()[:8]}"


def _by_rule(name: str, title: str, words: Mapping[str, tuple[str, str]], none: Code | None = None) -> CodeList:
    """A list whose codes are our words, each with its name and what is said of it; `none` stands for the empty word."""
    ids = ids_of(word for word in words if word)
    codes = {word: Code(ids[word], *said) if word else none for word, said in words.items()}
    return CodeList(name, title, {word: code for word, code in codes.items() if code})


def _of_sources(edition: Edition) -> str:
    """Whose edition it is and how old its data are: itu_datahub 2026-04."""
    return "; ".join(f"{source} {', '.join(vintages)}" for source, vintages in edition.vintages.items())


def _named(codes: Mapping[str, str], names: Mapping[str, str]) -> dict[str, Code]:
    return {word: Code(code, names[word]) for word, code in codes.items()}


_TOTAL = Code("_T", "Total", "No breakdown by level.")
_PLAIN = Code("_Z", "No word", "The publication prints the figure alone.")

_SHARED = (
    CodeList("CL_FREQ", "Frequency", {"": Code("A", "Annual")}, "SDMX:CL_FREQ(2.1)", "SDMX", "2.1"),
    CodeList(
        "CL_SEX",
        "Sex",
        {"both": Code("_T", "Total"), "female": Code("F", "Female"), "male": Code("M", "Male")},
        "SDMX:CL_SEX(2.1)",
        "SDMX",
        "2.1",
    ),
    CodeList(
        "CL_OBS_STATUS",
        "Observation status",
        {
            ValueStatus.REPORTED: Code("A", "Normal value"),
            ValueStatus.ESTIMATED: (_ESTIMATED := Code("E", "Estimated value")),
            ValueStatus.MODELLED: _ESTIMATED,
            ValueStatus.PROJECTED: Code("F", "Forecast value"),
        },
        "SDMX:CL_OBS_STATUS(2.3)",
        "SDMX",
        "2.3",
    ),
)

_AGE = CodeList(
    "CL_AGE",
    "Age",
    _named(
        {
            "all": "_T",
            "0-14": "Y0T14",
            "15-24": "Y15T24",
            "not 15-24": "NOT_Y15T24",
            "25-74": "Y25T74",
            "75+": "Y_GE75",
        },
        AGES,
    ),
    "IAEG-SDGs:CL_AGE",
)
_URBANISATION = CodeList(
    "CL_URBANISATION",
    "Degree of urbanisation",
    _named({"total": "_T", "urban": "U", "rural": "R"}, LOCATIONS),
    "IAEG-SDGs:CL_URBANISATION",
)
_ORIGIN: dict[str, tuple[str, str]] = {
    Origin.PUBLISHED: ("Published", "As a publication or database prints it."),
    Origin.COMPUTED: ("Computed", "From economies, or from published figures of one edition."),
}
_AREA_TYPE: dict[str, tuple[str, str]] = {
    **{kind: (name, "") for kind, name in AREA_TYPES.items()},
    AreaType.GROUP: ("Group of the reader's own", "Its figures are computed when they are asked for."),
}
_VALUE_STATUS: dict[str, tuple[str, str]] = {
    ValueStatus.REPORTED: ("Reported", "A in OBS_STATUS."),
    ValueStatus.ESTIMATED: ("Estimated", "E in OBS_STATUS; so is every figure that is computed here."),
    ValueStatus.MODELLED: ("Modelled", "E in OBS_STATUS."),
    ValueStatus.PROJECTED: ("Projected", "F in OBS_STATUS."),
}
_QUALIFIER: dict[str, tuple[str, str]] = {
    Qualifier.EXACT: ("", ""),
    Qualifier.ABOUT: ("About", "The figure is rounded."),
    Qualifier.NEARLY: ("Nearly", "The true value is a little less."),
    Qualifier.AT_LEAST: ("At least", "A bound: the true value is this or more."),
    Qualifier.MORE_THAN: ("More than", "A bound: the true value is more."),
    Qualifier.AT_MOST: ("At most", "A bound: the true value is this or less."),
    Qualifier.LESS_THAN: ("Less than", "A bound: the true value is less."),
}
