"""Further variables with the proxies' values, for programs that read names of their own.

Imported only for a configuration that has `variables`.
"""

from __future__ import annotations

from krm_fn.environment.env_plan import Variable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class Row:
    """What reads one variable: `like` is the proxy variable whose value it gets; without the
    scheme, where `bare` says so. `spellings` are all that are set: one where a program reads but
    one, or any. `source` says where that is written.
    """

    __slots__ = ("bare", "like", "readers", "source", "spellings")

    def __init__(
        self, like: str, readers: str, source: str, *spellings: str, bare: bool = False
    ) -> None:
        self.like = like
        self.readers = readers
        self.source = source
        self.spellings = spellings
        self.bare = bare

    def of(self, variable: Variable) -> Variable:
        """The variable with the value of the one that it is like."""
        value, *former = map(self._written, (variable.value, *variable.former))
        return Variable(
            self.spellings[0],
            self.spellings[-1],
            value,
            variable.items,
            source=variable.source,
            former=tuple(former),
        )

    def _written(self, value: str) -> str:
        return value.rpartition("://")[2] if self.bare else value

    def takes(self, variable: Variable) -> bool:
        """Whether it can be made: the scheme of a value that a Secret has cannot be taken off."""
        return not (self.bare and variable.source is not None)


_GRPC = "https://github.com/grpc/grpc/blob/master/doc/environment_variables.md"
_NPM = "https://github.com/npm/cli/blob/latest/docs/lib/content/using-npm/config.md"
_AGENT = "https://github.com/gajus/global-agent#environment-variables"
_YARN = "https://yarnpkg.com/configuration/yarnrc"
_YARN_2 = "Yarn from 2 on, which knows no exceptions"

ROWS = {
    "grpc_proxy": Row("https_proxy", "gRPC core, before `https_proxy`", _GRPC, "grpc_proxy"),
    "no_grpc_proxy": Row("no_proxy", "gRPC core, before `no_proxy`", _GRPC, "no_grpc_proxy"),
    "npm_config_proxy": Row("http_proxy", "npm", _NPM, "npm_config_proxy"),
    "npm_config_https_proxy": Row("https_proxy", "npm", _NPM, "npm_config_https_proxy"),
    "npm_config_noproxy": Row("no_proxy", "npm", _NPM, "npm_config_noproxy"),
    "YARN_HTTP_PROXY": Row("http_proxy", _YARN_2, _YARN, "YARN_HTTP_PROXY"),
    "YARN_HTTPS_PROXY": Row("https_proxy", _YARN_2, _YARN, "YARN_HTTPS_PROXY"),
    "FTP_PROXY": Row(
        "http_proxy",
        "curl, and in lower case GNU wget, for ftp URLs",
        "https://curl.se/docs/manpage.html",
        "ftp_proxy",
        "FTP_PROXY",
    ),
    "RSYNC_PROXY": Row(
        "http_proxy",
        "rsync, which takes host:port without a scheme",
        "https://download.samba.org/pub/rsync/rsync.1",
        "RSYNC_PROXY",
        bare=True,
    ),
    "PIP_PROXY": Row(
        "https_proxy",
        "pip, before the other variables",
        "https://pip.pypa.io/en/stable/topics/configuration/",
        "PIP_PROXY",
    ),
    "CARGO_HTTP_PROXY": Row(
        "https_proxy",
        "Cargo, before the other variables",
        "https://doc.rust-lang.org/cargo/reference/config.html#httpproxy",
        "CARGO_HTTP_PROXY",
    ),
    "GLOBAL_AGENT_HTTP_PROXY": Row(
        "http_proxy", "Node.js programs with global-agent", _AGENT, "GLOBAL_AGENT_HTTP_PROXY"
    ),
    "GLOBAL_AGENT_HTTPS_PROXY": Row(
        "https_proxy", "Node.js programs with global-agent", _AGENT, "GLOBAL_AGENT_HTTPS_PROXY"
    ),
    "GLOBAL_AGENT_NO_PROXY": Row(
        "no_proxy", "Node.js programs with global-agent", _AGENT, "GLOBAL_AGENT_NO_PROXY"
    ),
}
"""The closed table: what can be asked for by `variables`."""


def variables(names: Iterable[str], proxies: Iterable[Variable]) -> tuple[Variable, ...]:
    """The variables of these names that can be made of the proxy variables."""
    known = {each.lower: each for each in proxies}
    rows = [ROWS[name] for name in dict.fromkeys(names)]
    return tuple(
        row.of(known[row.like]) for row in rows if row.like in known and row.takes(known[row.like])
    )


def problems(names: Iterable[str], proxies: Iterable[Variable]) -> list[tuple[str, str]]:
    """The names that no variable can be made for, each with why."""
    known = {each.lower: each for each in proxies}
    found = []
    for name in dict.fromkeys(names):
        row = ROWS[name]
        if row.like not in known:
            found.append((name, f"`{_FIELDS[row.like]}`, whose value it has, is not configured"))
        elif not row.takes(known[row.like]):
            message = f"`{_FIELDS[row.like]}` comes by `valueFrom`, of which no part can be taken"
            found.append((name, message))
    return found


_FIELDS = {"http_proxy": "httpProxy", "https_proxy": "httpsProxy", "no_proxy": "noProxy"}
