"""What stands around every page: skip link, navigation, scheme, footer."""

from dash import MATCH, ClientsideFunction, Input, Output, State, clientside_callback, dcc, html, page_container

from dashboard import theme
from dashboard.address.lens import BENCHMARK_WORDS
from dashboard.address.selection import DEFAULT_SET
from dashboard.numbers import counted
from dashboard.parts.controls import Option, bare_choice
from dashboard.parts.glossary import meanings, term
from dashboard.parts.markup import Content
from dashboard.reading.warehouse import Build, NoWarehouseError, served
from dashboard.serving.dash_internals import CONTENT, LOCATION
from dashboard.serving.failures import nothing_yet
from indicators.vocabulary import DEFAULT_HORIZON, HORIZONS

TITLE = "Strategic Plan 2024–2027 · target tracker"
_PAGES = (
    ("Overview", "/"),
    ("Targets", "/targets/1.1"),
    ("Explore", "/explore"),
    ("Areas", "/areas/WLD"),
    ("Gaps", "/gaps"),
    ("Data", "/data"),
)


def layout() -> html.Div:
    """The page frame; `page_container` holds the page, or a sentence stands in its place while there is no data."""
    try:
        with served().snapshot() as snapshot:
            as_of, content = _as_of(snapshot.build), page_container
    except NoWarehouseError as reason:
        as_of, content = ["No data yet"], nothing_yet(reason)
    return html.Div(
        [
            html.A("Skip to content", href="#content", className="skip"),
            html.Header(
                [
                    dcc.Link(TITLE, href="/", className="brand"),
                    html.Nav(
                        html.Ul(
                            [html.Li(dcc.Link(name, href=path, id=f"nav-{name.lower()}")) for name, path in _PAGES]
                        ),
                        **{"aria-label": "Pages", "data-main": "true"},
                    ),
                    html.P(as_of, className="as-of"),
                    html.Div(_lens_switch(), className="lens", role="group", **{"aria-label": "Judged against"}),
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
            meanings(),
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
        *(Output(f"nav-{name.lower()}", "href") for name, _ in _PAGES),
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


def _lens_switch() -> list[Content]:
    return [
        _explained(
            "Horizon", "lens-horizon", "By", [(str(year), str(year)) for year in HORIZONS], str(DEFAULT_HORIZON)
        ),
        _explained("Benchmark", "lens-benchmark", "Benchmark", list(BENCHMARK_WORDS.items()), DEFAULT_SET),
    ]


def _explained(word: str, control_id: str, label: str, options: list[Option], value: str) -> html.Div:
    """A choice whose label is a term: what is pressed to read its meaning names the control, too."""
    _label, select = bare_choice(control_id, label, options, value).children
    setattr(select, "aria-labelledby", f"{control_id}-label")
    return html.Div([term(word, label, id=f"{control_id}-label"), select])


def _scheme_switch() -> list[Content]:
    buttons = [
        html.Button(word, id=f"scheme-{word.lower()}", type="button", **{"aria-pressed": "false"})
        for word in ("Light", "Dark")
    ]
    return [*buttons, dcc.Store(id="scheme")]


def _as_of(build: Build) -> list[Content]:
    """How old what is shown is, and that a source did not answer, so that an older copy of it, or nothing, is shown."""
    text = f"Data as of {build.built_at:%-d %b %Y} · newest year {build.newest_year}"
    if not build.unanswered:
        return [text]
    count = len(build.unanswered)
    words = f"{counted(count, 'source')} did not answer: shown is what was at hand"
    return [text, " · ", dcc.Link(words, href="/data", title=f"Did not answer: {', '.join(build.unanswered)}")]
