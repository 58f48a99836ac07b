"""cite: how figures are cited, with the documents behind them."""

from collections.abc import Sequence

from dashboard.address.selection import OF_OBSERVATIONS
from dashboard.assistants.answers import CiteAnswer
from dashboard.assistants.arguments import ObservationsArguments
from dashboard.assistants.asked import MOST_ROWS, Asking, counted
from dashboard.assistants.figures import NOTHING
from dashboard.numbers import span
from dashboard.reading import own_groups
from dashboard.rows import Observation, observations
from dashboard.words.sources import citation
from dashboard.words.spoken import listed, measure
from indicators.vocabulary import Origin

_MOST_NAMED = 4


def cite(asking: Asking, asked: ObservationsArguments) -> CiteAnswer:
    """The citation of the figures of a selection: of all of them, whatever their number."""
    selection = asking.selection(asked, OF_OBSERVATIONS)
    found = observations(own_groups.observations(asking.snapshot, selection))
    repeat = asking.base.observations(selection, tuple(dict.fromkeys(row.indicator_id for row in found)))
    editions = [(row.source, row.edition) for row in found]
    whole = f"{citation(_title(asking, found), editions, asking.snapshot.build)} {repeat.page}" if found else ""
    documents = list(dict.fromkeys(row.citation for row in found))
    return CiteAnswer(
        said=[whole, *_computed(found)] if found else [NOTHING],
        citation=whole,
        documents=documents[:MOST_ROWS],
        counted=counted(len(documents), min(len(documents), MOST_ROWS), repeat.csv),
        figures=len(found),
        sources=asking.sources(found),
        repeat=repeat,
        build=asking.build,
    )


def _title(asking: Asking, found: Sequence[Observation]) -> str:
    known = asking.snapshot.catalogue.indicator_by_id
    names = [known[one].title for one in dict.fromkeys(row.indicator_id for row in found)]
    areas = list(dict.fromkeys(row.area for row in found))
    where = listed(areas) if len(areas) <= _MOST_NAMED else f"{len(areas)} areas"
    years = [row.year for row in found]
    what = measure(names[0], found) if len(names) == 1 else listed(names[:_MOST_NAMED])
    return f"{what}, {where}, {span(min(years), max(years))}"


def _computed(found: Sequence[Observation]) -> list[str]:
    count = sum(row.origin == Origin.COMPUTED for row in found)
    if not count:
        return []
    return [f"{count} of the {len(found)} figures are computed by this tracker from those of the sources: say so."]
