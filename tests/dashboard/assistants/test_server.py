"""The server: its tools through clients over standard input and output and over HTTP, and whom it refuses."""

import sys
import threading
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from click.testing import CliRunner

from dashboard.assistants.__main__ import main
from dashboard.assistants.addresses import Base
from dashboard.reading.warehouse import Warehouse
from indicators.settings import PROJECT, Settings
from tests.dashboard.assistants.conftest import MISSING, Ask, to_its_end

mcp = pytest.importorskip("mcp", reason=MISSING)

from dashboard.assistants import server as of_tools  # noqa: E402 - needs the extra

AFRICA = ("get_observations", {"indicator": "internet_users", "area": "ITU-AFR", "from": 2024, "to": 2024})
HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "a page", "version": "1"}},
}


def asked(client: Any) -> tuple[list[Any], str, Any]:
    """What a client finds: the tools, the instructions, and what one of them answers."""

    async def session() -> tuple[list[Any], str, Any]:
        async with client as one:
            return (await one.list_tools()).tools, one.instructions, await one.call_tool(*AFRICA)

    return to_its_end(session())


def is_right(tools: list[Any], instructions: str, answer: Any) -> bool:
    return (
        len(tools) == 8
        and "Which tool first" in instructions
        and not answer.is_error
        and [row["value"] for row in answer.structured_content["rows"]] == [33.6]
    )


def test_tools_are_announced(tools: Warehouse):
    """A client is given eight tools that only read, each with the schema of what it takes and of what it gives."""
    announced, instructions, answer = asked(mcp.Client(of_tools.create_server(tools, Base())))
    assert is_right(announced, instructions, answer)
    for tool in announced:
        assert tool.annotations.read_only_hint
        assert not tool.annotations.open_world_hint
        assert tool.description
        assert tool.input_schema["additionalProperties"] is False
        assert {"said", "repeat", "build"} <= set(tool.output_schema["properties"])


def test_an_unknown_tool(ask: Ask):
    """A tool that there is not is an error that names those that there are."""
    answer = ask("get_observation")
    assert answer.is_error
    assert answer.structured_content["error"]["did_you_mean"] == "get_observations"


def test_over_standard_input_and_output(warehouse_settings: Settings):
    """A client that starts the server as a process of its own is answered, and the server ends with it."""
    process = mcp.StdioServerParameters(
        command=sys.executable,
        args=["-m", "dashboard.assistants"],
        env={"SPT_DATA_DIR": str(warehouse_settings.data), "PYTHONPATH": str(PROJECT)},
    )
    assert is_right(*asked(mcp.Client(process)))


@pytest.fixture
def listening(tools: Warehouse) -> Iterator[str]:
    """The address of a server over HTTP, as long as a test lasts."""
    with of_tools.listen(0) as sock:
        serving = of_tools.serve_http(of_tools.create_server(tools, Base()), sock)
        thread = threading.Thread(target=serving.run, kwargs={"sockets": [sock]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{sock.getsockname()[1]}{of_tools.PATH}"
        serving.should_exit = True
        thread.join()


def test_over_http_with_guards(listening: str):
    """A client on this machine is answered; a foreign host or origin is refused, whatever it asks."""
    assert is_right(*asked(mcp.Client(listening)))
    accepts = {"Accept": "application/json, text/event-stream"}
    here = listening.removesuffix(of_tools.PATH)
    port = here.rsplit(":", 1)[1]

    def status(**headers: str) -> int:
        return httpx2.post(listening, json=HELLO, headers=accepts | headers).status_code

    assert status() == status(Origin=here) == status(Host=f"localhost:{port}") == 200
    assert status(Host="evil.example") == 421
    assert status(Host=f"evil.example:{port}") == 421
    assert status(Host="127.0.0.1:1") == 421
    assert status(Origin="https://evil.example") == 403
    assert status(Origin="null") == 403
    assert status(Origin=f"http://127.0.0.1.evil.example:{port}") == 403


def test_it_listens_on_this_machine_only():
    """The server is bound to the address of this machine alone."""
    with of_tools.listen(0) as sock:
        assert sock.getsockname()[0] == "127.0.0.1"


def test_a_port_that_is_taken():
    """A port that somebody else has is told in a sentence."""
    with of_tools.listen(0) as sock:
        port = sock.getsockname()[1]
        said = CliRunner().invoke(main, ["--http", "--port", str(port)])
    assert said.exit_code == 1
    assert f"Port {port} of 127.0.0.1 cannot be used" in said.output
    assert "--port" in said.output


def test_a_wrong_base_address(monkeypatch: pytest.MonkeyPatch):
    """An address of the pages that is none is told in a sentence."""
    monkeypatch.setenv("SPT_BASE_URL", "tracker")
    said = CliRunner().invoke(main, [])
    assert said.exit_code == 1
    assert "SPT_BASE_URL is 'tracker'; expected an address such as" in said.output
