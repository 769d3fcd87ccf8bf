"""Answers of the function with a fault planted in them, and what the oracle of `make fuzz` says."""

from __future__ import annotations

from collections.abc import Callable

from fuzz import configurations, program, trips
from fuzz.program import Answer, Config
from fuzz.verdicts import Case

URL = "http://proxy.example.com:3128"
FIELDS = {"httpProxy": URL, "noProxy": "localhost,.svc"}
CONFIG = configurations.config(FIELDS)
DEPLOYMENT = b"""\
# the shop's front
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {app: web, release: "1.10"}
spec:
  template:
    spec:
      initContainers:
      - name: wait
        image: wait:1 # pinned
      containers:
      - name: web
        image: web:1
        env:
        - name: LEVEL
          value: "3"
        - name: no_proxy
          value: .corp # ours
        - name: https_proxy
          valueFrom:
            secretKeyRef: {name: !!str 12, key: url}
      - name: istio-proxy
        image: proxy:1
      volumes: []
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  port: "8080"
"""


def damaged(change: Callable[[bytes], bytes]) -> program.Function:
    """The function, with something else in its output."""

    def function(data: bytes, config: Config | None) -> Answer:
        answer = program.run(data, config)
        return answer._replace(output=change(answer.output))

    return function


def objected(data: bytes, function: program.Function, config: Config = CONFIG) -> set[str]:
    told = trips.judged(Case("run", data, (config,)), function)
    return {verdict.category for verdict in told.verdicts}


POD_WITH_ANOTHER = b"""\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: web:1
    env:
    - name: http_proxy
      value: http://old.example.com:1
    - name: HTTP_PROXY
      value: http://old.example.com:1
"""
