"""The site that is shipped for nginx, before two servers: slow and silent clients, kept answers, limits, a server less.

Skipped where nginx is not installed.
"""

import os
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from indicators.settings import PROJECT, Settings
from tests.browser.server import started
from tests.faults import size
from tests.faults.wire import connected, get, many, say, until

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")

_WHOLE = """
{user}
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
worker_processes 1;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    types {{}}
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {site}
}}
"""


def of_this_machine(site: str, folder: Path, port: int, servers: list[str]) -> str:
    """The shipped site with the parts between its marks that name a machine set to this one."""
    upstream = " ".join(f"server {urlsplit(one).netloc} max_fails=2 fail_timeout=5s;" for one in servers)
    for shipped, own in (
        (r"server 127\.0\.0\.1:8050 .*?;", upstream),
        (r"listen 80;", f"listen 127.0.0.1:{port};"),
        (r"/var/cache/nginx/tracker", f"{folder}/cache"),
    ):
        site, changed = re.subn(shipped, own, site)
        assert changed == 1, shipped
    user = "user root;" if os.geteuid() == 0 else ""  # whose folders pytest closes to others
    return _WHOLE.format(folder=folder, site=site, user=user)


@contextmanager
def nginx(folder: Path, servers: list[str]) -> Iterator[str]:
    """The address of nginx before these servers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = folder / "nginx.conf"
    shipped = (PROJECT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    config.write_text(of_this_machine(shipped, folder, port, servers), encoding="utf-8")
    process = subprocess.Popen([str(NGINX), "-p", str(folder), "-c", str(config)])
    address = f"http://127.0.0.1:{port}"
    try:
        until(lambda: process.poll() is not None or reached(address))
        assert process.poll() is None, (folder / "error.log").read_text(encoding="utf-8")
        yield address
    finally:
        process.terminate()
        process.wait()


def reached(address: str) -> bool:
    """Whether somebody listens there."""
    try:
        return get(f"{address}/healthz")[0] == 200
    except OSError:
        return False


@pytest.mark.skipif(NGINX is None, reason="nginx is not installed: the site in deploy/nginx.conf is not tried")
def test_behind_nginx(thin_settings: Settings, tmp_path: Path, subtests: pytest.Subtests):
    """Two servers behind the shipped site."""
    folder = tmp_path / "nginx"
    folder.mkdir()
    proxied = {"SPT_TRUSTED_PROXIES": "1", "SPT_REQUEST_SECONDS": "2"}
    with (
        started(thin_settings, tmp_path / "first", **proxied) as (first, one),
        started(thin_settings, tmp_path / "second", **proxied) as (second, _),
        nginx(folder, [first, second]) as address,
    ):
        with subtests.test("slow and silent clients keep nobody waiting"):
            slow_and_silent(address)
        with subtests.test("a question is asked once by many, and again a second later"):
            kept(address)
        with subtests.test("absolute addresses and the log are those of the reader"):
            robots = say(address, b"GET /robots.txt HTTP/1.1\r\nHost: tracker.example\r\nConnection: close\r\n\r\n")
            assert "Sitemap: http://tracker.example/sitemap.xml" in robots.text
        with subtests.test("a server less"):
            one.kill()
            time.sleep(1.1)
            assert {get(f"{address}/robots.txt?n={number}")[0] for number in range(6)} == {200}
        with subtests.test("limits"):
            limited(address)


def slow_and_silent(address: str) -> None:
    """Sixteen with a byte now and then, and some hundred that say nothing."""
    said = b"POST /_dash-update-component HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n{"
    with many(address, 16, said) as slow, many(address, size(40, 40)):
        for _ in range(8):
            for one in slow:
                one.send(b" ")
            assert get(f"{address}/healthz")[0] == 200
            time.sleep(0.1)


def kept(address: str) -> None:
    """Equal questions at once reach one server once; who takes no compression is not given any."""
    path = f"{address}/api/v1/observations.csv?area=LDC"
    found: list[str] = []

    def ask() -> None:
        with connected(address) as connection:
            target = urlsplit(path)
            head = f"GET {target.path}?{target.query} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
            connection.sendall(head.encode())
            held = b""
            while chunk := connection.recv(65_536):
                held += chunk
            found.append(held.decode("latin-1"))

    readers = [threading.Thread(target=ask) for _ in range(12)]
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    states = [re.findall(r"^X-Cache: (\w+)", one, re.MULTILINE)[0] for one in found]
    assert states.count("MISS") == 1, states
    assert set(states) <= {"MISS", "HIT", "EXPIRED", "UPDATING", "REVALIDATED"}  # a busy machine may take a second
    assert len({one.partition("\r\n\r\n")[2] for one in found}) == 1
    assert "content-encoding" not in found[0].lower()
    time.sleep(2.1)  # nginx counts whole seconds
    found.clear()
    ask()
    assert "X-Cache: HIT" not in found[0]
    ids = re.findall(r"X-Request-ID: (\w+)", found[0])
    assert len(ids) == 1


def limited(address: str) -> None:
    """Bodies, addresses and rates have bounds; what is only for the machine itself is not for everybody."""
    head = b"POST /_dash-update-component HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 70000\r\n\r\n"
    assert say(address, head).statuses == [413]
    assert say(address, b"GET /%s HTTP/1.1\r\nHost: x\r\n\r\n" % (b"a" * 9_000)).statuses == [414]
    one = b"GET /robots.txt HTTP/1.1\r\nHost: x\r\n"
    asked = say(address, (one + b"\r\n") * 600 + one + b"Connection: close\r\n\r\n").statuses
    assert set(asked) == {200, 429}
    assert asked[:100] == [200] * 100
