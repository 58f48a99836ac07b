"""What to read first, beside the picture: three findings as a list, each with a small chart and a link."""

from collections.abc import Sequence

from dash import html
from markupsafe import Markup

from dashboard.figures.sparkline import sparkline
from dashboard.numbers import figure
from dashboard.pages.overview.read_first import Finding
from dashboard.parts.markup import element, island


def reading_list(findings: Sequence[Finding]) -> html.Div:
    """The findings, in their order."""
    parts = [element("h2", "What to read first", id="first-title"), element("ol", [_item(one) for one in findings])]
    return island(parts, className="read-first", role="region", **{"aria-labelledby": "first-title"})


def _item(finding: Finding) -> Markup:
    link = element("a", finding.head, href=finding.href)
    return element("li", [element("h3", link), element("p", finding.told), _chart(finding)])


def _chart(finding: Finding) -> Markup | None:
    indicator = finding.indicator
    if len(finding.course) < 2 or indicator is None:
        return None
    (began, first), (year, now) = finding.course[0], finding.course[-1]
    label = f"{indicator.short}: {figure(first, indicator)} in {began} to {figure(now, indicator)} in {year}"
    if finding.level is not None:
        label += f"; the dashes are the benchmark, {figure(finding.level, indicator)}"
    return element(
        "div",
        [
            sparkline(finding.course, finding.level, label),
            element("small", [f"{began}", element("span", str(year))], **{"aria-hidden": "true"}),
        ],
        className="course-of",
    )
