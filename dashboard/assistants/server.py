"""The server of the tools: over standard input and output, or over HTTP on this machine, guarded against other sites.

Needs the package mcp, of the extra of that name.
"""

import socket
from typing import Any

import anyio
import anyio.to_thread
import uvicorn
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings
from mcp_types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    ToolAnnotations,
)
from mcp_types import Tool as Announced
from starlette.applications import Starlette

from dashboard.assistants.addresses import Base
from dashboard.assistants.asked import RefusedError
from dashboard.assistants.told import instructions
from dashboard.assistants.tools import TOOLS, as_text, call, refusal, said_of
from dashboard.reading.warehouse import NoWarehouseError, Warehouse
from indicators.plan import Plan

NAME = "strategic-plan-tracker"
HOST = "127.0.0.1"
PATH = "/mcp"
_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


def create_server(warehouse: Warehouse, base: Base) -> Server:
    """The server of all tools over a warehouse; `base` is where readers reach the pages."""
    announced = [
        Announced(
            name=tool.name,
            title=tool.title,
            description=tool.description,
            input_schema=_untitled(tool.takes.model_json_schema(by_alias=True)),
            output_schema=_untitled(tool.gives.model_json_schema(mode="serialization")),
            annotations=_READS,
        )
        for tool in TOOLS.values()
    ]

    async def list_tools(_context: object, _parameters: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=announced)

    async def call_tool(_context: object, asked: CallToolRequestParams) -> CallToolResult:
        return await anyio.to_thread.run_sync(_answer, warehouse, base, asked)

    return Server(NAME, instructions=instructions(_plan(warehouse)), on_list_tools=list_tools, on_call_tool=call_tool)


def _untitled(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema without the titles that only repeat names: every assistant reads all of it."""
    plain: dict[str, Any] = {}
    for key, value in schema.items():
        if key == "title" and isinstance(value, str):
            continue
        plain[key] = _untitled(value) if isinstance(value, dict) else value
    return plain


def _plan(warehouse: Warehouse) -> Plan | None:
    """The plan that is tracked, as far as there is a build yet."""
    try:
        with warehouse.snapshot() as snapshot:
            return snapshot.catalogue.plan
    except NoWarehouseError:
        return None


def _answer(warehouse: Warehouse, base: Base, asked: CallToolRequestParams) -> CallToolResult:
    """An answer as text and as data; what cannot be answered as an error that says why."""
    try:
        answer = call(warehouse, base, asked.name, asked.arguments or {})
    except RefusedError as error:
        refused = refusal(error)
        said = "\n".join(map(said_of, (refused.error, *refused.further)))
        return CallToolResult(
            content=[TextContent(type="text", text=said)],
            structured_content=refused.model_dump(mode="json"),
            is_error=True,
        )
    return CallToolResult(
        content=[TextContent(type="text", text=as_text(answer))], structured_content=answer.model_dump(mode="json")
    )


def http_app(server: Server, port: int) -> Starlette:
    """The server over streamable HTTP, for requests to this machine only.

    A name that somebody else's server has pointed at this machine, or a page of another site, is refused by the
    headers Host and Origin (421 and 403): a browser would otherwise let any page ask what is served here.
    """
    here = [f"{name}:{port}" for name in (HOST, "localhost")]
    guard = TransportSecuritySettings(allowed_hosts=here, allowed_origins=[f"http://{one}" for one in here])
    return server.streamable_http_app(
        streamable_http_path=PATH, json_response=True, stateless_http=True, transport_security=guard, host=HOST
    )


def listen(port: int) -> socket.socket:
    """A socket on this machine's own address; port 0 takes a free one. Raises OSError where the port is taken."""
    return socket.create_server((HOST, port))


def serve_http(server: Server, listening: socket.socket) -> uvicorn.Server:
    """What serves a server over HTTP on a socket, once it is run (`run(sockets=[listening])`)."""
    port = listening.getsockname()[1]
    return uvicorn.Server(uvicorn.Config(http_app(server, port), log_level="warning"))


def serve_stdio(server: Server) -> None:
    """Serve over standard input and output until the input ends."""

    async def serve() -> None:
        async with stdio_server() as (read, write):
            await server.run(read, write, server.create_initialization_options())

    anyio.run(serve)
