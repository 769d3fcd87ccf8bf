"""The function in a plain pipe, as `helm template chart | set-proxy-env ...` has it."""

from __future__ import annotations

from e2e.packages import SameAsFile
from e2e.runtimes import EXAMPLES, output

PLAIN = EXAMPLES / "plain-manifests"
MANIFESTS = (PLAIN / "manifests.yaml").read_text(encoding="utf-8")
OPTIONS = (
    *("--http-proxy", "http://proxy.example.com:3128"),
    *("--https-proxy", "http://proxy.example.com:3129"),
    *("--no-proxy-presets", "localhost,cluster"),
)


def test_options_set_the_variables(same_as_file: SameAsFile) -> None:
    same_as_file(
        output("set-proxy-env", *OPTIONS, stdin=MANIFESTS), PLAIN / ".expected" / "output.yaml"
    )


def test_a_config_file_does_the_same(same_as_file: SameAsFile) -> None:
    same_as_file(
        output("set-proxy-env", "--config", PLAIN / "proxy.yaml", stdin=MANIFESTS),
        PLAIN / ".expected" / "output.yaml",
    )


def test_a_second_run_changes_nothing() -> None:
    once = output("set-proxy-env", *OPTIONS, stdin=MANIFESTS)
    assert output("set-proxy-env", *OPTIONS, stdin=once) == once


def test_kubectl_reads_the_output() -> None:
    manifests = output("set-proxy-env", *OPTIONS, stdin=MANIFESTS)
    listed = output("kubectl", "set", "env", "--local", "--list", "-f", "-", stdin=manifests)
    assert listed.endswith("""\
# CronJob report, container report
HTTPS_PROXY=http://reports.example.com:8443
http_proxy=http://proxy.example.com:3128
HTTP_PROXY=http://proxy.example.com:3128
no_proxy=localhost,127.0.0.1,::1,.svc,.cluster.local,.cluster.local.,$(KUBERNETES_SERVICE_HOST),kubernetes.default.svc
NO_PROXY=localhost,127.0.0.1,::1,.svc,.cluster.local,.cluster.local.,$(KUBERNETES_SERVICE_HOST),kubernetes.default.svc
""")
