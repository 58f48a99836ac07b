"""The command line as a person or a timer sees it: exit codes, the summary, and sentences where it fails."""

import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from etl.builds import warehouse
from etl.register import SERVICES
from indicators.catalogue import Catalogue
from indicators.settings import PROJECT, Settings
from tests.etl.beside import NEW, OLD, put
from tests.etl.damage import FILE, NEXT_LINE, append_row, ask, drop_news, replace, rows_of
from tests.etl.folder import builds
from tests.etl.halted import HALTED
from tests.etl.spoken import environment, etl

UNTOUCHED = "Nothing was switched: what was served before is still served."


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--help",), ["refresh", "sources", "check"]),
        (("-h",), ["refresh", "sources", "check"]),
        (("refresh", "--help"), ["--offline", "--source ID", "--strict", "the old one stays in place"]),
        (("sources", "--help"), ["licences"]),
        (("check", "--help"), ["without serving anything new"]),
    ],
)
def test_help(tmp_path: Path, words: tuple[str, ...], expected: list[str]):
    """Help names what can be said, exits 0 and builds nothing."""
    done = etl(*words, data=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert [word for word in expected if word not in done.stdout] == []
    assert list(tmp_path.iterdir()) == []


def test_refresh(project: Settings, catalogue: Catalogue):
    """A refresh exits 0, with --strict too where no row is rejected, and whatever sources that the catalogue knows are
    named; its summary has every source and counts what was read and rejected.
    """
    done = etl("refresh", "--offline", "--strict", "--source", "egov", "--source", "itu_gci", project=project)
    assert (done.returncode, done.stderr) == (0, "")
    assert [one.id for one in catalogue.sources if one.publications and one.id not in done.stdout] == []
    read = rows_of(project, "itu_annual_report*")
    assert re.search(rf"itu_annual_report .* embedded .* {read} .* 0 .* 2024", done.stdout)
    [(observations,)] = ask(project, "select count(*) from observations")
    assert f"{observations:,} observations served, 0 rows rejected, " in done.stdout
    assert f"Build {project.current.resolve().stem}" in done.stdout
    assert "No live service" not in done.stdout


def test_rejected_rows_are_named_and_counted(served_project: Settings):
    """A rejected row is in the summary on one line, with file, line, value and reason; the rest is served, exit 0.

    Of many the summary shows twenty and says how many more there are and where. With --keep 1 the builds before the
    served one are removed.
    """
    for _ in range(23):
        append_row(served_project, value="140")
    before = served_project.current.resolve()
    done = etl("refresh", "--offline", "--keep", "1", project=served_project)
    assert (done.returncode, done.stderr) == (0, "")
    rejected = f"Rejected: data/published/{FILE} line {NEXT_LINE}, value '140': outside what % can be, 0 to 100"
    assert rejected in done.stdout.splitlines()
    assert ", 23 rows rejected, " in done.stdout
    assert done.stdout.count("Rejected: ") == 20
    assert "… and 3 more rejected rows, in the table rejected_rows" in done.stdout
    assert builds(served_project.warehouse) == [served_project.current.resolve().name] != [before.name]


def test_strict(served_project: Settings):
    """With --strict one rejected row is exit 1 and a sentence on stderr, and nothing is switched."""
    append_row(served_project, value="140")
    before = served_project.current.resolve()
    done = etl("refresh", "--offline", "--strict", project=served_project)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "1 row was rejected and --strict allows none; the first: "
        f"data/published/{FILE} line {NEXT_LINE}, value '140': outside what % can be, 0 to 100",
        UNTOUCHED,
    ]
    assert served_project.current.resolve() == before


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            ("refresh", "--source", "itu_anual_report"),
            "'itu_anual_report' is no source; expected one of itu_annual_report",
        ),
        (("refresh", "--offlin"), "No such option"),
        (("refreshh",), "No such command 'refreshh'"),
        (("refresh", "--source"), "requires an argument"),
        ((), "Usage: "),
    ],
)
def test_wrong_use(tmp_path: Path, words: tuple[str, ...], expected: str):
    """What the command line does not know is exit 2 with a sentence on stderr, and builds nothing."""
    done = etl(*words, data=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert expected in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("command", "file", "old", "new", "expected"),
    [
        ("refresh", "catalogue/plan.yaml", "goals:", "goals: [", "data/catalogue/plan.yaml: line "),
        (
            "refresh",
            "catalogue/areas.csv",
            "World,World",
            'World,"World',
            "data/catalogue/areas.csv: the row that begins",
        ),
        ("check", f"published/{FILE}", "area_id", "area", f"data/published/{FILE}: the header is indicator_id,area,"),
    ],
)
def test_trouble_is_a_sentence(served_project: Settings, command: str, file: str, old: str, new: str, expected: str):
    """What fails is exit 1 and a sentence on stderr, without a traceback, and the earlier build is still served."""
    before = served_project.current.resolve()
    replace(served_project.data / file, old, new)
    done = etl(command, project=served_project)
    assert done.returncode == 1
    assert done.stderr.startswith(expected)
    assert done.stderr.endswith(f"{UNTOUCHED}\n")
    assert "Traceback" not in done.stderr
    assert served_project.current.resolve() == before


def test_busy(tmp_path: Path):
    """While another refresh writes, a second one is exit 1 with what to do."""
    with warehouse.exclusive(tmp_path / "warehouse"):
        done = etl("refresh", "--offline", data=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith(f"Another refresh is writing to {tmp_path / 'warehouse'}; expected one at a time.")


def test_a_folder_that_cannot_be_written(tmp_path: Path):
    """A data folder that is a file is exit 1 and a sentence that names it."""
    (tmp_path / "data").write_text("")
    done = etl("refresh", "--offline", data=tmp_path / "data")
    assert done.returncode == 1
    assert str(tmp_path / "data") in done.stderr
    assert "Traceback" not in done.stderr


def test_check_serves_nothing(project: Settings):
    """`check` builds, checks and reports like a refresh, and serves nothing."""
    append_row(project, value="140")
    done = etl("check", project=project)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Rejected: data/published/{FILE} line {NEXT_LINE}, " in done.stdout
    assert "observations checked, nothing switched, 1 row rejected" in done.stdout
    assert [path.name for path in project.warehouse.iterdir()] == [".lock"]


def test_sources_are_listed(catalogue: Catalogue, tmp_path: Path):
    """`sources` lists every source with its licence and editions and builds nothing."""
    done = etl("sources", data=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert [one.id for one in catalogue.sources if one.id not in done.stdout] == []
    assert "CC BY-NC-SA 3.0 IGO" in done.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "code", "out", "said"),
    [
        (("refresh", "--offline"), 0, "observations served", ""),
        (("refreshh",), 2, "", "No such command 'refreshh'"),
        (("revisions", "--from", "20200101-000000-aaaa"), 1, "", "Build 20200101-000000-aaaa is not kept"),
    ],
)
def test_processes(served_project: Settings, words: tuple[str, ...], code: int, out: str, said: str):
    """As a process it exits with 0, 1 or 2, builds where asked to, and says on stdout or on stderr what it says."""
    append_row(served_project)
    for package in ("etl", "indicators"):  # the program of this project reads the figures of this project
        shutil.copytree(PROJECT / package, served_project.project / package)
    done = subprocess.run(
        [sys.executable, "-m", "etl", *words],
        cwd=served_project.project,
        env=environment(served_project.data),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code
    assert (out in done.stdout, bool(done.stdout)) == (True, bool(out))
    assert (said in done.stderr, bool(done.stderr)) == (True, bool(said))
    assert "Traceback" not in done.stderr
    builds = list(served_project.warehouse.glob("*.duckdb"))
    assert len(builds) == (2 if code == 0 else 1)


def test_interrupted(served_project: Settings):
    """Ctrl-C while a build is at work is exit 1 and a sentence; what was served is served still."""
    before = served_project.current.resolve()
    drop_news(served_project)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.etl.halted", "refresh", "--offline"],
        cwd=PROJECT,
        env=environment(served_project.data),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert any(HALTED in line for line in process.stdout), "no build was ever at work"
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate()
    assert process.returncode == 1
    assert stderr.strip() == "Stopped; what was served before is still served."
    assert served_project.current.resolve() == before


def nobody() -> dict[str, str]:
    """Addresses at which nobody listens, for every service."""
    return {f"SPT_URL_{service.id.upper()}": "http://127.0.0.1:9" for service in SERVICES} | {"SPT_PATIENCE": "0.02"}


def test_without_internet(project: Settings):
    """Without Internet each service fails, the build succeeds from what is at hand, and the table says so: exit 0."""
    done = etl("refresh", project=project, more=nobody())
    assert (done.returncode, done.stderr) == (0, "")
    for service in SERVICES:
        assert f"Not answered: {service.id}: http://127.0.0.1:9" in done.stdout
    assert "embedded (nobody could be reached" in done.stdout
    assert f"Warning: {len(SERVICES)} sources did not answer as expected; older copies" in done.stdout
    assert f"{rows_of(project):,} observations served" in done.stdout
    own = ", ".join(f"'{service.id}'" for service in SERVICES)
    asked = f"source_id, outcome, reason, seconds from build_sources where source_id in ({own})"
    outcomes = {source_id: told for source_id, *told in ask(project, f"select {asked}")}
    assert outcomes.keys() == {service.id for service in SERVICES}
    assert {what for what, _, _ in outcomes.values()} == {"embedded", "failed"}
    assert all("nobody could be reached" in reason for _, reason, _ in outcomes.values())
    assert outcomes["worldbank"][0] == "embedded"
    assert max(seconds for *_, seconds in outcomes.values()) < 300  # the budget of a source that answers nothing
    again = etl("refresh", "--source", "owid", project=project, more=nobody())
    assert "Nothing has changed since build " in again.stdout


def test_strict_without_internet(served_project: Settings):
    """With --strict a service that fails is exit 1, and nothing is switched."""
    before = served_project.current.resolve()
    done = etl("refresh", "--strict", project=served_project, more=nobody())
    assert done.returncode == 1
    assert done.stderr.startswith(
        f"{len(SERVICES)} sources failed and --strict allows none:\nunsd_sdg: http://127.0.0.1:9"
    )
    assert done.stderr.endswith(f"{UNTOUCHED}\n")
    assert served_project.current.resolve() == before


@pytest.mark.parametrize("patience", ["soon", "0", "-1", "nan"])
def test_wrong_patience(tmp_path: Path, patience: str):
    """A patience that is no number above 0 is a sentence."""
    done = etl("refresh", "--offline", data=tmp_path, more={"SPT_PATIENCE": patience})
    assert done.returncode == 1
    assert done.stderr.startswith(f"SPT_PATIENCE is {patience!r}; expected a number above 0")


@pytest.mark.parametrize("keep", ["0", "all", "9" * 30])
def test_wrong_number_of_builds(served_project: Settings, keep: str):
    """To keep no build, or no number of them, is an error of the command line, and a sentence."""
    done = etl("refresh", "--offline", "--keep", keep, project=served_project)
    assert done.returncode == 2
    assert f"{keep!r} is no number of builds to keep; expected 1 or more." in " ".join(done.stderr.split())


def test_revisions(project: Settings, thin_settings: Settings):
    """Two builds are compared by default the served one with the one before; one that is not kept is named."""
    project.warehouse.mkdir(parents=True)
    put(thin_settings, project.warehouse, OLD, served=True)
    alone = etl("revisions", project=project)
    assert (alone.returncode, alone.stderr) == (0, "")
    assert "There is nothing to compare" in alone.stdout
    put(thin_settings, project.warehouse, NEW, f"update observations set value = 36 where file = '{FILE}'", served=True)
    done = etl("revisions", project=project)
    assert done.returncode == 0
    assert f"From build {OLD} to {NEW}" in done.stdout
    assert "itu_sdg_page" in done.stdout
    unknown = etl("revisions", "--from", "20200101-000000-aaaa", project=project)
    assert unknown.returncode == 1
    assert "Build 20200101-000000-aaaa is not kept" in unknown.stderr
    assert OLD in unknown.stderr


def test_which_sources_are_asked(tmp_path: Path):
    """The list of sources says which are asked."""
    lines = etl("sources", data=tmp_path).stdout.splitlines()
    asked = {line.split()[1] for line in lines if re.search(r"│\s*yes\s*│", line)}
    assert asked == {service.id for service in SERVICES}
