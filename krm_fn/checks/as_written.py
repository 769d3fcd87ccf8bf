"""Warnings about what authors have written in their workloads, and what a run left alone there."""

from __future__ import annotations

from krm_fn.checks.row import WORKLOAD, Check

_LEFT_ALONE = "the value that is there may be meant so"

AS_WRITTEN = (
    Check(
        "own-no-proxy",
        "warning",
        WORKLOAD,
        "an entry of an author's own `no_proxy` that would be an error or a warning in noProxy",
        "{why}",
        "write {instead}",
    ),
    Check(
        "disagreeing",
        "warning",
        WORKLOAD,
        "the two spellings of a variable with different values in an author's env",
        "clients differ in which one they read",
        "make them equal",
    ),
    Check(
        "refers",
        "warning",
        WORKLOAD,
        "an author's entry that refers to one of the variables that are added behind it",
        "the kubelet resolves references to earlier entries only",
        "write the value there",
    ),
    Check(
        "early",
        "warning",
        WORKLOAD,
        "an author's entry that comes before a variable to which the configured value refers",
        "the kubelet resolves references to earlier entries only, so the value cannot stand there",
        "move the entry behind that variable",
    ),
    Check(
        "late",
        "warning",
        WORKLOAD,
        "a proxy variable that refers to a variable which comes later in the same env",
        "the kubelet resolves references to earlier entries only",
        "move the entry behind that variable",
    ),
    Check(
        "undefined-reference",
        "warning",
        WORKLOAD,
        "a proxy variable that refers to one which neither env nor `envFrom` of the container defines",
        "the process sees the reference as it is written",
        "define the variable in the env, or let `credentials` do it",
    ),
    Check(
        "old-proxy",
        "warning",
        WORKLOAD,
        "another variable with the host of the proxy that `existing: replace` replaces",
        "a program that reads it asks the old proxy",
        "write the new one there, or name it in `variables`",
    ),
    Check(
        "duplicates",
        "warning",
        WORKLOAD,
        "a name more than once in an env",
        "server-side apply rejects duplicates",
        "remove all but one",
    ),
    Check(
        "kept",
        "warning",
        WORKLOAD,
        "a value that stays although it differs",
        _LEFT_ALONE,
        "set `existing: replace` to replace it",
    ),
    Check(
        "kept-beside-duplicates",
        "warning",
        WORKLOAD,
        "a value that stays, since the other spelling occurs more than once",
        _LEFT_ALONE,
        "remove all but one",
    ),
    Check(
        "kept-for-another",
        "warning",
        WORKLOAD,
        "a value that another configuration recorded",
        "two configurations would change it in turns",
        "run that configuration with `remove: true`",
    ),
    Check(
        "partial",
        "warning",
        WORKLOAD,
        "what looks like a pod spec in an unknown kind, but has no image",
        "it may be a patch, or something else",
        "name it in `podPaths` to have it set",
    ),
    Check(
        "shape",
        "warning",
        WORKLOAD,
        "a container without a `name`, or a field of a custom resource that is of another type",
        "a cluster would refuse it",
        "correct it",
    ),
)
