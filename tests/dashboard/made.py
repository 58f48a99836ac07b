"""Pages that are made once in a run and looked at by many tests, each from another side."""

import pickle
from collections import OrderedDict
from typing import Any
from weakref import WeakKeyDictionary

import dash
from dash import Dash

_MADE: WeakKeyDictionary[Dash, OrderedDict[str, bytes]] = WeakKeyDictionary()
_MOST = 60
"""Pages of an application that are kept, those made last."""


def page(app: Dash, name: str, **query: Any) -> Any:
    """The layout of a page in the state that an address asks for, to be changed at will.

    Many tests look at the same pages, each from another side: a page is made once and given as a copy. Whoever wants
    one made anew asks Dash for it.
    """
    made, asked = _MADE.setdefault(app, OrderedDict()), f"{name} {sorted(query.items())}"
    if asked not in made:
        with app.server.app_context():
            layout = dash.page_registry[f"dashboard.pages.{name}.page"]["layout"](**query)
        made[asked] = pickle.dumps(layout, pickle.HIGHEST_PROTOCOL)
        if len(made) > _MOST:
            made.popitem(last=False)
        return layout
    made.move_to_end(asked)
    return pickle.loads(made[asked])  # noqa: S301 - written above
