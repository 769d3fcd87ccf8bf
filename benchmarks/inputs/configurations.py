"""The functionConfigs that are measured, as YAML; every value is an example."""

from __future__ import annotations

from collections.abc import Iterable

HTTP_PROXY = "http://proxy.example.com:3128"
HTTPS_PROXY = "http://proxy.example.com:3129"
NO_PROXY = ("localhost", "127.0.0.1", "10.0.0.0/8", ".svc", ".cluster.local")


def set_proxy_env(
    *fields: str,
    http: str = HTTP_PROXY,
    https: str = HTTPS_PROXY,
    no_proxy: Iterable[str] = NO_PROXY,
) -> str:
    """A SetProxyEnv; each of `fields` is one more field of its spec, or several, as YAML."""
    entries = "".join(f"  - {entry}\n" for entry in no_proxy)
    others = "".join(f"  {line}\n" for field in fields for line in field.splitlines())
    return f"""\
apiVersion: krm-fn.dev/v1alpha1
kind: SetProxyEnv
metadata:
  name: proxy
spec:
  httpProxy: {http}
  httpsProxy: {https}
  noProxy:
{entries}{others}"""


def _from_secret(key: str) -> str:
    return f"{{valueFrom: {{secretKeyRef: {{name: proxy, key: {key}}}}}}}"


DEFAULT = set_proxy_env()

VERIFY = "verify"
"""The option that is measured on a list that is set already."""

REPLACE = "existing: replace"
"""The option that leaves nothing that differs."""

OPTIONS = {
    REPLACE: set_proxy_env(REPLACE),
    "track": set_proxy_env("track: true"),
    "trustedCA": set_proxy_env(
        "trustedCA: {configMap: {name: trusted-ca, key: ca.crt}, mountPath: /etc/trusted-ca}"
    ),
    VERIFY: set_proxy_env("verify: true"),
    "valueFrom": set_proxy_env(http=_from_secret("http"), https=_from_secret("https")),
    "selectors": set_proxy_env(
        "selectors:\n- kind: Deployment\n- {kind: StatefulSet, namespace: '*a*'}\n- kind: CronJob"
    ),
}
"""The options that are measured beside a plain run -> a configuration with them."""
