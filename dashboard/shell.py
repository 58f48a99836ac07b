"""What stands around every page: skip link, one row with the name, the pages and the scheme, and the footer."""

from dash import MATCH, ClientsideFunction, Input, Output, State, clientside_callback, dcc, html, page_container

from dashboard import theme
from dashboard.numbers import counted, when
from dashboard.parts.glossary import meanings
from dashboard.parts.lens_sentence import BENCHMARK_FIELD, HORIZON_FIELD
from dashboard.parts.markup import Content, element, island
from dashboard.reading.warehouse import Build, NoWarehouseError, served
from dashboard.serving.dash_internals import CONTENT, LOCATION
from dashboard.serving.failures import nothing_yet
from dashboard.words.plan import name_of
from indicators.plan import Plan

PAGES = {
    "Overview": "/",
    "Targets": "/targets",
    "Explore": "/explore",
    "Areas": "/areas",
    "Gaps": "/gaps",
    "Report": "/report",
    "Data": "/data",
    "Methods": "/methods",
}
FOUND = PAGES | {"Indicators": "/indicators", "Figures for spreadsheets and programs": "/api/"}
"""The pages that the search finds: those of the navigation, and two beside it."""


def titled(part: str = "") -> str:
    """The title of a page of the served build: what the page is about, and what this is called."""
    try:
        with served().snapshot() as snapshot:
            plan = snapshot.catalogue.plan
    except NoWarehouseError:
        plan = None
    return f"{part} · {name_of(plan)}" if part else name_of(plan)


def layout() -> html.Div:
    """The page frame; `page_container` holds the page, or a sentence stands in its place while there is no data."""
    try:
        with served().snapshot() as snapshot:
            build, content, plan = snapshot.build, page_container, snapshot.catalogue.plan
    except NoWarehouseError as reason:
        build, content, plan = None, nothing_yet(reason), None
    return html.Div(
        [
            html.A("Skip to content", href="#content", className="skip"),
            html.Header(
                [
                    html.Div(
                        [
                            dcc.Link(_brand(plan), href="/", className="brand"),
                            html.Nav(
                                html.Ul(
                                    [
                                        html.Li(dcc.Link(page, href=path, id=f"nav-{page.lower()}"))
                                        for page, path in PAGES.items()
                                    ]
                                ),
                                **{"aria-label": "Pages", "data-main": "true"},
                            ),
                            *_search(build),
                            html.Div(
                                _scheme_switch(), className="scheme", role="group", **{"aria-label": "Colour scheme"}
                            ),
                        ],
                        className="bar",
                    ),
                    *_unanswered(build),
                ]
            ),
            html.Main(content, id="content", tabIndex="-1"),
            html.Footer(
                [
                    html.P(_as_of(build), className="as-of"),
                    html.P(
                        "Not a publication of ITU. Figures belong to their publishers and keep their terms; "
                        "benchmarks are the best published ones, not set by the plan."
                    ),
                    html.P(
                        [
                            dcc.Link("Sources and licences", href="/data"),
                            " · ",
                            dcc.Link("Figures for spreadsheets and programs", href="/api/"),
                        ]
                    ),
                ],
                className="foot",
            ),
            html.P(id="spoken", role="status", className="unseen"),
            meanings(plan),
            dcc.Store(id="dark-twins", data=theme.DARK_TWIN),
            dcc.Store(id="shell-done"),
            dcc.Store(id="focus-placed"),
        ],
        className="shell",
    )


def register_callbacks() -> None:
    """The callbacks that every page shares; they run in the browser."""
    for name, output, triggers in (
        ("scheme", Output("scheme", "data"), [Input("scheme-light", "n_clicks"), Input("scheme-dark", "n_clicks")]),
        (
            "markCurrent",
            Output("shell-done", "data"),
            [Input(LOCATION, "pathname"), Input(LOCATION, "search")],
        ),
    ):
        clientside_callback(ClientsideFunction("shell", name), output, *triggers)
    clientside_callback(
        ClientsideFunction("shell", "changeLens"),
        Output(LOCATION, "search"),
        Input(HORIZON_FIELD, "data-value"),
        Input(BENCHMARK_FIELD, "data-value"),
        prevent_initial_call=True,
    )
    clientside_callback(
        ClientsideFunction("shell", "keepLens"),
        *(Output(f"nav-{page.lower()}", "href") for page in PAGES),
        Input(LOCATION, "search"),
        Input(LOCATION, "pathname"),
    )
    clientside_callback(
        ClientsideFunction("shell", "placeFocus"),
        Output("focus-placed", "data"),
        Input(CONTENT, "children"),
    )
    clientside_callback(
        ClientsideFunction("shell", "paint"),
        Output({"type": "chart", "name": MATCH}, "figure"),
        Output({"type": "chart", "name": MATCH}, "style"),
        Input({"type": "figure", "name": MATCH}, "data"),
        Input("scheme", "data"),
        State("dark-twins", "data"),
    )
    clientside_callback(
        ClientsideFunction("shell", "pushAddress"),
        Output({"type": "address-done", "name": MATCH}, "data"),
        Input({"type": "address", "name": MATCH}, "data"),
        prevent_initial_call=True,
    )


def _brand(plan: Plan | None) -> list[Content]:
    """The plan's title, and for those who do not see the page what this is."""
    whole = name_of(plan)
    seen = plan.title if plan else whole
    return [seen, html.Span(whole.removeprefix(seen), className="unseen")]


def _search(build: Build | None) -> list[html.Div | html.Button]:
    """The field that finds indicators, areas, words and pages (assets/search.js); nothing to find without a build.

    The file it looks in has an address of its own for every build, so that the browser can keep it.
    """
    if build is None:
        return []
    field = element(
        "input",
        type="text",
        id="search-field",
        role="combobox",
        placeholder="Find an indicator, country, word …",
        enterkeyhint="search",
        spellcheck="false",
        maxlength="80",
        **{
            "autocomplete": "off",
            "autocapitalize": "off",
            "aria-label": "Find an indicator, country or word",
            "aria-expanded": "false",
            "aria-autocomplete": "list",
            "aria-controls": "search-results",
            "aria-keyshortcuts": "/",
        },
    )
    results = element("ul", id="search-results", role="listbox", hidden=True, **{"aria-label": "What was found"})
    said = element("p", id="search-said", role="status", className="unseen")
    form = element("form", [field, element("kbd", "/", **{"aria-hidden": "true"}), results, said], id="search-form")
    opens = html.Button(id="search-open", type="button", **{"aria-label": "Search", "aria-expanded": "false"})
    place = island(
        form, id="search", className="search", role="search", **{"data-index": f"/search.json?v={build.build_id}"}
    )
    return [opens, place]


def _scheme_switch() -> list[Content]:
    """A button for either scheme, of which the one that is not worn is shown (assets/style.css)."""
    buttons = [
        html.Button(
            id=f"scheme-{word.lower()}", type="button", title=f"{word} colours", **{"aria-label": f"{word} colours"}
        )
        for word in ("Light", "Dark")
    ]
    return [*buttons, dcc.Store(id="scheme")]


def _as_of(build: Build | None) -> str:
    """How new the newest source is."""
    if build is None:
        return "No data yet"
    return f"Data as of {when(build.newest_source)} · newest year {build.newest_year}"


def _unanswered(build: Build | None) -> list[html.P]:
    """That a source did not answer, so that an older copy of it, or nothing, is shown; empty where all did."""
    if build is None or not build.unanswered:
        return []
    words = f"{counted(len(build.unanswered), 'source')} did not answer: shown is what was at hand"
    link = dcc.Link(words, href="/data", title=f"Did not answer: {', '.join(build.unanswered)}")
    return [html.P(link, className="unanswered")]
