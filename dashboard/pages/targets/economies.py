"""What a target page says of all economies of a group: its title, and how many have which verdict."""

from collections import Counter

from dash import html

from dashboard.numbers import counted
from dashboard.pages.targets.found import Found
from dashboard.parts.markup import Content, element, island
from dashboard.parts.status import badge
from dashboard.rows import judgements, known
from dashboard.words.sets import set_title, threshold_title
from dashboard.words.spoken import listed, measure
from indicators.vocabulary import Status


def of_the_set(found: Found) -> str:
    """The title of a page about all economies of a group: how many reach the benchmark, or are within the bounds."""
    view, chosen = found.view, found.view.chosen
    areas = found.build.catalogue.area_by_id
    whose = listed([areas[one].short_name for one in chosen.member_of])
    judged = [row for row in judgements(found.judged) if known(row.latest_year)]
    if chosen.over is not None or chosen.under is not None:
        name = measure(view.indicator.short, judgements(found.judged))
        return threshold_title(name, view.indicator, whose, len(judged), found.of_all, chosen.over, chosen.under)
    shared = view.indicator.shared_benchmark([row.area_id for row in judged], view.lens.benchmark_set)
    return set_title(view.indicator, whose, judged, shared)


def tally(found: Found) -> list[Content]:
    """How many economies of the set have which verdict, in the order of the ladder; those without a figure last."""
    judged = judgements(found.judged)
    counts = Counter(Status(row.status) for row in judged if known(row.latest_year))
    silent = sum(not known(row.latest_year) for row in judged)
    items = [element("li", badge(status, f" {counts[status]}")) for status in Status if counts[status]]
    without = element("li", f"{counted(silent, 'economy', 'economies')} without a figure", className="soft")
    last = [without] if silent and found.view.chosen.over is None and found.view.chosen.under is None else []
    return [island(html.Ul([*items, *last], className="tally"))]
