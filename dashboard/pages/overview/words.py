"""What the overview says, as sentences computed from the facts of its cards."""

from dashboard.numbers import benchmark_text, words_of
from dashboard.pages.overview.card_facts import CardFacts
from dashboard.words.pace import pace_text
from indicators.vocabulary import Status


def overview_title(facts: list[CardFacts]) -> str:
    """The overview's finding: how many targets the world meets, and how many cannot be judged."""
    met = sum(one.status is Status.MET for one in facts)
    silent = sum(one.status is Status.NOT_ASSESSABLE for one in facts)
    first = f"The world meets {words_of(met)} of {words_of(len(facts))} targets"
    if not silent:
        return first
    return f"{first}; {words_of(silent)} cannot be judged for want of data or of a benchmark"


def overview_lead(facts: list[CardFacts]) -> str:
    """The slowest of the world's judged paces, in a sentence; empty where none is judged."""
    paced = [one for one in facts if one.judged is not None and one.judged.pace_ratio == one.judged.pace_ratio]
    behind = [one for one in paced if one.status in (Status.MODERATE, Status.SLOW)]
    if not behind:
        return ""
    slowest = min(behind, key=lambda one: one.judged.pace_ratio)  # type: ignore[union-attr]
    world, judged = slowest.world, slowest.judged
    if world is None or judged is None or world.benchmark is None:
        return ""
    return (
        f"{world.indicator.title}: {pace_text(judged, world.indicator)} on the way to "
        f"{benchmark_text(world.benchmark, world.indicator)} by {judged.horizon}."
    )
