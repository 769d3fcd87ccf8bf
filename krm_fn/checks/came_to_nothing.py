"""Warnings about what came to nothing: names that lead nowhere, and words that nobody reads."""

from __future__ import annotations

from krm_fn.checks.row import LIST, WORKLOAD, Check

_MISTAKE = "it is most likely a typing mistake"

CAME_TO_NOTHING = (
    Check(
        "unmatched",
        "warning",
        LIST,
        "a name in `containers` that no container has",
        _MISTAKE,
        "correct it or take it out",
    ),
    Check(
        "path",
        "warning",
        LIST,
        "a path in `podPaths` that leads to no pod template in any object of its kind",
        _MISTAKE,
        "correct it or take it out",
    ),
    Check(
        "selects-nothing",
        "warning",
        LIST,
        "`selectors` and `exclude` that leave out all that could be set",
        "nothing is set",
        "correct them, or ignore this check where one configuration serves many lists",
    ),
    Check(
        "unknown-kind",
        "warning",
        LIST,
        "a `kind` in the configuration, or in a manifest of Kubernetes' own groups, that is nearly one "
        "that is known",
        _MISTAKE,
        "write the one that is meant",
    ),
    Check(
        "no-api-version",
        "warning",
        WORKLOAD,
        "an object with containers and a `kind`, but without `apiVersion`",
        "a cluster would refuse it, and it is left alone",
        "write its `apiVersion`",
    ),
    Check(
        "unread-opt-out",
        "warning",
        WORKLOAD,
        "a label that is called like our annotations, or an annotation that is nearly called so",
        "it has no effect",
        "write it as the annotation that is meant",
    ),
    Check(
        "single-container",
        "warning",
        WORKLOAD,
        "one container by itself in a custom resource, by its CustomResourceDefinition",
        "only lists of containers are looked for in kinds that are not known",
        "name it in `podPaths` to have it set",
    ),
)
