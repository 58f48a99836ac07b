"""What the overview says, as sentences computed from where the targets stand.

The plan sets no numbers: what is counted is reached or not "on the best published benchmark", never "of the plan".
"""

from collections import Counter
from collections.abc import Sequence

from dashboard.address.lens import Lens
from dashboard.address.selection import DEFAULT_SET
from dashboard.numbers import THIN, benchmark_text, figure, percent, span, suffix, unit_words, words_of
from dashboard.pages.overview.card_facts import CardFacts, distance_text
from dashboard.pages.overview.placed import OLD_AFTER, Place, Placed
from dashboard.rows import Judgement, known
from dashboard.words.pace import closes_percent, expected_text, judged_by, yearly
from dashboard.words.places import in_a_place
from dashboard.words.status import WORDS
from indicators.model import Indicator
from indicators.vocabulary import AreaType, Origin, Status


def overview_title(targets: Sequence[Placed], lens: Lens) -> str:
    """The overview's finding: of the targets that can be judged, on how many the benchmark is reached, and on how many
    the present pace reaches it in time.
    """
    if not targets:
        return "None of the targets has a figure that can be judged"
    statuses = [one.facts.status for one in targets]
    met, on_course = statuses.count(Status.MET), [one for one in targets if one.facts.status is Status.ON_TRACK]
    many = "The one target" if len(targets) == 1 else f"{_how_many(met)} of the {words_of(len(targets))} targets"
    has = (
        "have reached their"
        if met > 1
        else "has not reached its"
        if len(targets) == 1 and not met
        else "has reached its"
    )
    first = f"{many} that can be judged {has} {'best published ' if lens.benchmark == DEFAULT_SET else ''}benchmark"
    if met == len(targets):
        return first
    if not on_course:
        others = "the other is not" if met and len(targets) - met == 1 else "none is"
        return f"{first}; {others} on course for {lens.horizon}"
    close = sum(one.own.judged.firm is False for one in on_course)
    return (
        f"{first}; {_are(len(on_course))} on course to do so by {lens.horizon}{_within_rounding(close, len(on_course))}"
    )


def _how_many(count: int) -> str:
    return words_of(count).capitalize() if count else "None"


def _are(count: int) -> str:
    return f"{words_of(count)} {'is' if count == 1 else 'are'}"


def _within_rounding(close: int, of: int) -> str:
    if not close:
        return ""
    return ", within rounding" if close == of else f", {words_of(close)} of them within rounding"


def overview_deck(targets: Sequence[Placed]) -> str:
    """Who is left behind: the group that is last on most targets, and how far from the first on one of them.

    The figures that are told beside each other are of one year and edition; one of all people is told before others.
    """
    behind = [(one, last) for one in targets if (last := one.behind) is not None]
    if not behind:
        return "No target has figures of two regions, so that none can be called furthest behind."
    ((area_id, count),) = Counter(last.area.area_id for _, last in behind).most_common(1)
    mine = [(one, last) for one, last in behind if last.area.area_id == area_id]
    of_many = f"{words_of(count)} of the {words_of(len(behind))} targets that compare"
    last_on = of_many if len(behind) > 1 else "the one target that compares"
    first = f"Furthest behind: {in_a_place(mine[0][1].area)}, last on {last_on} regions and LDCs"
    pairs = [(last, best) for one, last in mine if (best := _first_beside(one, last)) is not None]
    if not pairs:
        return f"{first}."
    last, best = max(pairs, key=lambda pair: (pair[0].indicator.of_everyone, pair[1].reached - pair[0].reached))
    there, elsewhere = (figure_of(one) for one in (last, best))
    return f"{first}; {last.indicator.short}: {there} there, {elsewhere} in {in_a_place(best.area)} ({last.year})."


def _first_beside(target: Placed, last: Place) -> Place | None:
    """The group that is furthest ahead among those with the same year, edition and benchmark."""
    same = (last.year, last.judged.edition, last.benchmark)
    others = (one for one in target.groups if one is not last)
    alike = [one for one in others if (one.year, one.judged.edition, one.benchmark) == same]
    return max(alike, key=lambda one: one.reached, default=None)


def years_text(targets: Sequence[Placed]) -> str:
    """How old the figures of the picture are; what the plan itself says of them."""
    years = [place.year for one in targets for place in (one.own, *one.groups)]
    when = f" Figures of {span(min(years), max(years)).replace('–', ' to ')}, each with its year." if years else ""
    return f"(the plan itself sets no numbers).{when}"


def fact(target: Placed, build_year: int) -> str:
    """The one fact beside a verdict: what share of the way is closed, what is expected, what was due, what is left."""
    facts, row, indicator = target.facts, target.own.judged, target.own.indicator
    level, status = benchmark_text(target.own.benchmark, indicator), facts.status
    if status is Status.MET:
        return f"{level} reached{', on its way out' if row.at_risk else ''}"
    if status is Status.ON_TRACK:
        expected = figure(row.expected_value, indicator)
        return f"{expected} expected, within rounding" if row.firm is False else expected_text(row, indicator)
    if status in (Status.MODERATE, Status.SLOW):
        return f"closes {closes_percent(row.closes)} of the way by {judged_by(row)}"
    if status is Status.MISSED or judged_by(row) < build_year:
        return f"{level} was due in {judged_by(row)}"
    if status in (Status.STALLED, Status.REVERSING) and known(row.recent_a_year):
        return f"{yearly(row.recent_a_year, indicator)} a year of late"
    return distance_text(facts.world) if facts.world is not None else ""


def measured(target: Placed) -> str:
    """What a row shows: the indicator, of whom where that is not the world, and what is asked together and not met."""
    facts, area = target.facts, target.facts.area
    of = "" if area.area_type is AreaType.WORLD else f", {in_a_place(area)}"
    also = [
        f"{one.world.indicator.short} {figure(one.world.value, one.world.indicator, one.world.qualifier)}"
        for one in facts.beside
        if one.judged is None or one.judged.status != Status.MET
    ]
    return "; ".join([f"{target.own.indicator.short}{of}", *also])


def figure_of(place: Place) -> str:
    """The figure of a place with its bound and unit: about 80 %, 0.94, 132 of 194."""
    said = figure(place.judged.latest_value, place.indicator, place.judged.latest_qualifier)
    return f"{said}{unit_words(place.indicator)}" if place.indicator.out_of else said


def edition_of(row: Judgement) -> str:
    """The edition of a judged figure, and how it was made where nobody published it."""
    if row.origin != Origin.COMPUTED:
        return f"edition {row.edition}"
    return f"computed from {'economies' if known(row.economies_with_data) else 'published figures'}, {row.edition}"


def about(place: Place) -> str:
    """All that a dot says: of whom, value, year, edition, share of the benchmark, verdict and what is expected."""
    row = place.judged
    ahead = expected_text(row, place.indicator)
    return (
        f"{place.area.name}, {place.indicator.short}: {figure_of(place)} in {place.year} ({edition_of(row)}); "
        f"{share_of(place)} of {benchmark_text(place.benchmark, place.indicator)}; "
        f"{WORDS[Status(row.status)].lower()}{f', {ahead}' if ahead else ''}"
    )


def share_of(place: Place) -> str:
    """The share of the benchmark that a figure has reached; never 100 % where it has not, nor where it has more."""
    if place.reached > 1 and round(100 * place.reached) == 100:
        return f"over 100{THIN}%"
    return percent(place.reached)


def rule(lens: Lens, build_year: int, targets: Sequence[Placed]) -> str:
    """How the picture is to be read, said below it."""
    others = [one.facts for one in targets if one.facts.area.area_type is not AreaType.WORLD]
    but = "".join(f", in {one.target.id} {in_a_place(one.area)}" for one in others)
    return (
        "Each dot stands at the share of its benchmark that its figure has reached: figure ÷ benchmark; of prices "
        "benchmark ÷ figure; of a ratio its score (r, above even 1 ÷ r) ÷ the score of the band's edge. "
        f"Diamond: the world{but}. Dotted: what the present pace makes of it by {lens.horizon}. "
        f"Hollow: a figure from before {build_year - OLD_AFTER}. An angle: beyond the scale."
    )


def reporting(facts: CardFacts, economies: int) -> str:
    """A target without a place in the picture, in the strip below it: how many economies report."""
    world = facts.world
    if world is not None:
        return f"{figure(world.value, world.indicator, world.qualifier)} in {world.year}, not judged"
    return f"{economies} economies report" if economies else "no economy reports"


def in_full(value: float, indicator: Indicator, qualifier: str = "") -> str:
    """A figure with its whole unit: 29.91 % of monthly GNI p.c., 132 of 194."""
    said = figure(value, indicator, qualifier)
    if suffix(indicator) and indicator.unit_label.startswith("%"):
        return f"{said.removesuffix('%')}{indicator.unit_label}"
    return f"{said}{unit_words(indicator)}"
