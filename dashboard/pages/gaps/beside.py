"""What stands beside the ratios of the page of gaps: published ones beside computed ones, and who has no figure."""

from dash import html

from dashboard.numbers import MINUS, fixed
from dashboard.pages.gaps.found import Found
from dashboard.parts.table import plain_table
from dashboard.reading.gap_shares import Comparison
from dashboard.words.absence import why
from indicators.model import Indicator


def comparison(found: Found) -> list[html.Details]:
    """Ratios that are published beside those computed from two shares, and computed ones that are newer."""
    beside = found.comparisons
    if not beside:
        return []
    cells = [
        [
            f"{one.computed.short_name} {int(one.computed.year)}",
            f"{one.published.text} ({one.published.edition})" if one.published else "none",
            f"{one.computed.text} ({one.computed.edition})",
            _difference(one),
            _explained(one, found.indicator),
        ]
        for one in beside
    ]
    heads = ["Area and year", "Published (edition)", "Computed (edition)", "Difference", "What lies between"]
    caption = "Published ratios beside those computed from two shares"
    newer = [
        f"{one.computed.short_name} {int(one.computed.year)}, {one.computed.text}"
        for one in beside
        if not one.published
    ]
    more = f"; newer than any published: {'; '.join(newer)}" if newer else ""
    summary = html.Summary(
        f"Published beside computed: {len(beside)} {'ratio' if len(beside) == 1 else 'ratios'}{more}"
    )
    note = html.P(
        "A published ratio comes from unrounded shares, a computed one from shares as they are printed. Of whole per "
        "cents it can be off by a hundredth or two: such a ratio stands first only where no published one is held.",
        className="soft",
    )
    return [html.Details([summary, note, plain_table(caption, heads, cells, numeric=(1, 2, 3))], className="panel")]


def _difference(one: Comparison) -> str:
    if one.published is None:
        return "–"
    text = fixed(one.computed.value - one.published.value, 2)
    return text if text.startswith(MINUS) or not text.strip("0.") else f"+{text}"


def _explained(one: Comparison, indicator: Indicator) -> str:
    note = str(one.computed.note)
    if one.published is None:
        return note
    if fixed(one.computed.value, indicator.decimals) == fixed(one.published.value, indicator.decimals):
        return f"the same when rounded; {note}"
    return note if one.same_vintage else f"another edition, which may restate history; {note}"


def absent(found: Found) -> list[html.Section]:
    """Which groups have no figure, and why; nothing where all have one."""
    reasons: dict[str, list[str]] = {}
    for area in found.absent:
        reasons.setdefault(why(found.missing.why(found.indicator, area)), []).append(area.name)
    if not reasons:
        return []
    items = [html.Li([html.B(f"{', '.join(names)}: "), f"{reason}."]) for reason, names in reasons.items()]
    return [html.Section([html.H2("Without a figure"), html.Ul(items)], className="missing")]
