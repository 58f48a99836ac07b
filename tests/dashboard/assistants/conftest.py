"""The server of the tools over the session's build, and clients that ask it within the process."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from dashboard.assistants.addresses import Base
from dashboard.assistants.answers import Answer
from dashboard.assistants.tools import call
from dashboard.reading.warehouse import Warehouse
from indicators.settings import Settings

if TYPE_CHECKING:
    from mcp_types import CallToolResult

MISSING = "the extra mcp is not installed: pip install --constraint constraints.txt --editable '.[mcp]'"
INTERNET = {"indicator": "internet_users"}

T = TypeVar("T")
Call = tuple[str, dict[str, Any]]
Ask = Callable[..., "CallToolResult"]


def asked(tools: Warehouse, tool: str, **arguments: Any) -> Answer:
    """What a tool answers; a parameter that is a word of Python has an underscore behind it."""
    return call(tools, Base(), tool, {name.rstrip("_"): value for name, value in arguments.items()})


def answered(warehouse: Warehouse, calls: Sequence[Call]) -> list["CallToolResult"]:
    """What calls of tools are answered, all in one session of a client."""
    mcp = pytest.importorskip("mcp", reason=MISSING)
    from dashboard.assistants.server import create_server  # noqa: PLC0415 - needs the extra

    async def session() -> list["CallToolResult"]:
        async with mcp.Client(create_server(warehouse, Base())) as client:
            return [await client.call_tool(*call) for call in calls]

    return to_its_end(session())


def to_its_end(work: Coroutine[Any, Any, T]) -> T:
    """What asynchronous work comes to, in a thread of its own: in this one a browser's loop may run already."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


@pytest.fixture(scope="session")
def tools(warehouse_settings: Settings) -> Warehouse:
    """The warehouse of the session's build, as the server of the tools opens it."""
    return Warehouse(warehouse_settings.current)


@pytest.fixture(scope="session")
def ask(tools: Warehouse) -> Ask:
    """Calls a tool over the session's build."""
    return lambda tool, **arguments: answered(tools, [(tool, arguments)])[0]
