"""What stands around every page: skip link, navigation, scheme, footer."""

from dash import MATCH, ClientsideFunction, Input, Output, State, clientside_callback, dcc, html, page_container

from dashboard import theme
from dashboard.address.lens import BENCHMARK_WORDS
from dashboard.address.selection import DEFAULT_SET
from dashboard.numbers import counted, when
from dashboard.parts.controls import Option, bare_choice
from dashboard.parts.glossary import meanings, term
from dashboard.parts.markup import Content
from dashboard.reading.warehouse import Build, NoWarehouseError, served
from dashboard.serving.dash_internals import CONTENT, LOCATION
from dashboard.serving.failures import nothing_yet
from indicators.plan import Plan

_NAME = "target tracker"
_PAGES = ("Overview", "Targets", "Explore", "Areas", "Gaps", "Data")


def name(plan: Plan | None) -> str:
    """What this is called: the plan that it tracks, as far as there is one yet."""
    return f"{plan.title} · {_NAME}" if plan else _NAME.capitalize()


def titled(part: str = "") -> str:
    """The title of a page of the served build: what the page is about, and what this is called."""
    try:
        with served().snapshot() as snapshot:
            plan = snapshot.catalogue.plan
    except NoWarehouseError:
        plan = None
    return f"{part} · {name(plan)}" if part else name(plan)


def layout() -> html.Div:
    """The page frame; `page_container` holds the page, or a sentence stands in its place while there is no data."""
    try:
        with served().snapshot() as snapshot:
            as_of, content, plan = _as_of(snapshot.build), page_container, snapshot.catalogue.plan
    except NoWarehouseError as reason:
        as_of, content, plan = ["No data yet"], nothing_yet(reason), None
    return html.Div(
        [
            html.A("Skip to content", href="#content", className="skip"),
            html.Header(
                [
                    dcc.Link(name(plan), href="/", className="brand"),
                    html.Nav(
                        html.Ul(
                            [
                                html.Li(dcc.Link(page, href=path, id=f"nav-{page.lower()}"))
                                for page, path in zip(_PAGES, _paths(plan), strict=True)
                            ]
                        ),
                        **{"aria-label": "Pages", "data-main": "true"},
                    ),
                    html.P(as_of, className="as-of"),
                    html.Div(_lens_switch(plan), className="lens", role="group", **{"aria-label": "Judged against"}),
                    html.Div(_scheme_switch(), className="scheme", role="group", **{"aria-label": "Colour scheme"}),
                ]
            ),
            html.Main(content, id="content", tabIndex="-1"),
            html.Footer(
                [
                    html.P(
                        "Not a publication of ITU. Figures belong to their publishers and keep their terms; "
                        "benchmarks are the best published ones, not set by the plan."
                    ),
                    html.P(
                        [
                            dcc.Link("Sources and licences", href="/data"),
                            " · ",
                            html.A("Figures as CSV", href="/api/v1/observations.csv"),
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
        Input("lens-horizon", "data-value"),
        Input("lens-benchmark", "data-value"),
        prevent_initial_call=True,
    )
    clientside_callback(
        ClientsideFunction("shell", "keepLens"),
        *(Output(f"nav-{page.lower()}", "href") for page in _PAGES),
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


def _paths(plan: Plan | None) -> tuple[str, ...]:
    """Where each of the pages is: of the targets the first."""
    first = f"/targets/{plan.targets[0].id}" if plan else "/"
    return ("/", first, "/explore", "/areas/WLD", "/gaps", "/data")


def _lens_switch(plan: Plan | None) -> list[Content]:
    years = [(str(year), str(year)) for year in plan.years] if plan else []
    return [
        _explained("Horizon", "lens-horizon", "By", years, str(plan.usual_horizon) if plan else ""),
        _explained("Benchmark", "lens-benchmark", "Benchmark", list(BENCHMARK_WORDS.items()), DEFAULT_SET),
    ]


def _explained(word: str, control_id: str, label: str, options: list[Option], value: str) -> html.Div:
    """A choice whose label is a term: what is pressed to read its meaning names the control, too."""
    _label, select = bare_choice(control_id, label, options, value).children
    setattr(select, "aria-labelledby", f"{control_id}-label")
    setattr(select, "data-usual", value)
    return html.Div([term(word, label, id=f"{control_id}-label"), select])


def _scheme_switch() -> list[Content]:
    buttons = [
        html.Button(word, id=f"scheme-{word.lower()}", type="button", **{"aria-pressed": "false"})
        for word in ("Light", "Dark")
    ]
    return [*buttons, dcc.Store(id="scheme")]


def _as_of(build: Build) -> list[Content]:
    """How new the newest source is, and that one did not answer, so that an older copy of it, or nothing, is shown."""
    text = f"Data as of {when(build.newest_source)} · newest year {build.newest_year}"
    if not build.unanswered:
        return [text]
    count = len(build.unanswered)
    words = f"{counted(count, 'source')} did not answer: shown is what was at hand"
    return [text, " · ", dcc.Link(words, href="/data", title=f"Did not answer: {', '.join(build.unanswered)}")]
