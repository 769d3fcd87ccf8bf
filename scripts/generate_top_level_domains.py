"""Write krm_fn/clients/top_level_domains.py from the copy of the Public Suffix List in tldextract.

`pip install tldextract && python scripts/generate_top_level_domains.py` brings the list up to
date; the package is needed for nothing else.
"""

from __future__ import annotations

import textwrap
from importlib import resources
from importlib.metadata import version
from pathlib import Path

from generated import ROOT, main

MODULE = '''"""The Internet's top-level domains, in lower case; those of other scripts in Punycode.

Made by scripts/generate_top_level_domains.py from the Public Suffix List in tldextract {version}:
do not edit. A Service or a namespace with such a name must not become a noProxy entry: clients
that match suffixes would send requests for that whole domain past the proxy.
"""

from __future__ import annotations

TOP_LEVEL_DOMAINS = frozenset(
    """
{names}
    """.split()
)
'''


def top_level_domains(suffix_list: str) -> list[str]:
    """The last labels of the rules in the list's ICANN section, sorted."""
    icann = suffix_list.partition("===END ICANN DOMAINS===")[0]
    rules = (line.strip() for line in icann.splitlines())
    labels = {rule.rpartition(".")[2] for rule in rules if rule and not rule.startswith("//")}
    return sorted(label.encode("idna").decode() for label in labels)


def files() -> dict[Path, str]:
    """The module."""
    suffix_list = resources.files("tldextract") / ".tld_set_snapshot"
    names = textwrap.fill(
        " ".join(top_level_domains(suffix_list.read_text(encoding="utf-8"))),
        width=96,
        initial_indent="    ",
        subsequent_indent="    ",
        break_on_hyphens=False,
    )
    text = MODULE.format(version=version("tldextract"), names=names)
    return {ROOT / "krm_fn" / "clients" / "top_level_domains.py": text}


if __name__ == "__main__":
    raise SystemExit(main(__file__, files()))
