"""The sections of an indicator's page: what it is, where figures come from, what to know before quoting them."""

from collections.abc import Sequence

from dash import html

from dashboard.address.selection import ALL, Selection
from dashboard.numbers import benchmark_text, counted, number, span, when
from dashboard.pages.indicators.coverage import coverage_part
from dashboard.parts.benchmark_source import benchmark_source
from dashboard.parts.download import File, download
from dashboard.parts.markup import Content
from dashboard.parts.table import Column, breakdown_word, plain_table, records
from dashboard.reading import extents
from dashboard.reading.holding import Chain
from dashboard.reading.indicator_facts import Found
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import breakdown_words
from dashboard.words.indicator_facts import computed, how_many, made, who
from dashboard.words.sources import citation, leads_to_publisher
from indicators.catalogue import Catalogue
from indicators.model import Indicator
from indicators.vocabulary import BREAKDOWNS, LEVELS, Direction

_READ_IN = {"publication": "read in the publication", "table": "read in a copy of the table", "quoted": "as quoted"}
_BETTER = {
    Direction.UP: "More is better.",
    Direction.DOWN: "Less is better.",
    Direction.BAND: "The closer to even, the better.",
    Direction.NONE: "Neither way is the better one.",
}
_BY = {"sex": "Sex", "age": "Age", "location": "Town and countryside", "level": "Level or kind"}
_CHAIN = (
    Column("Source and edition", "name"),
    Column("Document and place", "long"),
    Column("Figures", "number"),
    Column("Economies", "number"),
    Column("Years"),
    Column("Licence"),
)
_MOST_SUSPECTED = 40


def three_questions(found: Found) -> html.Dl:
    """What is measured, by whom and how new, and of how many: what a reader asks first."""
    indicator = found.indicator
    entries = (
        ("What is measured", f"{indicator.definition} Unit: {indicator.unit_label}. {_BETTER[indicator.direction]}"),
        ("Who says so", who(found)),
        ("Of how many", f"{how_many(found)} {computed(found)}".strip()),
    )
    return html.Dl([part for name, said in entries for part in (html.Dt(name), html.Dd(said))], className="three")


def content(found: Found, named: Sequence[tuple[str, File]]) -> list[Content]:
    """Everything under the three answers; `named` is what can be taken away."""
    sections = {
        "Coverage by year": coverage_part(found),
        "Where the figures come from": _sources(found),
        "What it is held against": _benchmarks(found.indicator),
        "Breaks": _breaks(found),
        "Parts": _parts(found),
        "How it belongs to others": _relations(found),
        "Files": _files(found, named),
    }
    return [html.Section([html.H2(heading), *parts]) for heading, parts in sections.items() if parts]


def _sources(found: Found) -> list[Content]:
    if not found.chains:
        said = [f"{_title_of(found.catalogue, one.source)} ({', '.join(one.series)})" for one in found.indicator.feeds]
        ways = f" It would be filled by: {'; '.join(said)}." if said else ""
        return [html.P(f"No published figure is held.{ways}")]
    cells = [
        [
            [one.source, html.Small(f"{one.edition}{_vintage(one)}")],
            _document(one, found.catalogue),
            number(one.figures, 0),
            number(one.economies, 0) if one.economies else "–",
            span(one.first_year, one.last_year),
            html.A(one.licence, href=one.licence_url) if one.licence_url else one.licence,
        ]
        for one in found.chains
    ]
    return [
        records("Published figures by edition, the newest edition first", _CHAIN, cells),
        *_feeds(found),
    ]


def _vintage(one: Chain) -> str:
    return f", of {when(one.vintage)}" if one.vintage else ""


def _document(one: Chain, catalogue: Catalogue) -> list[Content]:
    """The document and the place in it, how it was read, and a link to the publisher, never to who copied it."""
    source = catalogue.source_by_id[one.source_id]
    by = f": {one.quoted_by}" if one.quoted_by else ""
    place = f", for example {one.locator}" if one.locator else ""
    own = leads_to_publisher(one.url, source)
    link = html.A("Open the publication" if own else "The publisher's page", href=one.url if own else source.url)
    read = _READ_IN.get(one.read_in, "")
    return [f"{one.document}{place}. ", html.Small([f"{read[:1].upper()}{read[1:]}{by}. ", link])]


def _feeds(found: Found) -> list[Content]:
    feeds = found.indicator.feeds
    if not feeds:
        return []
    items = [
        html.Li([f"{_title_of(found.catalogue, one.source)}: ", html.Code(", ".join(one.series))]) for one in feeds
    ]
    summary = html.Summary(f"{counted(len(feeds), 'series', 'series')} of services and files that fill it, in order")
    return [html.Details([summary, html.Ul(items)])]


def _title_of(catalogue: Catalogue, source_id: str) -> str:
    source = catalogue.source_by_id.get(source_id)
    return source.title if source else source_id


def _benchmarks(indicator: Indicator) -> list[Content]:
    if not indicator.benchmarks:
        return [html.P("No benchmark is on record; only the direction can be told.")]
    entries: list[Content] = []
    for one in indicator.benchmarks:
        year = f" by {one.year}" if one.year else ""
        entries += [
            html.Dt(benchmark_text(one, indicator)),
            html.Dd([f"{one.label}{year}. Source: ", *benchmark_source(one)]),
        ]
    how = html.A("How a verdict is made", href="/methods")
    return [html.Dl(entries), html.P(how)]


def _breaks(found: Found) -> list[Content]:
    """The declared breaks, then the suspected ones, newest first."""
    names = {area.area_id: area.short_name for area in found.catalogue.areas}
    declared = [
        [str(one.year), ", ".join(names.get(each, each) for each in one.areas) or "everybody", one.note]
        for one in sorted(found.indicator.breaks, key=lambda one: (-one.year, one.areas))
    ]
    suspected = [
        [str(one.year), ", ".join([one.area, *breakdown_words(one)]), f"{one.before:g} → {one.after:g}"]
        for one in found.suspected[:_MOST_SUSPECTED]
    ]
    if not declared and not suspected:
        return [html.P("None is declared, and no line jumps so that one would be suspected.")]
    parts: list[Content] = []
    if declared:
        parts.append(plain_table("Declared: the first year of another definition or method", _BREAK_HEADS, declared))
    if suspected:
        total = len(found.suspected)
        more = f", the newest {_MOST_SUSPECTED} of {number(total, 0)}" if total > _MOST_SUSPECTED else ""
        heads = ["Year", "Where", "From the year before to it"]
        told = f"Suspected: jumps that look like another method, and are not declared{more}"
        rule = html.P(html.A("What counts as a suspected break", href="/methods#suspected-breaks"))
        parts += [
            html.Details([html.Summary(f"{counted(total, 'suspected break')}"), plain_table(told, heads, suspected)]),
            rule,
        ]
    return parts


_BREAK_HEADS = ["Year", "Where", "What changed"]


def _parts(found: Found) -> list[Content]:
    if not found.parts:
        return [html.P("There are totals only: no published figure is by sex, age, town and countryside, or level.")]
    order = {(by, word): place for by, words in BREAKDOWNS.items() for place, word in enumerate(words)}
    rows = sorted(
        found.parts, key=lambda one: (list(BREAKDOWNS).index(one.breakdown), order.get((one.breakdown, one.word), 0))
    )
    cells = [
        [
            f"{_BY[one.breakdown]}: {breakdown_word(one.breakdown, one.word)}",
            number(one.economies, 0) if one.economies else "–",
            number(one.groups, 0) if one.groups else "–",
            span(one.first_year, one.last_year),
        ]
        for one in rows
    ]
    heads = ["Part", "Economies", "World and groups", "Years"]
    return [plain_table("Parts of which there are published figures", heads, cells, numeric=(1, 2))]


def _relations(found: Found) -> list[Content]:
    indicator, catalogue = found.indicator, found.catalogue
    entries: list[tuple[str, Content]] = [("Target", _targets(indicator, catalogue))]
    if indicator.sdg:
        entries.append(("SDG indicator", indicator.sdg))
    if indicator.official.first or indicator.official.last:
        first, last = indicator.official.first or "…", indicator.official.last or "…"
        entries.append(("Official definition", f"{first}–{last}; other years are experimental"))
    if indicator.ratio_of:
        ratio = indicator.ratio_of
        words = BREAKDOWNS[ratio.by]
        two = f": {words[ratio.numerator].lower()} divided by {words[ratio.denominator].lower()}"
        entries.append(("Ratio of", [_link(ratio.indicator, catalogue), two]))
    for name, of in (("Sum of", indicator.sum_of), ("Product of", indicator.product_of)):
        if of:
            entries.append((name, [_link(of[0], catalogue), " and ", _link(of[1], catalogue)]))
    if indicator.complement_of:
        entries.append(("The rest of", [_link(indicator.complement_of, catalogue), ", which gives those without"]))
    if indicator.at_most:
        entries.append(("Part of", [_link(indicator.at_most, catalogue), ", which no figure of it can exceed"]))
    if behind := _used_by(indicator, catalogue):
        links: list[Content] = [part for one in behind for part in (_link(one.id, catalogue), "; ")][:-1]
        entries.append(("Others that rest on it", links))
    if indicator.default_level:
        entries.append(("Shown first", LEVELS[indicator.default_level]))
    if indicator.scope:
        entries.append(("Whom it covers", indicator.scope.says))
    for one in indicator.unpublished:
        names = ", ".join(catalogue.area_by_id[area].name for area in one.areas)
        entries.append(("Not published", f"{names}: {one.document} says that {one.says}"))
    entries.append(
        ("Groups", [f"{made(indicator)} ", html.A("The rules", href="/methods#groups-computed-from-economies")])
    )
    return [html.Dl([part for name, said in entries for part in (html.Dt(name), html.Dd(said))])]


def _targets(indicator: Indicator, catalogue: Catalogue) -> list[Content]:
    ids = [one for one in (indicator.target, *indicator.also_under) if one]
    if not ids:
        return ["None: it is used to compute others."]
    parts: list[Content] = []
    for place, one in enumerate(ids):
        target = catalogue.target_by_id[one]
        role = f" ({indicator.role})" if not place else ""
        parts += [
            ", " if place else "",
            html.A(f"{one} {target.short}", href=f"/targets/{one}?indicator={indicator.id}"),
            role,
        ]
    return parts


def _used_by(indicator: Indicator, catalogue: Catalogue) -> list[Indicator]:
    """The indicators that are computed from this one."""
    return [
        one
        for one in catalogue.indicators
        if indicator.id
        in (
            one.complement_of,
            *(one.sum_of or ()),
            *(one.product_of or ()),
            *((one.ratio_of.indicator,) if one.ratio_of else ()),
        )
    ]


def _link(indicator_id: str, catalogue: Catalogue) -> html.A:
    return html.A(catalogue.indicator_by_id[indicator_id].title, href=f"/indicators/{indicator_id}")


def files(snapshot: Snapshot, indicator: Indicator) -> list[tuple[str, File]]:
    """What can be taken away, by what it is called."""
    asked = Selection(indicator=(indicator.id,))
    every = asked.but(edition=ALL)
    return [
        ("Newest edition of each line", _observations(snapshot, asked, "of newest editions")),
        ("Every edition", _observations(snapshot, every, "of every edition")),
        ("Verdicts", File("progress", asked.query_string(), extents.asked_progress(snapshot, asked))),
    ]


def _observations(snapshot: Snapshot, selection: Selection, editions: str) -> File:
    return File("observations", selection.query_string(), extents.asked_observations(snapshot, selection), editions)


def _files(found: Found, named: Sequence[tuple[str, File]]) -> list[Content]:
    """A button for each file, in the formats that there are."""
    cite = citation(found.indicator.title, ((one.source, one.edition) for one in found.chains), found.build)
    buttons = [download(words, file, found.build, cite=cite) for words, file in named]
    shown = html.A("Draw it in Explore", href=f"/explore?indicator={found.indicator.id}")
    return [html.Div(buttons, className="buttons"), html.P(shown)]
