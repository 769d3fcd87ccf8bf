"""`set-proxy-env generate`: resources as manifests on stdout."""

from __future__ import annotations

from pathlib import Path

import yaml
from run_function import run

CONFIG = """\
apiVersion: krm-fn.dev/v1alpha1
kind: TransparentProxy
metadata: {name: company-proxy}
spec:
  httpsProxy: http://10.1.2.3:3128
  hosts: auto
"""
WEB = """\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec: {containers: [{name: web, image: web, args: ["https://api.github.com/"]}]}
"""


def files(tmp_path: Path) -> tuple[str, str]:
    config, manifests = tmp_path / "proxy.yaml", tmp_path / "deploy"
    config.write_text(CONFIG)
    manifests.mkdir()
    (manifests / "web.yaml").write_text(WEB)
    return str(config), str(manifests)


def test_the_resources_are_printed_and_the_files_are_read(tmp_path: Path) -> None:
    config, manifests = files(tmp_path)
    done = run(b"", "generate", "--config", config, manifests)
    assert done.exit_code == 0
    made = list(yaml.safe_load_all(done.stdout))
    assert [each["kind"] for each in made] == [
        "ServiceEntry",
        "DestinationRule",
        "ServiceEntry",
        "VirtualService",
    ]
    assert done.stderr == (
        "[info]: transparent proxying by 4 resources: 4 added, 0 changed, 0 unchanged, 0 removed\n"
        '[info] v1/Pod/web: names "api.github.com" in `spec.containers[0].args[0]`: it goes through '
        "the proxy at port 443\n"
    )
    assert (tmp_path / "deploy" / "web.yaml").read_text() == WEB


def test_what_an_earlier_run_made_is_printed_again(tmp_path: Path) -> None:
    config, manifests = files(tmp_path)
    once = run(b"", "generate", "--config", config, manifests).stdout
    (tmp_path / "deploy" / "mesh.yaml").write_bytes(once)
    assert run(b"", "generate", "--config", config, manifests).stdout == once


def test_an_error_prints_nothing(tmp_path: Path) -> None:
    config, _ = files(tmp_path)
    done = run(b"", "generate", "--config", config)
    assert (done.exit_code, done.stdout) == (1, b"")
    assert done.stderr == (
        "[error] krm-fn.dev/v1alpha1/TransparentProxy/company-proxy: `spec.hosts` finds no "
        "external host in the list: write the hosts, or `mode: all`\n"
    )


def test_a_configuration_that_sets_variables_is_refused(tmp_path: Path) -> None:
    config = tmp_path / "proxy.yaml"
    config.write_text(CONFIG.replace("TransparentProxy", "SetProxyEnv"))
    done = run(b"", "generate", "--config", str(config))
    assert (done.exit_code, done.stdout) == (1, b"")
    assert done.stderr == (
        f'[error] "{config}" must hold a TransparentProxy (krm-fn.dev/v1alpha1)\n'
    )


def test_it_must_get_a_configuration() -> None:
    done = run(b"", "generate")
    assert (done.exit_code, done.stdout) == (2, b"")
    assert done.stderr == (
        "[error] must get a configuration: `--config FILE` with a TransparentProxy\n"
    )


def test_help_is_printed() -> None:
    done = run(b"", "generate", "--help")
    assert done.exit_code == 0
    assert done.stdout.startswith(b"usage: set-proxy-env generate --config FILE [PATH...]\n")


def test_apply_edits_no_files_for_a_transparent_proxy(tmp_path: Path) -> None:
    config, manifests = files(tmp_path)
    done = run(b"", "apply", "--config", config, manifests)
    assert done.exit_code == 1
    assert done.stderr == (
        "[error] krm-fn.dev/v1alpha1/TransparentProxy/company-proxy: `kind` must be SetProxyEnv "
        "here: a TransparentProxy edits nothing, it makes resources; run `set-proxy-env generate "
        "--config FILE`\n"
    )


def test_apply_says_that_it_adds_no_service_entry(tmp_path: Path) -> None:
    config, manifests = files(tmp_path)
    Path(config).write_text(
        "apiVersion: krm-fn.dev/v1alpha1\nkind: SetProxyEnv\n"
        "spec: {noProxy: localhost, istioServiceEntry: true}\n"
    )
    done = run(b"", "apply", "--config", config, manifests)
    assert done.stderr.splitlines()[0] == (
        "[warning]: `istioServiceEntry` adds nothing here: `set-proxy-env apply` edits files, and "
        "makes none; write the ServiceEntry that a run as a pipe prints into one of them"
    )
