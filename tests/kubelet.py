"""What a process sees of a container's variables, as the kubelet makes it; shares nothing with the
function.

A port of k8s.io/kubernetes/third_party/forked/golang/expansion, and of the order in which the
kubelet's makeEnvironmentVariables goes: what comes by `envFrom`, then `env` from top to bottom, each
literal expanded by what is known so far, else by the variables of Services.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

Content = object  # a literal as a str, or the data of a `valueFrom`


def expand(text: str, known: Callable[[str], str]) -> str:
    out: list[str] = []
    at = 0
    while at < len(text):
        if text[at] == "$" and at + 1 < len(text):
            read, is_name, advance = _read_name(text[at + 1 :])
            out.append(known(read) if is_name else read)
            at += 1 + advance
        else:
            out.append(text[at])
            at += 1
    return "".join(out)


def _read_name(text: str) -> tuple[str, bool, int]:
    if text[0] == "$":
        return "$", False, 1
    if text[0] == "(":
        end = text.find(")")
        return (text[1:end], True, end + 1) if end >= 0 else ("$(", False, 1)
    return "$" + text[0], False, 1


def seen(
    env: Iterable[tuple[str, Content]],
    env_from: Mapping[str, str] | None = None,
    services: Mapping[str, str] | None = None,
) -> dict[str, Content]:
    """The variables of a process. A `valueFrom` is its own value: two of the same data are equal."""
    values: dict[str, Content] = dict(env_from or {})

    def known(name: str) -> str:
        for variables in (values, services or {}):
            if name in variables:
                return str(variables[name])
        return f"$({name})"

    for name, content in env:
        values[name] = expand(content, known) if isinstance(content, str) else content
    return values
