"""What the overview says, as sentences computed from the facts of its cards."""

from dashboard.numbers import benchmark_text, words_of
from dashboard.pages.overview.card_facts import CardFacts
from dashboard.words.pace import closes_text, judged_by, pace_text
from indicators.vocabulary import Status


def overview_title(facts: list[CardFacts]) -> str:
    """The overview's finding: on how many targets the best published benchmark is reached, on how many not, and how
    many cannot be judged. The plan itself sets no numbers.
    """
    met = sum(one.status is Status.MET for one in facts)
    silent = sum(one.status is Status.NOT_ASSESSABLE for one in facts)
    short = len(facts) - met - silent
    first = f"On the best published benchmarks {words_of(met) if met else 'none'} of {words_of(len(facts))} targets"
    first = f"{first} {'are' if met > 1 else 'is'} reached, {words_of(short)} {'falls' if short == 1 else 'fall'} short"
    return f"{first}; {words_of(silent)} cannot be judged" if silent else first


def overview_lead(facts: list[CardFacts]) -> str:
    """The slowest of the world's judged paces, in a sentence; empty where none is judged."""
    behind = [one for one in facts if one.status in (Status.MODERATE, Status.SLOW) and one.judged is not None]
    if not behind:
        return ""
    slowest = min(behind, key=lambda one: one.judged.closes if one.judged is not None else 1.0)
    world, judged = slowest.world, slowest.judged
    if world is None or judged is None or world.benchmark is None:
        return ""
    return (
        f"{world.indicator.title}: {pace_text(judged, world.indicator)} on the way to "
        f"{benchmark_text(world.benchmark, world.indicator)} by {judged_by(judged)}, which {closes_text(judged)}."
    )
