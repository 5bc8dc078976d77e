"""A site built by a cluster is the site built alone."""

from __future__ import annotations

import shutil
from pathlib import Path

from distributed import Client, LocalCluster

from generator.config import refine_settings
from generator.pipeline import build
from generator.store.past import open_past
from generator.store.places import find_places
from generator.store.settings import load_config
from generator.workers import Alone, Hired, Workers


def _build(project: Path, site: Path, workers: Workers) -> dict[str, bytes]:
    shutil.copytree(project / "content", site / "content")
    places = find_places(site)
    config = load_config(places)
    past = open_past(places.cache, refine_settings(config), share=workers.share)
    build(places, config, past, today="2026-12-01", workers=workers, leave=True)
    output = places.output
    return {one.relative_to(output).as_posix(): one.read_bytes() for one in output.rglob("*") if one.is_file()}


def test_a_cluster_of_dask_builds_the_same_site(project: Path, tmp_path: Path) -> None:
    """Reading and printing go through any executor; that of Dask sends them to whichever machine it likes."""
    alone = _build(project, tmp_path / "alone", Alone())
    with (
        LocalCluster(n_workers=2, processes=False, dashboard_address=None, protocol="inproc") as cluster,  # type: ignore[no-untyped-call]
        Client(cluster) as client,  # type: ignore[no-untyped-call]
        client.get_executor(pure=False) as executor,
    ):
        assert alone == _build(project, tmp_path / "dask", Hired(executor, 2))
