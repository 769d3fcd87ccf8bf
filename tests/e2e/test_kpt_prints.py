"""What real kpt prints of results: as it escapes nothing, nothing in them may need it."""

from __future__ import annotations

from pathlib import Path

import yaml
from e2e.runtimes import run

HOSTILE = r"""apiVersion: v1
kind: Pod
metadata:
  name: "a\n::error::owned\e[2J\e]0;title\a\r[info]: all fine\u202e"
spec:
  containers:
  - name: "c\n::warning::x\e[31m\L##[error]y"
    image: x
    env:
    - {name: http_proxy, value: "http://mine:s3cr3tA@x:1"}
    - {name: HTTP_PROXY, value: "http://mine:s3cr3tB@x:1"}
"""
NAME = r"a\n::error::owned\x1b[2J\x1b]0;title\x07\r[info]: all fine\u202e"


def test_kpt_prints_no_control_character_and_no_password(tmp_path: Path) -> None:
    package, results = tmp_path / "shop", tmp_path / "results"
    package.mkdir()
    (package / "pod\n\x1b[31m.yaml").write_text(HOSTILE, encoding="utf-8")
    function = ("--exec", "set-proxy-env", "--truncate-output=false")
    command = ("kpt", "fn", "eval", package, *function, "--results-dir", results)
    done = run(*command, "--", "httpProxy=http://u:s3cr3tC@proxy.example.com:3128")
    assert done.returncode == 0
    printed = (done.stdout + done.stderr).split("\n")
    assert all(line.isprintable() and "s3cr3t" not in line for line in printed)
    assert not any(line.lstrip().startswith("::") or "##[" in line for line in printed)
    assert any(f"[warning] v1/Pod/{NAME} spec.containers[0].env: " in line for line in printed)
    found = yaml.safe_load((results / "results.yaml").read_text(encoding="utf-8"))
    kept = [made for made in found["items"][0]["results"] if made["tags"]["rule"] == "kept"]
    assert [made["resourceRef"]["name"] for made in kept] == [NAME]
    assert [made["file"]["path"] for made in kept] == [r"pod\n\x1b[31m.yaml"]


def test_so_it_is_where_the_function_fails(tmp_path: Path) -> None:
    (tmp_path / "pod.yaml").write_text(HOSTILE, encoding="utf-8")
    command = ("kpt", "fn", "eval", tmp_path, "--exec", "set-proxy-env", "--truncate-output=false")
    done = run(*command, "--", "httpProxy=http://u:s3cr3tC@proxy:3128", "existing=error")
    assert done.returncode == 1
    printed = (done.stdout + done.stderr).split("\n")
    assert all(line.isprintable() and "s3cr3t" not in line for line in printed)
    assert any(f"[error] v1/Pod/{NAME} spec.containers[0].env: " in line for line in printed)
