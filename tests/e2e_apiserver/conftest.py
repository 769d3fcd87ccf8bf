from __future__ import annotations

from collections.abc import Iterator

import pytest
from e2e_apiserver.cluster import Cluster, running
from places import SAMPLES


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """An API server, which has the custom resources of the samples where there are any."""
    with running(tmp_path_factory.mktemp("cluster")) as cluster:
        if SAMPLES.is_dir():
            cluster.define(SAMPLES / "crds")
        yield cluster
