"""What a target's page says of itself where its link is shared or found: its finding, its verdict and its figures."""

from dashboard.numbers import benchmark_text, with_unit
from dashboard.pages.targets.economies import of_the_set
from dashboard.pages.targets.found import Found, find
from dashboard.pages.targets.view import target_view
from dashboard.reading.holding import publishers
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import known, observations
from dashboard.serving.heads import Card, Dataset, Head, Kept, short
from dashboard.words.findings import target_title
from dashboard.words.pace import closes_text, expected_text, judged_by
from dashboard.words.plan import name_of
from dashboard.words.sources import source_line
from indicators.catalogue import Catalogue
from indicators.vocabulary import AreaType


def addresses(catalogue: Catalogue) -> list[str]:
    """The paths of the targets."""
    return [f"/targets/{target.id}" for target in catalogue.targets]


_FOUND: Kept[Found] = Kept(4)


def found_for_head(snapshot: Snapshot, target_id: str, arguments: list[tuple[str, str]]) -> Found | None:
    """What was found for the head of the view at an address, for the page that follows it; None where nothing was."""
    return _FOUND.take((snapshot.build.file, target_id, tuple(arguments)))


def finding(found: Found) -> str:
    """The title of a view: of a set of economies, of the area that its address asks for, or of the world."""
    view = found.view
    if view.of_a_set:
        return of_the_set(found)
    asked = found.build.catalogue.area_by_id.get(view.badge)
    name = asked.name if asked is not None and asked.area_type is not AreaType.WORLD else ""
    return target_title(view.target, view.indicator, found.badge, observations(found.frame), name)


def head(snapshot: Snapshot, arguments: list[tuple[str, str]], target_id: str) -> Head:
    """The head of a target's page in the state that its address asks for."""
    view = target_view(snapshot, snapshot.catalogue.target_by_id[target_id], arguments)
    found = _FOUND.keep((snapshot.build.file, target_id, tuple(arguments)), find(snapshot, view))
    target, title = view.target, finding(found)
    told = ", ".join(_behind(found))
    described = f"Target {target.id}, {target.title}. {view.indicator.title}{f': {told}' if told else ''}."
    return Head(
        title,
        short(f"{described} {_source(found)}".strip()),
        _card(found, title),
        view.query_string,
        _dataset(snapshot, found),
        draws=not found.frame.empty,
        lively=not found.frame.empty,
    )


def _card(found: Found, title: str) -> Card:
    view, row = found.view, None if found.view.of_a_set else found.badge
    kicker = f"Target {view.target.id} · {name_of(found.build.catalogue.plan)}"
    if row is None or not known(row.latest_value):
        return Card(kicker, title, lines=(view.target.statement,), source=_source(found))
    value = with_unit(row.latest_value, view.indicator, row.latest_qualifier)
    about = f"{row.short_name}, {int(row.latest_year)}"
    return Card(kicker, title, value, about, row.status, tuple(map(_sentence, _behind(found))), _source(found))


def _behind(found: Found) -> list[str]:
    """The benchmark, what is expected, and what share of the distance that closes."""
    row, indicator = found.badge, found.view.indicator
    if row is None or found.view.of_a_set:
        return []
    benchmark = indicator.benchmark_for(row.area_id, row.benchmark_set or "")
    level = f"benchmark {benchmark_text(benchmark, indicator)} by {judged_by(row)}" if benchmark else ""
    said = [level, expected_text(row, indicator), closes_text(row)]
    return list(filter(None, said))


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"


def _source(found: Found) -> str:
    """Who published the judged figure, in which edition; of a view without one, nothing."""
    row = found.badge
    if row is None or found.view.of_a_set:
        return ""
    figures = [
        one
        for one in observations(found.frame)
        if (one.area_id, one.year, one.edition) == (row.area_id, row.latest_year, row.edition)
    ]
    return f"Source: {source_line(figures, found.build.catalogue)}" if figures else ""


def _dataset(snapshot: Snapshot, found: Found) -> Dataset | None:
    target = found.view.target
    indicators = [one for one in snapshot.catalogue.indicators_of(target.id) if one.target == target.id]
    held = publishers(snapshot, [one.id for one in indicators])
    if not held:
        return None
    return Dataset(
        f"Target {target.id}: {target.title}",
        f"{target.statement} {target.official_indicator}. Published figures, and groups computed from them.",
        tuple(dict.fromkeys(one.publisher for one in held)),
        tuple(dict.fromkeys(one.licence_url or one.licence for one in held)),
        (min(one.first_year for one in held), max(one.last_year for one in held)),
        "World, regions, groups and economies",
        f"/api/v1/observations.csv?target={target.id}",
        tuple(one.title for one in indicators),
    )
