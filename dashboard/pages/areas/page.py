"""/areas/<area>: the profile of a region, group or economy.

The reader, a delegate, a minister's adviser or a statistician, wants to know: where this area stands on each of the
targets and against what; where it ranks among its peers; whether it gets better, and faster than they and the
world; how large its gaps are; what is known of it at all, and what is not, and why. On paper it takes two pages; with a
second area in the address both stand side by side.
"""

from dash import dcc, html, register_page

from dashboard import shell
from dashboard.address.lens import lens_of
from dashboard.address.selection import ALL, Selection, pairs
from dashboard.pages.areas.absence import existence
from dashboard.pages.areas.comparison import comparison_table, side_by_side
from dashboard.pages.areas.coverage import coverage_section, missing_section
from dashboard.pages.areas.facts import Facts, facts
from dashboard.pages.areas.gap_table import gap_section, gaps_of
from dashboard.pages.areas.list import area_links, groups_list
from dashboard.pages.areas.picker import beside, kicker, picker
from dashboard.pages.areas.ranks import peers_of
from dashboard.pages.areas.standing import Standing, standings
from dashboard.pages.areas.target_table import target_table
from dashboard.pages.areas.trends import trends
from dashboard.pages.areas.view import ProfileView, profile_view
from dashboard.pages.areas.words import exits_in_words, lead, title
from dashboard.parts.download import File, download
from dashboard.parts.lens_sentence import lens_sentence
from dashboard.parts.markup import Content, island
from dashboard.parts.notices import notices
from dashboard.parts.share import share_bar
from dashboard.reading import extents
from dashboard.reading.held import held_figures, population
from dashboard.reading.warehouse import Snapshot, served
from dashboard.words.sources import citation
from indicators.catalogue import Catalogue


def _page_title(area_id: str | None = None) -> str:
    return shell.titled(f"Area {area_id}" if area_id else "")


def _addresses(catalogue: Catalogue) -> list[str]:
    return [f"/areas/{area.area_id}" for area in catalogue.areas]


register_page(__name__, path_template="/areas/<area_id>", name="Areas", title=_page_title, addresses=_addresses)


def layout(area_id: str = "WLD", **query: str | list[str]) -> html.Div:
    """The profile of an area, beside another one where the address asks for it."""
    with served().snapshot() as snapshot:
        area = snapshot.catalogue.area_by_id.get(area_id)
        if area is None:
            return _unknown(area_id, snapshot.catalogue)
        view = profile_view(snapshot.catalogue, area, pairs(query))
        return _profile(snapshot, view)


def _profile(snapshot: Snapshot, view: ProfileView) -> html.Div:
    found = facts(snapshot, view)
    exists = existence(snapshot, found)
    peers = {area.area_id: peers_of(area, snapshot.catalogue.areas, found.members) for area in view.areas}
    of_each = [standings(found, area, peers[area.area_id]) for area in view.areas]
    finding = title(found, of_each)
    if view.other is None:
        targets = target_table(found, exists, view.area, of_each[0], peers[view.area.area_id])
    else:
        targets = comparison_table(found, exists, side_by_side(found, view.area, view.other))
    gaps = [(area, gaps_of(snapshot, found, area)) for area in view.areas]
    held = [(area, held_figures(snapshot, area.area_id)) for area in view.areas]
    return html.Div(
        [
            html.Div([picker(snapshot.catalogue, view), _share(snapshot, found, finding)], className="profile-bar"),
            kicker(found),
            html.H1(finding, tabIndex="-1"),
            html.P(_lead(snapshot, found, of_each), className="lead"),
            lens_sentence(snapshot.catalogue.plan, view.lens),
            *([html.P(leaving, className="soft")] if (leaving := exits_in_words(found)) else []),
            beside(found),
            notices(view.problems),
            html.Div(
                [
                    targets,
                    trends(snapshot, found),
                    gap_section(found, exists, gaps),
                    missing_section(found, exists, view.areas),
                    coverage_section(found, held),
                    _files(snapshot, view),
                ],
                className="content",
            ),
        ],
        className="page profile",
    )


def _lead(snapshot: Snapshot, found: Facts, of_each: list[list[Standing]]) -> str:
    """What stands under the finding: of two areas each under its name."""
    told = [
        lead(found, area, population(snapshot, found.economies_of(area)), standing)
        for area, standing in zip(found.view.areas, of_each, strict=True)
    ]
    if found.view.other is None:
        return told[0]
    return " ".join(f"{area.name}: {words}" for area, words in zip(found.view.areas, told, strict=True))


def _share(snapshot: Snapshot, found: Facts, finding: str) -> html.Div:
    shown = {area.area_id for area in found.view.areas}
    sources = [(line[-1].source, line[-1].edition) for (_, area_id), line in found.lines.items() if area_id in shown]
    return share_bar(citation(finding, sources, snapshot.build))


def _files(snapshot: Snapshot, view: ProfileView) -> html.Section:
    selection = view.exported
    judgements = selection.but(horizon=(str(view.lens.horizon),), benchmark=view.lens.benchmark)
    files = [
        _figures(snapshot, "Newest figures", selection.but(latest=True), "of newest editions"),
        _figures(snapshot, "All years and editions", selection.but(edition=ALL), "of every edition"),
        download(
            "Judgements",
            File("progress", judgements.query_string(), extents.asked_progress(snapshot, judgements)),
            snapshot.build,
        ),
    ]
    return html.Section(
        [
            html.H2("Take the figures away"),
            island(files, className="buttons"),
        ],
        className="take",
    )


def _figures(snapshot: Snapshot, words: str, selection: Selection, editions: str) -> html.Span:
    extent = extents.asked_observations(snapshot, selection)
    return download(words, File("observations", selection.query_string(), extent, editions), snapshot.build)


def _unknown(area_id: str, catalogue: Catalogue) -> html.Div:
    """The page of an area that there is not: those it may have meant, and the list of groups."""
    lens = lens_of(Selection(), catalogue.plan.usual_horizon)
    close = [catalogue.area_by_id[one] for one in catalogue.codes.likely(area_id)]
    meant: list[Content] = [html.P("Perhaps one of these was meant:"), island(area_links(close, lens))] if close else []
    return html.Div(
        [
            html.H1(f"There is no area {area_id}", tabIndex="-1"),
            html.P("Economies go by their code of ISO 3166, such as KEN; groups by the codes below.", className="lead"),
            *meant,
            html.Div(picker(catalogue), className="profile-bar"),
            groups_list(catalogue, lens),
            html.P(dcc.Link("All economies from A to Z", href="/areas")),
        ],
        className="page profile",
    )
