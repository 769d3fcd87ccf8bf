"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path

import yaml

BUSY = 0.3
"""A load of so much a core is too much to measure beside."""


def description(*others: str) -> str:
    """One sentence for the machine and Python, and whatever else was measured."""
    parts = [
        _processor(),
        f"{os.cpu_count()} cores",
        f"{_memory():.0f} GiB",
        platform.system(),
        f"Python {platform.python_version()}",
        f"PyYAML {yaml.__version__}",
        *others,
    ]
    return ", ".join(parts)


def busy() -> str:
    """What to tell where other programs run; nothing where the machine is quiet."""
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    if load < BUSY * cores:
        return ""
    return f"other programs keep this machine busy (load {load:.1f}): the times will mean little"


def _processor() -> str:
    text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    model = re.search(r"^model name\s*: (.*)$", text, re.MULTILINE)
    return model[1] if model else platform.machine()


def _memory() -> float:
    return float(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")) / 2**30
