"""The checks of a configuration by itself. Imported only when a plain look finds something."""

from __future__ import annotations

from krm_fn.checks.subject import Subject, shown
from krm_fn.clients import entry_forms

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from krm_fn.config.function_config import Configuration
    from krm_fn.config.rules import Report

_PROBLEMS = {
    "scheme": "{} must not have a scheme in an entry, got {}",
    "path": "{} must not have a path in an entry, got {}",
    "prefix": "{} must hold CIDRs that there are, got {}",
    "netmask": "{} must have whole addresses and prefix lengths in CIDRs, got {}",
    "marks": "{} must have entries without quotes, braces and the brackets of a list, got {}",
    "placeholder": "{} must hold hosts, and no placeholder of a shell or a template, got {}",
    "semicolon": "{} must be separated by commas, got {}",
    "host": "{} must hold hosts, domains, addresses and CIDRs, got {}",
    "bar": "{} must be separated by commas, got {}",
    "pattern": '{} must have a "*" at the start of an entry only, got {}',
}
_TOGETHER = ("marks", "semicolon", "bar", "pattern")


def check(configuration: Configuration, own: Sequence[str], report: Report) -> None:
    """Report what the checks find; `own` are the entries of noProxy without those of presets."""
    if configuration.checks:
        from krm_fn.checks.field import check_names

        check_names(configuration.checks, (*configuration.path, "checks"), report)
    checks = Subject(configuration, own, report)
    _check_entries(checks)
    if configuration.remove:
        return
    if checks.given:
        from krm_fn.checks.proxies import check_proxies
        from krm_fn.checks.reached import check_reached

        check_reached(checks)
        check_proxies(checks)
    _check_star(checks)
    if checks.named:
        from krm_fn.checks.for_clients import check_for_clients

        check_for_clients(checks)


def _check_entries(checks: Subject) -> None:
    """The forms of the entries; those of one kind together, where one remedy serves them."""
    together: dict[str, list[tuple[str, str]]] = {}
    for kind, entry, instead in entry_forms.findings(checks.own):
        problem = _PROBLEMS[kind].format(checks.field, shown(entry))
        if kind in _TOGETHER:
            together.setdefault(kind, []).append((entry, instead))
        elif kind == "prefix":
            checks.add("no-proxy-prefix", problem, longest=instead)
        else:
            checks.add(f"no-proxy-{kind}", problem, instead=_instead(instead))
    for kind, found in together.items():
        entries, better = (",".join(dict.fromkeys(each)) for each in zip(*found, strict=True))
        problem = _PROBLEMS[kind].format(checks.field, shown(entries))
        checks.add(f"no-proxy-{kind}", problem, instead=_instead(better))


def _instead(text: str) -> str:
    """What to write: entries in quotes, or words that say which."""
    return text if " " in text else shown(text)


def _check_star(checks: Subject) -> None:
    if "*" in checks.own and len(checks.own) > 1:
        problem = f'{checks.field} must not have "*" among other entries'
        checks.add("no-proxy-star", problem)
