from __future__ import annotations

import subprocess
import sys

from places import ROOT

SCRIPT = ROOT / "scripts" / "generate_no_proxy_docs.py"


def test_the_page_is_what_the_client_table_makes_of_it() -> None:
    done = subprocess.run(
        [sys.executable, SCRIPT, "--check"],
        cwd=SCRIPT.parent.parent,
        env={"PYTHONPATH": str(SCRIPT.parent.parent)},
        check=False,
    )
    assert done.returncode == 0, "run: python scripts/generate_no_proxy_docs.py"
