"""A refresh that is killed at each of its named moments: what is served stays whole, and the next run tidies up."""

import signal
from dataclasses import replace

import pytest

from etl import pipeline
from etl.asking.raw import RawStore
from indicators.settings import Settings
from tests.etl.damage import drop_news
from tests.etl.folder import assert_tidy
from tests.etl.killed import Moment, kill_at, whole
from tests.replay import ReplayServer, urls

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")

# What lies on the disk changes when the new build is begun ("Model") and within the switch: between them it grows.
MOMENTS = [Moment(step) for step in ("Ask the services", "Stage", "Compute aggregates", "Check", "Switch")] + [
    Moment("Switch", "os.rename", 2),  # the file of observations has its name, the build none
    Moment("Switch", "os.symlink"),  # the build has its name, and nothing points to it
    Moment("Switch", "os.rename", 3),  # the new link lies beside the old one
]

ASKED = ("worldbank", "eurostat", "uis")
ASKING = "Ask the services"
ONLINE_MOMENTS = [
    Moment(ASKING, "asking eurostat"),
    *(Moment(ASKING, "os.rename", number) for number in (1, 2, 3, 8)),  # a page or a manifest is put in place
    Moment(ASKING, "fresh worldbank"),
    Moment("Read the figures"),
    Moment("Switch", "os.rename", 3),
]
NOTING_MOMENTS = [Moment(ASKING, "os.symlink"), Moment(ASKING, "shutil.copyfile")]


def test_killed_at_every_step(served_project: Settings):
    """Killed at any step of a build, or within the switch, `current` is the build before, and the next run serves."""
    before = whole(served_project)
    for number, moment in enumerate(MOMENTS):
        drop_news(served_project, number)
        kill_at(moment, served_project)
        assert whole(served_project) == before, moment
    assert list(served_project.warehouse.glob("*.building")) or list(served_project.warehouse.glob(".current.new"))
    drop_news(served_project, len(MOMENTS))
    assert pipeline.run(served_project).build_id == whole(served_project) != before
    assert_tidy(served_project.warehouse)


def test_killed_while_services_are_asked(project: Settings):
    """Killed while it asks, keeps what came or notes who answered, nothing served is touched and no page stays over."""
    with ReplayServer() as server:
        settings = replace(project, urls=urls(server), patience=0.2)
        pipeline.run(settings, online=True, source_ids=ASKED)
        before = whole(settings)
        for number, moment in enumerate(ONLINE_MOMENTS):
            drop_news(settings, number)
            for source_id in ASKED:
                server.replay.version[source_id] = f"2026-11-{number + 1:02d}"
                server.replay.scale[source_id] = 1 - number / 10_000  # else nothing new is stored
            kill_at(moment, settings, online=True, source_ids=ASKED)
            assert whole(settings) == before, moment
        drop_news(settings, 50)
        report = pipeline.run(settings, online=True, source_ids=ASKED)
        assert report.build_id == whole(settings) != before
        for moment in NOTING_MOMENTS:
            kill_at(moment, settings, online=True, source_ids=ASKED)
            assert whole(settings) == report.build_id, moment
    assert pipeline.run(settings).build_id == report.build_id
    assert_tidy(settings.warehouse)
    store = RawStore(settings.raw)
    assert store.tidy(ASKED) == []
    assert all(store.content(one) for source_id in ASKED for one in store.downloads(source_id))
