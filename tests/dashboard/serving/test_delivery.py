"""How bytes reach the browser."""

import re
from dataclasses import replace
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.serving import delivery
from dashboard.serving.bundles import script, style
from dashboard.serving.dash_internals import COMPONENTS, script_files
from dashboard.serving.prepared import compressed, prepare, prepared
from indicators.settings import Settings

PLOTLY = "/_dash-component-suites/plotly/package_data/plotly.min.js"


def scripts(client: FlaskClient) -> list[str]:
    """The addresses of the scripts of a page."""
    return re.findall(r'<script src="([^"]+)"', client.get("/").text)


@pytest.mark.parametrize("page", ["/", "/targets/1.7", "/data"])
def test_policy_of_documents(client: FlaskClient, page: str):
    """A document lets in nothing from elsewhere, no evaluated code and no inline script that is not named."""
    policy = client.get(page).headers["Content-Security-Policy"]
    parts = {name: words for name, *words in (part.split() for part in policy.split("; "))}
    assert parts["default-src"] == ["'self'"]
    assert "'unsafe-eval'" not in policy
    assert "'unsafe-inline'" not in parts["script-src"]
    assert "http" not in policy
    assert "*" not in policy
    assert parts["object-src"] == parts["base-uri"] == parts["frame-ancestors"] == ["'none'"]


def test_policy_is_for_documents_only(client: FlaskClient):
    """What is no document carries no policy."""
    for address in ("/api/v1/targets", "/api/v1/targets.csv", "/healthz", "/colours.css", *scripts(client)):
        assert "Content-Security-Policy" not in client.get(address).headers


def test_inline_scripts_are_named(client: FlaskClient):
    """Every inline script of a document is in its policy by its hash."""
    page = client.get("/")
    inline = [body for body in re.findall(r"<script>(.*?)</script>", page.text, re.DOTALL) if body.strip()]
    hashes = re.findall(r"'sha256-[^']+'", page.headers["Content-Security-Policy"])
    assert len(hashes) >= len(inline)
    assert not re.findall(r"\son\w+=\"", page.text)


def test_frames(warehouse_settings: Settings):
    """Who may embed the pages is a setting."""
    settings = Settings(data=warehouse_settings.data, frame_ancestors="https://intranet.example")
    policy = create_app(settings).server.test_client().get("/").headers["Content-Security-Policy"]
    assert policy.endswith("frame-ancestors https://intranet.example")


def test_headers_of_everything(client: FlaskClient):
    """Every answer forbids guessing its type and tells other sites nothing."""
    addresses = ("/", "/healthz", "/api/v1/targets", "/api/v1/nothing", "/colours.css", *scripts(client))
    for address in addresses:
        headers = client.get(address).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


def test_scripts_are_compressed(client: FlaskClient):
    """Scripts of any size travel as brotli where the browser takes it, as gzip where not, and plain if asked."""
    addresses = [address for address in scripts(client) if "_dash-component-suites" in address]
    assert len(addresses) > 5
    for address in addresses:
        answers = {
            encoding: client.get(address, headers={"Accept-Encoding": encoding})
            for encoding in ("br", "gzip", "identity")
        }
        assert {answer.status_code for answer in answers.values()} == {200}
        assert answers["br"].headers["Content-Encoding"] == "br"
        assert answers["gzip"].headers["Content-Encoding"] == "gzip"
        assert "Content-Encoding" not in answers["identity"].headers
        assert len(answers["br"].data) < len(answers["identity"].data)
        again = client.get(address, headers={"Accept-Encoding": "br"})
        assert again.data == answers["br"].data


def test_figures_are_compressed(client: FlaskClient):
    """The API's JSON is compressed, each answer anew: to less than a twentieth."""
    for target in ("1.7", "1.2"):
        answer, plain = (
            client.get(f"/api/v1/observations?target={target}", headers={"Accept-Encoding": encoding})
            for encoding in ("br", "identity")
        )
        assert answer.headers["Content-Encoding"] == "br"
        assert "Content-Encoding" not in plain.headers
        assert 20 * len(answer.data) < len(plain.data)


def test_every_script_is_our_own(client: FlaskClient):
    """A page loads nothing from elsewhere."""
    page = re.sub(r'<link rel="canonical"[^>]+>', "", client.get("/").text)  # which names the page, and loads nothing
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)


def test_plotly(client: FlaskClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """The slim plotly.js is served in place of the full one where it was fetched, and the full one where not."""
    monkeypatch.setattr(delivery, "SLIM", tmp_path / "slim.js")
    assert len(client.get(PLOTLY, headers={"Accept-Encoding": "identity"}).data) > 1_000_000
    (tmp_path / "slim.js").write_text("// slim")
    answer = client.get(PLOTLY, headers={"Accept-Encoding": "identity"})
    assert (answer.text, answer.mimetype) == ("// slim", "application/javascript")
    assert answer.headers["Cache-Control"].endswith("max-age=86400")


def test_scripts_prepared_at_set_up(client: FlaskClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """A script is sent as it was compressed at set-up where exactly that script was, and as ever where it was not."""
    one, other = [address for address in scripts(client) if "/deps/" in address][:2]
    plain = {address: client.get(address, headers={"Accept-Encoding": "identity"}).data for address in (one, other)}
    script, stale = tmp_path / "script.js", tmp_path / "stale.js"
    script.write_bytes(plain[one])
    stale.write_bytes(plain[other] + b"\n")
    folder = tmp_path / "compressed"
    assert prepare([script, stale, tmp_path / "missing.js"], folder).endswith(": 2.")
    monkeypatch.setattr(delivery, "prepared", lambda body: prepared(body, folder))
    answer = client.get(one, headers={"Accept-Encoding": "br, gzip"})
    assert (answer.data, answer.headers["Content-Encoding"]) == (compressed(plain[one]), "br")
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert client.get(one, headers={"Accept-Encoding": "identity"}).data == plain[one]
    assert brotli.decompress(client.get(other, headers={"Accept-Encoding": "br"}).data) == plain[other]
    assert prepare([script], folder).endswith(": 1.")
    assert len(list(folder.iterdir())) == 1


def test_scripts_of_dash_are_found(client: FlaskClient):
    """What set-up compresses is every script of Dash that a document names, but the polyfill (a part is sent)."""
    named = [address for address in scripts(client) if address.startswith(COMPONENTS) and "polyfill" not in address]
    found = {file.read_bytes() for file in script_files()}
    assert len(named) > 4
    assert {client.get(address, headers={"Accept-Encoding": "identity"}).data for address in named} <= found


def test_own_files_are_two(client: FlaskClient):
    """All own styles are one file and all own scripts another, both kept for as long as they stay what they are."""
    head = client.get("/").text
    style_sheet, script = (one for kind in ("css", "js") for one in re.findall(rf'"(/site\.{kind}\?v=\w+)"', head))
    assert re.findall(r'"(/assets/[^"?]+)', head) == ["/assets/scheme.js"]
    for address, begins in ((style_sheet, "text/css"), (script, "text/javascript")):
        answers = {way: client.get(address, headers={"Accept-Encoding": way}) for way in ("br", "identity")}
        assert brotli.decompress(answers["br"].data) == answers["identity"].data
        assert answers["br"].mimetype == begins
        assert answers["br"].headers["Cache-Control"] == "max-age=31536000"
        assert "Accept-Encoding" in answers["br"].headers["Vary"]
        for changed in (address.partition("?")[0], f"{address}0"):
            assert client.get(changed).headers["Cache-Control"] == "no-cache"


def test_comments_are_not_sent():
    """A bundle keeps its parts in their order and leaves out comments and indents, but nothing that is meant."""
    assert style(["/* one\n */ a { b: c;\n  d: e; }", 'f::before { content: "//"; }']) == (
        'a { b: c; d: e; } f::before { content: "//"; }'
    )
    assert script(["// one\nconst a = `x // y`; // kept\n  // two\n  a()", "b()\n"]) == (
        "const a = `x // y`; // kept\na();\nb()\n\n"
    )


def test_compressed_files_do_not_multiply(warehouse_settings: Settings, monkeypatch: pytest.MonkeyPatch):
    """Only scripts are kept compressed, each once: nothing that a stranger may invent adds one, be it a query, a
    fingerprint, or an address that names their folder.
    """
    monkeypatch.setattr(delivery, "prepared", lambda _: None)  # as where set-up compressed nothing
    server = create_app(warehouse_settings).server
    client, packed = server.test_client(), {"Accept-Encoding": "br"}
    named = [one for one in scripts(client) if one.startswith(COMPONENTS) and "plotly" not in one]
    for address in named:
        true = client.get(address, headers=packed).data
        for n in range(5):
            invented = re.sub(r"\.v\w+m\w+\.", f".v9_9_9m{n}.", address)
            assert invented != address
            for same in (f"{address}?m={n}", invented):
                answer = client.get(same, headers=packed)
                assert answer.headers["Content-Encoding"] == "br"
                assert answer.data == true
    for n in range(5):
        for folder in ("/assets/", COMPONENTS):
            answer = client.get(f"/api/v1/explore.csv?find={folder}{n}&find=a", headers=packed)
            assert answer.headers["Content-Encoding"] == "br"
    kept = server.extensions["compressed_files"]
    assert list(kept) == [f"br;{re.sub(r'[.]v[0-9_]+m[0-9a-f]+[.]', '.', address)}" for address in named]


def test_an_answer_is_of_the_build_that_is_served(built_on, tmp_path: Path):
    """After a switch an address that names the folder of files in a parameter gives the rows of the new build."""
    settings, other = built_on("2026-01-02 03:04:05"), built_on("2026-02-03 04:05:06")
    client = create_app(settings).server.test_client()
    address, packed = "/api/v1/explore.csv?find=/assets/&find=a", {"Accept-Encoding": "gzip"}
    first = client.get(address, headers=packed).data
    settings.current.unlink()
    settings.current.symlink_to(other.current.resolve())
    assert client.get(address, headers=packed).data != first


@pytest.mark.parametrize(("proxies", "scheme", "told"), [(1, "https", True), (1, "http", False), (0, "https", False)])
def test_https_stays_https(warehouse_settings: Settings, proxies: int, scheme: str, told: bool):
    """Where a proxy that is trusted says that readers come by https, they are told to stay there; elsewhere not."""
    settings = replace(warehouse_settings, trusted_proxies=proxies)
    answer = create_app(settings).server.test_client().get("/healthz", headers={"X-Forwarded-Proto": scheme})
    assert ("Strict-Transport-Security" in answer.headers) is told


def test_what_pages_do_not_use(client: FlaskClient):
    """No page uses camera, microphone or place; what copies an address or shows a chart large is not forbidden."""
    policy = client.get("/").headers["Permissions-Policy"]
    assert {"camera=()", "microphone=()", "geolocation=()"} <= set(policy.split(", "))
    assert not {"clipboard-write", "fullscreen"} & {one.partition("=")[0] for one in policy.split(", ")}


def test_an_id_for_each_request(client: FlaskClient):
    """An answer says the id of its request, its own or one that came with it and has the form of one."""
    own = {client.get("/healthz").headers["X-Request-ID"] for _ in range(3)}
    assert len(own) == 3
    given = [
        client.get("/healthz", headers={"X-Request-ID": one}).headers["X-Request-ID"] for one in ("proxy-1.a_b", "<x>")
    ]
    assert given[0] == "proxy-1.a_b"
    assert given[1] != "<x>"
