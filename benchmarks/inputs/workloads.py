"""Deployments, StatefulSets and CronJobs as people write them, 1 to 2 KB each.

Every main container is called `app`, so that one kustomize patch fits all Deployments.
"""

from __future__ import annotations

import random

from benchmarks.inputs.chance import between, chance, pick

TEAMS = ("shop", "billing", "search", "identity", "platform", "data")
ROLES = ("frontend", "api", "worker", "gateway", "indexer", "exporter", "scheduler", "cache")
SIDECARS = ("log-shipper", "metrics", "mesh-proxy", "config-reload")
LEVELS = ("debug", "info", "warn")
PROXY_EVERY = 23  # one workload in so many has proxy variables of its own, the fourth first


def workload(index: int) -> str:
    """The manifest of workload number `index`: YAML text that ends with a line end."""
    choices = chance(index)
    kind = ("Deployment", "StatefulSet", "Deployment", "CronJob")[index % 4]
    name = f"{pick(choices, ROLES)}-{index:05d}"
    team = pick(choices, TEAMS)
    metadata = _metadata(kind, name, team)
    if kind == "CronJob":
        return metadata + _cron_job(choices, index, name)
    return metadata + _replicated(choices, index, kind, name)


def _metadata(kind: str, name: str, team: str) -> str:
    api_version = "batch/v1" if kind == "CronJob" else "apps/v1"
    return f"""\
apiVersion: {api_version}
kind: {kind}
metadata:
  name: {name}
  namespace: {team}
  labels:
    app.kubernetes.io/name: {name}
    app.kubernetes.io/part-of: {team}
  annotations:
    example.com/owner: "team-{team}@example.com"
"""


def _replicated(choices: random.Random, index: int, kind: str, name: str) -> str:
    service = f"  serviceName: {name}\n" if kind == "StatefulSet" else ""
    return f"""\
spec:
  replicas: {between(choices, 1, 5)} # scaled by hand before a sale
{service}  selector:
    matchLabels:
      app.kubernetes.io/name: {name}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: {name}
    spec:
""" + _indented(_pod(choices, index, name), 6)


def _cron_job(choices: random.Random, index: int, name: str) -> str:
    return f"""\
spec:
  schedule: "{between(choices, 0, 59)} {between(choices, 0, 23)} * * *"
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: OnFailure
""" + _indented(_pod(choices, index, name), 10)


def _pod(choices: random.Random, index: int, name: str) -> str:
    sidecars = SIDECARS[: (0, 0, 1, 0, 1, 2)[index % 6]]
    init = _init_container(name) if index % 5 == 1 else ""
    return (
        init
        + "containers:\n"
        + _main_container(choices, index, name)
        + "".join(_sidecar(choices, sidecar) for sidecar in sidecars)
        + f"volumes:\n- name: config\n  configMap:\n    name: {name}-config\n"
    )


def _init_container(name: str) -> str:
    return f"""\
initContainers:
- name: migrate
  image: registry.example.com/{name}/migrate:1.4.2
  command: ["sh", "-c", "until nc -z db 5432; do sleep 1; done"]
"""


def _main_container(choices: random.Random, index: int, name: str) -> str:
    own = _own_proxy() if index % PROXY_EVERY == 3 else ""
    return f"""\
- name: app
  image: registry.example.com/{name}:{between(choices, 0, 9)}.{between(choices, 0, 30)}.0
  env:
  # read by the start script
  - name: LOG_LEVEL
    value: {pick(choices, LEVELS)}
  - name: DATABASE_PASSWORD
    valueFrom:
      secretKeyRef:
        name: {name}-db
        key: password
{own}  - name: WORKERS
    value: "{between(choices, 1, 16)}" # one for each core
  ports:
  - containerPort: {between(choices, 3000, 9000)}
    name: http
  resources:
    requests: {{cpu: 100m, memory: 128Mi}}
    limits: {{memory: {between(choices, 1, 8)}Gi}}
  volumeMounts:
  - name: config
    mountPath: /etc/{name}
"""


def _own_proxy() -> str:
    return """\
  - name: HTTPS_PROXY
    value: http://old-proxy.example.com:8080
  - name: NO_PROXY
    value: localhost,.example.com
"""


def _sidecar(choices: random.Random, name: str) -> str:
    return f"""\
- name: {name}
  image: registry.example.com/sidecars/{name}:2.{between(choices, 0, 20)}
  args:
  - --config=/etc/{name}/config.yaml
  - --level={pick(choices, LEVELS)}
"""


def _indented(text: str, columns: int) -> str:
    margin = " " * columns
    return "".join(margin + line for line in text.splitlines(keepends=True))
