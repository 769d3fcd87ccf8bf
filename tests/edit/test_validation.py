"""`validate`: changed workloads against the schemas of a Kubernetes version."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from configurations import HTTP, set_proxy_env
from run_function import Outcome, run, run_process, unquoted

from krm_fn.edit import workload as workload_edit
from krm_fn.environment.env_plan import Append, EnvPlan

DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: web
        image: web:1
"""


@pytest.fixture
def kubernetes_validate() -> None:
    pytest.importorskip("kubernetes_validate", reason="needs kubernetes-validate")


def config_file(tmp_path: Path, **fields: object) -> str:
    spec = {
        "httpProxy": HTTP,
        "httpsProxy": HTTP,
        "noProxyPresets": ["localhost", "cluster"],
        **fields,
    }
    config = tmp_path / "config.yaml"
    config.write_text(yaml.safe_dump(set_proxy_env(spec=spec)))
    return str(config)


def validated(tmp_path: Path, manifests: str, version: str = "1.33", **fields: object) -> Outcome:
    config = config_file(tmp_path, validate=version, **fields)
    return run(manifests.encode(), "--config", config)


def test_a_valid_workload_is_set(kubernetes_validate: None, tmp_path: Path) -> None:
    outcome = validated(tmp_path, DEPLOYMENT)
    assert outcome.exit_code == 0
    assert "http_proxy" in outcome.stdout.decode()
    assert "[warning]" not in outcome.stderr


def test_all_that_is_added_is_valid(kubernetes_validate: None, tmp_path: Path) -> None:
    bundle = {"configMap": {"name": "corporate-ca"}}
    source = {"valueFrom": {"secretKeyRef": {"name": "proxy", "key": "url"}}}
    fields: dict[str, Any] = {"trustedCA": bundle, "httpProxy": source, "track": True}
    outcome = validated(tmp_path, DEPLOYMENT, runtimes=["java", "node"], **fields)
    assert outcome.exit_code == 0
    assert "is not valid" not in outcome.stderr


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ("replicas: many", "`spec.replicas`: its schema says ..."),
        ("replica: 2", "`spec`: its schema says ..."),
    ],
)
def test_what_was_invalid_before_is_a_warning(
    kubernetes_validate: None, tmp_path: Path, wrong: str, problem: str
) -> None:
    outcome = validated(tmp_path, DEPLOYMENT.replace("spec:\n", f"spec:\n  {wrong}\n", 1))
    assert outcome.exit_code == 0
    assert "http_proxy" in outcome.stdout.decode()
    assert (
        f"[warning] apps/v1/Deployment/web: is not valid for Kubernetes 1.33: {problem}\n"
    ) in unquoted(outcome.stderr)


def test_what_became_invalid_is_an_error_of_ours(
    kubernetes_validate: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def planned(*_: object) -> tuple[EnvPlan, str]:
        plan = EnvPlan()
        plan.add(Append("http_proxy", None, source={"nowhere": {}}))
        return plan, "keep"

    monkeypatch.setattr(workload_edit.WorkloadEdit, "_planned", planned)
    outcome = validated(tmp_path, DEPLOYMENT)
    assert (outcome.exit_code, outcome.stdout.decode()) == (1, DEPLOYMENT)
    assert unquoted(outcome.stderr) == (
        "[error] apps/v1/Deployment/web: would not be valid for Kubernetes 1.33 any more: "
        "`spec.template.spec.containers.0.env.0.valueFrom`: its schema says ...; this is a mistake "
        "of set-proxy-env, please report it\n"
    )


def test_a_workload_that_does_not_change_is_not_checked(
    kubernetes_validate: None, tmp_path: Path
) -> None:
    wrong = DEPLOYMENT.replace("spec:\n", "spec:\n  replicas: many\n", 1)
    config = config_file(tmp_path)
    done = run(wrong.encode(), "--config", config).stdout.decode()
    assert "is not valid" not in validated(tmp_path, done).stderr


def test_an_api_version_that_a_kubernetes_version_no_longer_has_is_a_warning(
    kubernetes_validate: None, tmp_path: Path
) -> None:
    outcome = validated(tmp_path, DEPLOYMENT.replace("apps/v1", "extensions/v1beta1"))
    assert (
        "[warning] extensions/v1beta1/Deployment/web: is not valid for Kubernetes 1.33: it has no "
        "Deployment of extensions/v1beta1\n" in outcome.stderr
    )


def test_a_json_item_is_checked_too(kubernetes_validate: None, tmp_path: Path) -> None:
    pod = '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"spec":{"a":1,"containers":[{"name":"a","image":"b"}]}}'
    outcome = validated(tmp_path, pod)
    assert (
        "[warning] v1/Pod/a: is not valid for Kubernetes 1.33: `spec`: its schema says ...\n"
    ) in unquoted(outcome.stderr)


def test_a_version_without_schemas_is_refused(kubernetes_validate: None, tmp_path: Path) -> None:
    outcome = validated(tmp_path, DEPLOYMENT, version="1.3")
    assert (outcome.exit_code, outcome.stdout.decode()) == (1, DEPLOYMENT)
    assert "`spec.validate` must be a version from 1." in outcome.stderr
    assert 'kubernetes-validate has the schemas, got "1.3"' in outcome.stderr


def test_without_the_package_the_message_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "kubernetes_validate", None)
    outcome = validated(tmp_path, DEPLOYMENT)
    assert (outcome.exit_code, outcome.stdout.decode()) == (1, DEPLOYMENT)
    assert outcome.stderr == (
        f"[error] krm-fn.dev/v1alpha1/SetProxyEnv/proxy ({tmp_path / 'config.yaml'}:11): `spec.validate` needs the package "
        "kubernetes-validate: pip install 'set-proxy-env[validate]'\n"
    )


def test_a_configuration_without_it_imports_none_of_this(tmp_path: Path) -> None:
    environment = {"PYTHONPROFILEIMPORTTIME": "1"}
    outcome = run_process(
        DEPLOYMENT.encode(), "--config", config_file(tmp_path), environment=environment
    )
    modules = (
        "edit.additions",
        "edit.bundle",
        "edit.env_from",
        "environment.java_options",
        "edit.validation",
    )
    assert "krm_fn.edit.items" in outcome.stderr
    for module in modules:
        assert f"krm_fn.{module}" not in outcome.stderr
    assert "kubernetes_validate" not in outcome.stderr
