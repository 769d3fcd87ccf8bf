from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from .lab import Lab
from .mesh import PROGRAMS


@pytest.fixture(scope="session")
def lab() -> Iterator[Lab]:
    """The lab; what it needs is installed by `make e2e-mesh`."""
    missing = [each for each in ("envoy", "pilot", "istioctl") if not (PROGRAMS / each).exists()]
    assert not missing, f"missing {', '.join(missing)}: run scripts/install-mesh"
    assert os.geteuid() == 0, "network namespaces and redirects need root"
    made = Lab()
    try:
        made.build()
        yield made
    finally:
        made.close()
