"""The configurations that the lab's tests put into effect."""

from __future__ import annotations

from .lab import PROXY, SQUID

_HEAD = """\
apiVersion: krm-fn.dev/v1alpha1
kind: TransparentProxy
metadata: {name: company-proxy}
spec:
"""


def transparent(mode: dict[str, str], *, port: int = SQUID, **fields: str | None) -> str:
    """A TransparentProxy with the lab's proxy at a port, and other fields as YAML texts."""
    url = f"http://{PROXY}:{port}"
    spec: dict[str, str | None] = {
        "httpProxy": url,
        "httpsProxy": url,
        "noProxy": "[.corp.example, 10.0.0.0/8, direct.example.net]",
        "noProxyPresets": "[localhost, cluster]",
        "tlsPorts": "[443, 9443]",
        **mode,
        **fields,
    }
    lines = [f"  {name}: {value}\n" for name, value in spec.items() if value is not None]
    return _HEAD + "".join(lines)


HOSTS = {
    "mode": "hosts",
    "hosts": "[www.example.org, api.example.com, blocked.example.net]",
}
ALL = {"mode": "all"}
