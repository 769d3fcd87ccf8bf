"""References, CA bundles, runtimes and gates under real kpt and real kustomize."""

from __future__ import annotations

from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
import yaml
from e2e.packages import as_kpt_writes, changed_lines, changes, package, remember, texts
from e2e.runtimes import BUILD, output, run

CONFIG = """\
apiVersion: krm-fn.dev/v1alpha1
kind: SetProxyEnv
metadata:
  name: company-proxy
  annotations:
    config.kubernetes.io/function: |
      exec:
        path: set-proxy-env
    config.kubernetes.io/local-config: "true"
spec:
  httpProxy:
    valueFrom:
      secretKeyRef: {name: proxy, key: url}
  httpsProxy: http://proxy.example.com:3129
  noProxy: [localhost, .svc]
  trustedCA:
    configMap: {name: corporate-ca}
    env: [SSL_CERT_FILE]
  runtimes: [java, node]
  track: true
"""

WEB = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - env:
        - name: JAVA_TOOL_OPTIONS
          value: -Xmx1g
        image: web:1
        name: web
"""

KPTFILE = """\
apiVersion: kpt.dev/v1
kind: Kptfile
metadata:
  name: shop
  annotations:
    config.kubernetes.io/local-config: "true"
pipeline:
  {section}:
    - exec: set-proxy-env
      configPath: config.yaml
"""

KUSTOMIZATION = "resources: [web.yaml]\ntransformers: [config.yaml]\n"
OPTIONS = (
    "-Xmx1g -Dhttps.proxyHost=proxy.example.com -Dhttps.proxyPort=3129 "
    "-Dhttp.nonProxyHosts=localhost|*.svc "
    "-Daether.connector.http.useSystemProperties=true"
)
SOURCE = {"secretKeyRef": {"name": "proxy", "key": "url"}}


def spec_of(manifests: str) -> Any:
    return yaml.safe_load(manifests)["spec"]["template"]["spec"]


def is_set(spec: Any) -> None:
    """A pod spec has all that the configuration says."""
    (container,) = spec["containers"]
    env = {each["name"]: each.get("value", each.get("valueFrom")) for each in container["env"]}
    assert env == {
        "JAVA_TOOL_OPTIONS": OPTIONS,
        "http_proxy": SOURCE,
        "HTTP_PROXY": SOURCE,
        "https_proxy": "http://proxy.example.com:3129",
        "HTTPS_PROXY": "http://proxy.example.com:3129",
        "no_proxy": "localhost,.svc",
        "NO_PROXY": "localhost,.svc",
        "NODE_USE_ENV_PROXY": "1",
        "SSL_CERT_FILE": "/etc/trusted-ca/ca-bundle.crt",
    }
    assert container["volumeMounts"] == [
        {"name": "trusted-ca", "mountPath": "/etc/trusted-ca", "readOnly": True}
    ]
    item = {"key": "ca-bundle.crt", "path": "ca-bundle.crt"}
    assert spec["volumes"] == [
        {"name": "trusted-ca", "configMap": {"name": "corporate-ca", "items": [item]}}
    ]


def kpt_package(directory: Path, section: str = "mutators", config: str = CONFIG) -> Path:
    made = package(directory, web=WEB, config=config)
    (made / "Kptfile").write_text(KPTFILE.format(section=section), encoding="utf-8")
    return made


def render(directory: Path) -> str:
    return output("kpt", "fn", "render", directory, "--allow-exec")


def build(directory: Path, *, web: str = WEB, config: str = CONFIG) -> CompletedProcess[str]:
    files = {"kustomization": KUSTOMIZATION, "web": web, "config": config}
    return run(*BUILD, package(directory, **files))


def test_kpt_sets_all_of_it_and_a_second_time_nothing(tmp_path: Path) -> None:
    shop = kpt_package(tmp_path / "shop")
    render(shop)
    once = texts(shop)
    is_set(spec_of(once["web.yaml"]))
    render(shop)
    assert texts(shop) == once


def test_kpt_takes_all_of_it_out_again(tmp_path: Path) -> None:
    shop = kpt_package(tmp_path / "shop")
    as_kpt_writes(shop)
    before = texts(shop)["web.yaml"]
    render(shop)
    config = CONFIG.replace("track: true", "remove: true")
    (shop / "config.yaml").write_text(config, encoding="utf-8")
    render(shop)
    assert texts(shop)["web.yaml"] == before


def test_kpt_moves_the_bundle_when_the_configuration_does(tmp_path: Path) -> None:
    shop = kpt_package(tmp_path / "shop")
    render(shop)
    remember(shop)
    config = CONFIG.replace("{name: corporate-ca}", "{name: other-ca}\n    mountPath: /ca")
    (shop / "config.yaml").write_text(config, encoding="utf-8")
    render(shop)
    patch = [line for line in changed_lines(changes(shop)) if "recorded" not in line]
    assert sorted(line[1:].strip() for line in patch if line.startswith("+")) == [
        "configMap: {name: other-ca}",
        "mountPath: /ca",
        "mountPath: /ca",
        "name: other-ca",
        'value: "/ca/ca-bundle.crt"',
    ]


def test_a_kpt_validator_fails_until_all_of_it_is_set(tmp_path: Path) -> None:
    verified = CONFIG.replace("track: true", "verify: true")
    shop = kpt_package(tmp_path / "shop", "validators", verified)
    done = run("kpt", "fn", "render", shop, "--allow-exec")
    assert done.returncode != 0
    assert 'container "web" does not have `http_proxy`' in done.stdout + done.stderr
    assert texts(shop)["web.yaml"] == WEB

    mutated = kpt_package(tmp_path / "set", config=CONFIG.replace("  track: true\n", ""))
    render(mutated)
    (shop / "web.yaml").write_text(texts(mutated)["web.yaml"], encoding="utf-8")
    render(shop)


def test_kustomize_sets_all_of_it_and_a_second_time_nothing(tmp_path: Path) -> None:
    once = build(tmp_path / "once")
    is_set(spec_of(once.stdout))
    assert build(tmp_path / "twice", web=once.stdout).stdout == once.stdout


def test_kustomize_takes_all_of_it_out_again(tmp_path: Path) -> None:
    once = build(tmp_path / "once")
    removed = build(
        tmp_path / "removed", web=once.stdout, config=CONFIG.replace("track: true", "remove: true")
    )
    assert removed.stdout == WEB


def test_verify_fails_under_transformers_and_names_the_container(tmp_path: Path) -> None:
    verified = CONFIG.replace("track: true", "verify: true")
    done = build(tmp_path / "verified", config=verified)
    assert done.returncode == 1
    assert (
        '[error] apps/v1/Deployment/web: container "web" does not have `http_proxy`, `HTTP_PROXY`'
        in done.stderr
    )


def test_verify_passes_under_transformers_what_was_set(tmp_path: Path) -> None:
    once = build(tmp_path / "once", config=CONFIG.replace("  track: true\n", ""))
    verified = CONFIG.replace("track: true", "verify: true")
    again = build(tmp_path / "verified", web=once.stdout, config=verified)
    assert (again.returncode, again.stdout) == (0, once.stdout)


def test_what_was_invalid_before_is_a_warning_under_transformers(tmp_path: Path) -> None:
    pytest.importorskip("kubernetes_validate", reason="needs kubernetes-validate")
    config = CONFIG.replace("track: true", 'validate: "1.33"')
    web = WEB.replace("spec:\n", "spec:\n  replicas: many\n", 1)
    done = build(tmp_path / "validated", web=web, config=config)
    is_set(spec_of(done.stdout))
    assert (
        "[warning] apps/v1/Deployment/web: is not valid for Kubernetes 1.33: `spec.replicas`: "
        "its schema says \"'many' is not of type 'integer', 'null'\"" in done.stderr
    )
