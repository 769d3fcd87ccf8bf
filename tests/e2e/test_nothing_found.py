"""What came to nothing, as the runtimes tell it: a misspelled kind, and an opt-out as a label."""

from __future__ import annotations

from pathlib import Path

import pytest
from e2e.runtimes import BUILD, output, run

CONFIG = """\
apiVersion: krm-fn.dev/v1alpha1
kind: SetProxyEnv
metadata:
  name: company-proxy
  annotations:
    config.kubernetes.io/local-config: "true"
    config.kubernetes.io/function: |
      exec:
        path: set-proxy-env
spec:
  httpProxy: http://proxy.example.com:3128
  httpsProxy: http://proxy.example.com:3128
  noProxyPresets: [localhost, cluster]
"""
WEB = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
  labels:
    krm-fn.dev/set-proxy-env: disabled
spec:
  template:
    spec:
      containers:
      - name: web
        image: web:1
"""
MISSPELLED = (
    '`spec.selectors[0].kind` "Deploymet" is no kind that is known or in the list: did you mean '
    '"Deployment"?'
)
NO_EFFECT = (
    "`metadata.labels[krm-fn.dev/set-proxy-env]`, a label, has no effect; write the annotation "
    "`krm-fn.dev/set-proxy-env`"
)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "web.yaml").write_text(WEB, encoding="utf-8")
    (folder / "proxy.yaml").write_text(CONFIG, encoding="utf-8")
    (folder / "kustomization.yaml").write_text(
        "resources: [web.yaml]\ntransformers: [proxy.yaml]\n", encoding="utf-8"
    )
    return folder


def misspell(package: Path) -> None:
    config = f"{CONFIG}  selectors: [{{kind: Deploymet}}]\n"
    (package / "proxy.yaml").write_text(config, encoding="utf-8")


def kpt(package: Path) -> list[str]:
    """The lines that kpt prints."""
    config = ("--fn-config", package / "proxy.yaml")
    function = ("--exec", "set-proxy-env", "--truncate-output=false", *config)
    done = run("kpt", "fn", "eval", package, *function)
    assert done.returncode == 0
    return (done.stdout + done.stderr).splitlines()


def test_kpt_prints_each_once(package: Path) -> None:
    printed = kpt(package)
    assert sum(NO_EFFECT in line for line in printed) == 1
    misspell(package)
    printed = kpt(package)
    assert sum(MISSPELLED in line for line in printed) == 1


def test_kpt_prints_nothing_of_absent_namespaces(package: Path) -> None:
    plain = WEB.replace("  labels:\n    krm-fn.dev/set-proxy-env: disabled\n", "")
    assert plain != WEB
    (package / "web.yaml").write_text(plain, encoding="utf-8")
    printed = kpt(package)
    assert any("set proxy variables in 1 of 1 workload" in line for line in printed)
    assert not any("the list has no Namespace" in line for line in printed)


def test_kustomize_builds_and_prints_both(package: Path) -> None:
    done = run(*BUILD, package)
    assert (done.returncode, NO_EFFECT in done.stderr) == (0, True)
    misspell(package)
    done = run(*BUILD, package)
    assert (done.returncode, MISSPELLED in done.stderr) == (0, True)
    assert "http_proxy" not in done.stdout


def test_apply_in_a_repository_passes_over_what_is_no_manifest(package: Path) -> None:
    overlay = package / "prod"
    overlay.mkdir()
    (overlay / "kustomization.yaml").write_text(
        "resources: [..]\npatches: [{path: cpu.yaml}]\n", encoding="utf-8"
    )
    (overlay / "cpu.yaml").write_text(WEB, encoding="utf-8")
    (package / "job.yaml").write_text("{{- if .Values.job }}\nkind: Job\n{{- end }}\n", "utf-8")
    (package / "proxy.yaml").rename(package / ".set-proxy-env.yaml")
    done = run("set-proxy-env", "apply", ".", cwd=package)
    assert done.returncode == 0
    assert (
        "[info]: passed over: 1 template (job.yaml), 1 kustomize patch (prod/cpu.yaml); "
    ) in done.stderr
    assert done.stderr.endswith("; configured by .set-proxy-env.yaml\n")
    assert output("set-proxy-env", "apply", "--check", ".", cwd=package) == ""


def test_apply_leaves_out_what_is_ignored_and_warns_of_what_matches_nothing(package: Path) -> None:
    (package / "empty").mkdir()
    (package / "old").mkdir()
    (package / "old" / "broken.yaml").write_text("a: [\n", encoding="utf-8")
    (package / ".set-proxy-envignore").write_text("old/\n", encoding="utf-8")
    done = run("set-proxy-env", "apply", "-c", "proxy.yaml", "--exclude", "odl", ".", cwd=package)
    assert done.returncode == 0
    assert '[warning]: `--exclude` "odl" matches nothing; ' in done.stderr
    assert "1 excluded path (old)" in done.stderr
    done = run("set-proxy-env", "apply", "-c", "proxy.yaml", "empty", cwd=package)
    assert "[warning] (empty): holds no .yaml, .yml or .json file to edit\n" in done.stderr
