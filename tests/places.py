"""Where the things are that tests read."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
FIXTURES = ROOT / "fixtures"
SAMPLES = Path(os.environ.get("SET_PROXY_ENV_SAMPLES") or ROOT.parent / "shared" / "samples")
"""Manifests as people publish them, which are not kept here."""
