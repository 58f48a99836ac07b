"""What stands where no page is."""

from dash import dcc, html, register_page

from dashboard import shell

register_page(__name__, title=lambda: shell.titled("Not here"))

_WAYS = (
    ("All targets at a glance", "/"),
    ("The targets, each in a sentence", "/targets"),
    ("Regions, groups and economies from A to Z", "/areas"),
    ("Any indicator", "/explore"),
    ("Sources and coverage", "/data"),
)


def layout(**_query: str) -> html.Div:
    """A sentence and the ways on."""
    return html.Div(
        [
            html.H1("There is no page at this address", tabIndex="-1"),
            html.P("The address may have been cut off or mistyped. From here you can go to:", className="lead"),
            html.Ul([html.Li(dcc.Link(name, href=path)) for name, path in _WAYS]),
        ],
        className="page",
    )
