"""Write docs/checks.md from the tables of checks and presets."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generated import ROOT, main

from krm_fn.checks.always import ERRORS
from krm_fn.checks.as_written import AS_WRITTEN
from krm_fn.checks.came_to_nothing import CAME_TO_NOTHING
from krm_fn.checks.default import WARNINGS
from krm_fn.checks.images import ANY_JVM, IMAGES
from krm_fn.checks.named import NAMED
from krm_fn.checks.row import CONFIGURATION, LIST, WORKLOAD, Check
from krm_fn.checks.table import clients_tag
from krm_fn.environment.presets import DOMAIN, PRESETS

START = """\
<!-- Made by scripts/generate_checks_docs.py from the tables of checks and presets: do not edit. -->
# Checks and presets

set-proxy-env checks the configuration, and the workloads and Services that it is for. A result has
the check's id in its tag `rule`, and in `clients` the clients that it concerns. What is found in
the configuration is told once, what is found in a workload once for the workload.

```yaml
apiVersion: krm-fn.dev/v1alpha1
kind: SetProxyEnv
spec:
  httpProxy: http://proxy.example.com:3128
  httpsProxy: http://proxy.example.com:3128
  noProxyPresets: [localhost, cluster, services]
  checks:
    level: error
    clients: [curl, go, python-requests]
    ignore: [mesh-proxy]
```

| field of `checks` | value |
|---|---|
| `level` | `warn`, the default, tells warnings; `error` makes them errors, so that the run fails and changes nothing: a gate for pipelines; `off` is silent |
| `clients` | the clients that are in use, by the names in [no-proxy.md](no-proxy.md): they are checked more closely, and a check of the configuration that concerns none of them is silent |
| `ignore` | ids of warnings that are not told |

In a ConfigMap write `checks.level`, `checks.clients` and `checks.ignore`, the last two with commas.
Neither `level` nor `ignore` turns an error off. For an operator's object, which has no such field,
the defaults hold. [examples/checks](../examples/checks) is a pipeline's gate.
"""

PARTS = (
    ("Errors", "Each stops the run; nothing is changed.", ERRORS),
    ("Warnings", "They hold for nearly every client, or for all.", WARNINGS),
    (
        "What authors have written",
        "Warnings about the workloads as they are, and what is left alone in them.",
        AS_WRITTEN,
    ),
    (
        "What came to nothing",
        "Warnings about names that lead nowhere, and words that have no effect.",
        CAME_TO_NOTHING,
    ),
    (
        "Warnings for named clients",
        "They are told for the clients in `checks.clients` alone. One more, `no-proxy-refused`, is an"
        " error.",
        NAMED,
    ),
)

ON = {
    CONFIGURATION: "the configuration",
    LIST: "the configuration and the list",
    WORKLOAD: "a workload",
}

PLACEHOLDERS = {
    "clients": "these clients",
    "domain": DOMAIN,
    "host": "the proxy",
    "field": "httpsProxy` or `httpProxy",
    "other": "https, or http,",
    "longest": "32, or 128 for IPv6",
    "missing": "localhost, or for 127.0.0.1,",
    "why": "the form means the same there",
}

INSTEAD = {
    "no-proxy-loopback": "what is missing of localhost,127.0.0.1,::1, or "
    "`noProxyPresets: [localhost]`",
    "no-proxy-api-server": "`$(KUBERNETES_SERVICE_HOST)`, or `noProxyPresets: [cluster]`",
    "no-proxy-cluster": f".svc,.{DOMAIN}, or `noProxyPresets: [cluster]`",
    "no-proxy-final-dot": f"`.{DOMAIN}.`, or `noProxyPresets: [cluster]`",
    "no-proxy-netmask": "the whole address and a prefix length: `169.254.0.0/16`",
    "no-proxy-marks": "the entries without them",
    "no-proxy-placeholder": "the hosts themselves",
    "no-proxy-host": "what is meant: an address, a CIDR, a domain, or the short names of Services",
    "no-proxy-bar": "commas",
    "no-proxy-pattern": "a CIDR or a domain: `10.0.0.0/24`, `.example.com`",
    "no-proxy-length": "take the preset `services` out, or write domains and CIDRs",
    "own-no-proxy": "what is written for that form here",
    "no-proxy-scheme": "the host alone",
    "no-proxy-path": "the host alone",
    "no-proxy-refused": "the addresses one by one, without brackets",
    "no-proxy-service": "`noProxyPresets: [cluster, services]`",
    "no-proxy-semicolon": "commas",
    "services-top-level-domain": "NAME.NAMESPACE.svc",
    "mesh-proxy": "the ServiceEntry that is in the message",
    "network-policy": "the proxy's address and port",
    "no-proxy-star-suffix": "`.x`",
    "no-proxy-dot-suffix": "`*.x`",
    "no-proxy-bare-suffix": "`.x`",
    "no-proxy-cidr": "the addresses",
    "no-proxy-port": "the host without the port",
    "no-proxy-brackets": "the address without them",
    "image-ignores-environment": "`NODE_USE_ENV_PROXY=1`, or the `JAVA_TOOL_OPTIONS` that are in the "
    "message",
}

ABOUT_SERVICES = """
`services` stands for the Services in the same list, and for the `serviceName` of StatefulSets: each
gives `NAME` and, with a namespace, `NAME.NAMESPACE`; a headless one also `.NAME`, for its pods. They
are sorted, so that the order of files makes no difference. **A new Service then changes the value in
every pod template**, and so restarts every workload. A name that ends in a top-level domain (`app`,
`dev`, `shop`) is left out with a warning, since clients that match suffixes would send requests for
all of that domain past the proxy: call such a Service `NAME.NAMESPACE.svc`.

The name of an API server outside the cluster is in no preset: it may be reachable through the proxy
alone. Where the list has a Cluster of Cluster API, `cluster` also has the IPv4 CIDRs of its pods and
Services, and its domain. CIDRs of IPv6 are left out: httpx fails as soon as noProxy has one.
"""

ABOUT_TEXTS = """
## Services in texts

`no-proxy-service` and `no-proxy-final-dot` look at arguments, variables, ConfigMaps and the fields of
other objects; labels, annotations, images, comments and CustomResourceDefinitions say nothing of what
is dialled. A host there is a Service of the list when it is `NAME`, `NAME.NAMESPACE`,
`NAME.NAMESPACE.svc` or that with the cluster's domain, or a pod of a headless one. A Service that is
written without a namespace may be in any Namespace of the list; a host outside, such as `grafana.com`
beside a Service `grafana`, is none. It counts in a URL with http or https, and as `NAME:PORT` where
the Service has that port, unless the number or the name of the port tells of a protocol without HTTP
proxies, such as Redis or PostgreSQL.

## Programs that ignore the variables

Images that are known to need more get one info, `image-ignores-environment`, with what to write;
`checks.ignore` leaves it out. The table is [`krm_fn/checks/images.py`](../krm_fn/checks/images.py).

| program | told by | what to write |
|---|---|---|
"""

ABOUT_OTHERS = """
`{java}` are the options that the field `runtimes` would write. Not told by their images:

- Prometheus uses the variables for a scrape job or a remote only with `proxy_from_environment: true`
  in its configuration.
- Fluent Bit reads `HTTP_PROXY` and `NO_PROXY`, and compares whole names: its filter `kubernetes` dials
  `kubernetes.default.svc`, which is why the preset `cluster` has that name.
- Maven 3.9 and later reads neither the variables nor the properties of its JVM, unless
  `-Daether.connector.http.useSystemProperties=true` is set, as `runtimes: [java]` does; Gradle reads
  the properties of its JVM.
- Kubernetes clients: those in Go are as Go net/http, the Python client is a row of
  [the table](no-proxy.md), and the Java client of fabric8 reads `HTTPS_PROXY`, `HTTP_PROXY` and
  `NO_PROXY` in upper case.
"""


def document() -> str:
    parts = [START]
    for title, words, checks in PARTS:
        parts += [f"\n## {title}\n\n{words}\n\n", *table(checks)]
    parts += ["\n## Presets of noProxy\n\n", *presets(), ABOUT_SERVICES]
    parts += [ABOUT_TEXTS, *programs(), ABOUT_OTHERS]
    return "".join(parts)


def table(checks: Iterable[Check]) -> list[str]:
    lines = ["| id | what is found | clients | why | what to write |\n", "|---|---|---|---|---|\n"]
    for check in checks:
        clients = clients_tag(check.affected()).replace(",", ", ")
        words = {**PLACEHOLDERS}
        if check.id in INSTEAD:
            words["instead"] = INSTEAD[check.id]
        reason, remedy = (text.format(**words) for text in (check.reason, check.remedy))
        cells = (f"`{check.id}`", f"{check.finds} ({ON[check.on]})", clients, reason, remedy)
        lines.append(f"| {' | '.join(cells)} |\n")
    return lines


def programs() -> list[str]:
    lines = []
    for image in (*IMAGES, ANY_JVM):
        words = ", ".join(f"`{word}`" for word in image.words)
        lines.append(f"| {image.program} | {words} | `{image.write}` |\n")
    return lines


def presets() -> list[str]:
    lines = [
        "The entries follow the user's own, none twice.\n\n",
        "| preset | entry | why |\n",
        "|---|---|---|\n",
    ]
    for preset, entries in PRESETS.items():
        for entry, reason in entries:
            lines.append(f"| `{preset}` | `{entry.replace('{domain}', DOMAIN)}` | {reason} |\n")
    return lines


def files() -> dict[Path, str]:
    """The page."""
    return {ROOT / "docs" / "checks.md": document()}


if __name__ == "__main__":
    raise SystemExit(main(__file__, files()))
