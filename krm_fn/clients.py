"""How each HTTP client reads the proxy variables: one row a client, as data.

A row names the variables that the client reads, in the order in which the first one set wins,
and the features of its noProxy matching (`FEATURES` says what each one means).
`krm_fn.client_rules` interprets the rows; a new client is one row. Every row names the file of
the client's own source that states the rule. The end-to-end grid (`tests/e2e_clients`) compares
the rows with what real clients do.
"""

from __future__ import annotations

FEATURES = {
    "dot": "`.x` matches `y.x`",
    "dot-apex": "`.x` matches `x` itself",
    "bare-sub": "`x` matches `y.x`",
    "bare-raw": "`x` matches whatever ends in it, also `yx`",
    "star-prefix": "`*.x` matches `y.x`",
    "star-prefix-apex": "`*.x` matches `x` itself",
    "glob": "`*` stands for any text at the start or the end of an entry",
    "glob-inside": "`*` stands for any text in the middle of an entry too",
    "star": "`*` alone bypasses the proxy for every host",
    "star-among": "`*` among other entries bypasses the proxy for every host",
    "star-names": "`*` bypasses the proxy for names only, not for addresses",
    "cidr-v4": "`10.0.0.0/8` matches the addresses in it",
    "cidr-v6": "`fd00::/8` matches the addresses in it",
    "range": "`10.0.0.1-10.0.0.9` matches the addresses between",
    "resolves": "addresses and CIDRs are compared with the address that the name resolves to",
    "port": "`x:8080` matches only that port, when the URL says it",
    "default-port": "`x:80` matches a URL that leaves its scheme's port out",
    "port-names": "`x:8080` matches for names only, not for addresses",
    "port-apex": "`x:8080` matches `x` alone, and `.x:8080` nothing",
    "v6": "`::1` matches the host `[::1]`",
    "v6-brackets": "`[::1]` matches the host `[::1]`",
    "address-text": "addresses are compared as if they were names, suffixes included",
    "final-dot": "a dot at the end of the host or the entry is ignored",
    "any-case": "upper and lower case are the same",
    "loopback-alike": "an entry for one spelling of the loopback matches all of them",
}


class Client:
    """A row of the table: what one client reads, and how it matches.

    `http`, `https` and `no_proxy` are the variables read for http URLs, https URLs and the
    exceptions, the winner first; `http.proxyHost` and its like are the properties of a JVM, as
    `JAVA_TOOL_OPTIONS` sets them. `needs` is the `NAME=value` without which the environment is
    not read; `option` what the program's own code must say. `entry` is the pattern of one
    entry in the variable's value, `trims` the white space taken off it (`both`, `none`, or
    `start`: only what follows a comma). `matches` holds names of `FEATURES`. `loopback` are the
    hosts that never go through a proxy. `refuses` are the kinds of entries that make the client
    fail. `schemes` are those that work in a proxy's URL (`none`: a URL without a scheme); with
    another the client fails, or goes direct when `other_scheme` is `ignored`. `images` are
    words in the names of container images that run this client.
    """

    __slots__ = (
        "entry",
        "http",
        "https",
        "images",
        "loopback",
        "matches",
        "name",
        "needs",
        "no_proxy",
        "option",
        "other_scheme",
        "refuses",
        "schemes",
        "source",
        "title",
        "trims",
    )

    def __init__(
        self,
        name: str,
        title: str,
        source: str,
        *,
        http: str,
        https: str,
        no_proxy: str,
        matches: str,
        needs: str = "",
        option: str = "",
        entry: str = r"[^,]+",
        trims: str = "both",
        loopback: str = "",
        refuses: str = "",
        schemes: str = "http https none",
        other_scheme: str = "fails",
        images: str = "",
    ) -> None:
        self.name = name
        self.title = title
        self.source = source
        self.http = tuple(http.split())
        self.https = tuple(https.split())
        self.no_proxy = tuple(no_proxy.split())
        self.matches = frozenset(matches.split())
        self.needs = needs
        self.option = option
        self.entry = entry
        self.trims = trims
        self.loopback = tuple(loopback.split())
        self.refuses = tuple(refuses.split())
        self.schemes = tuple(schemes.split())
        self.other_scheme = other_scheme
        self.images = tuple(images.split())

    def __setattr__(self, name: str, value: object) -> None:
        if hasattr(self, name):
            raise AttributeError(f"`{name}` of the client {self.name} cannot be changed")
        object.__setattr__(self, name, value)

    def __repr__(self) -> str:
        return f"Client({self.name!r})"


SOCKS = "http https socks5 socks5h none"
LOWER_FIRST = {
    "http": "http_proxy HTTP_PROXY",
    "https": "https_proxy HTTPS_PROXY",
    "no_proxy": "no_proxy NO_PROXY",
}
UPPER_FIRST = {
    "http": "HTTP_PROXY http_proxy",
    "https": "HTTPS_PROXY https_proxy",
    "no_proxy": "NO_PROXY no_proxy",
}
CURL = {
    "http": "http_proxy all_proxy ALL_PROXY",
    "https": "https_proxy HTTPS_PROXY all_proxy ALL_PROXY",
    "no_proxy": "no_proxy NO_PROXY",
    "matches": "dot dot-apex bare-sub star cidr-v4 cidr-v6 v6 final-dot any-case",
}
URLLIB = "dot dot-apex bare-sub star any-case address-text"
GO = "dot bare-sub star-prefix star star-among cidr-v4 cidr-v6 port default-port v6 any-case"
JVM = {
    "http": "http.proxyHost",
    "https": "https.proxyHost",
    "no_proxy": "http.nonProxyHosts",
    "needs": "JAVA_TOOL_OPTIONS",
    "entry": r"[^|]+",
    "matches": "glob star star-among star-prefix v6-brackets address-text any-case",
    "loopback": "localhost 127.* [::1] 0.0.0.0 [::0]",
}

CLIENTS = (
    Client("curl", "curl", "curl lib/noproxy.c", schemes=SOCKS, images="curl", **CURL),
    Client("git", "git", "git http.c; curl lib/noproxy.c", schemes=SOCKS, images="git", **CURL),
    Client(
        "wget",
        "GNU wget",
        "wget src/host.c sufmatch",
        http="http_proxy",
        https="https_proxy",
        no_proxy="no_proxy",
        trims="start",
        matches="dot bare-sub v6 address-text any-case",
    ),
    Client(
        "busybox-wget",
        "BusyBox wget",
        "busybox networking/wget.c",
        http="http_proxy",
        https="http_proxy",
        no_proxy="",
        matches="",
        images="busybox alpine",
    ),
    Client(
        "wget2",
        "wget2",
        "wget2 libwget/http.c",
        http="http_proxy",
        https="https_proxy",
        no_proxy="no_proxy",
        matches="dot cidr-v4 cidr-v6 v6 any-case address-text",
    ),
    Client(
        "go",
        "Go net/http",
        "golang.org/x/net http/httpproxy/proxy.go",
        matches=GO,
        loopback="localhost 127.* ::1",
        schemes=SOCKS,
        images="golang",
        **UPPER_FIRST,
    ),
    Client(
        "grpc-go",
        "grpc-go",
        "grpc-go internal/resolver/delegatingresolver; golang.org/x/net http/httpproxy/proxy.go",
        http="HTTPS_PROXY https_proxy",
        https="HTTPS_PROXY https_proxy",
        no_proxy="NO_PROXY no_proxy",
        matches=GO,
        loopback="localhost 127.* ::1",
        schemes="http none",
    ),
    Client(
        "python-urllib",
        "Python urllib",
        "cpython Lib/urllib/request.py proxy_bypass_environment",
        matches=URLLIB + " port v6-brackets",
        images="python",
        **LOWER_FIRST,
    ),
    Client(
        "python-requests",
        "Python requests",
        "requests src/requests/utils.py should_bypass_proxies",
        http="http_proxy HTTP_PROXY all_proxy ALL_PROXY",
        https="https_proxy HTTPS_PROXY all_proxy ALL_PROXY",
        no_proxy="no_proxy NO_PROXY",
        trims="all",
        matches=URLLIB + " port port-names cidr-v4 v6",
        images="python",
    ),
    Client(
        "pip",
        "pip",
        "pip src/pip/_vendor/requests/utils.py should_bypass_proxies",
        http="http_proxy HTTP_PROXY all_proxy ALL_PROXY",
        https="https_proxy HTTPS_PROXY all_proxy ALL_PROXY",
        no_proxy="no_proxy NO_PROXY",
        trims="all",
        matches=URLLIB + " port port-names cidr-v4 v6",
        images="python",
    ),
    Client(
        "httpx",
        "Python httpx",
        "httpx httpx/_utils.py get_environment_proxies",
        http="http_proxy HTTP_PROXY all_proxy ALL_PROXY",
        https="https_proxy HTTPS_PROXY all_proxy ALL_PROXY",
        no_proxy="no_proxy NO_PROXY",
        matches="dot bare-sub star star-among port v6 any-case",
        refuses="cidr-v6 v6-brackets",
        images="python",
    ),
    Client(
        "aiohttp",
        "Python aiohttp",
        "aiohttp aiohttp/helpers.py get_env_proxy_for_url; cpython Lib/urllib/request.py",
        matches=URLLIB + " v6",
        option="ClientSession(trust_env=True)",
        schemes="http",
        other_scheme="ignored",
        images="python",
        **LOWER_FIRST,
    ),
    Client(
        "botocore",
        "botocore (AWS SDK for Python)",
        "botocore botocore/utils.py should_bypass_proxies; cpython Lib/urllib/request.py",
        matches=URLLIB + " port v6-brackets",
        images="aws-cli",
        **LOWER_FIRST,
    ),
    Client(
        "undici",
        "Node.js undici",
        "undici lib/dispatcher/env-http-proxy-agent.js",
        http="http_proxy HTTP_PROXY",
        https="https_proxy HTTPS_PROXY http_proxy HTTP_PROXY",
        no_proxy="no_proxy NO_PROXY",
        option="setGlobalDispatcher(new EnvHttpProxyAgent())",
        entry=r"[^,\s]+",
        matches="dot dot-apex bare-sub star-prefix star-prefix-apex star port default-port"
        " v6-brackets any-case address-text",
        images="node",
    ),
    Client(
        "node-fetch",
        "Node.js fetch",
        "undici lib/dispatcher/env-http-proxy-agent.js, as bundled by Node.js",
        http="http_proxy HTTP_PROXY",
        https="https_proxy HTTPS_PROXY http_proxy HTTP_PROXY",
        no_proxy="no_proxy NO_PROXY",
        needs="NODE_USE_ENV_PROXY=1",
        entry=r"[^,\s]+",
        matches="dot dot-apex bare-sub star-prefix star-prefix-apex star port default-port"
        " v6-brackets any-case address-text",
        images="node",
    ),
    Client(
        "node-http",
        "Node.js http and https",
        "node lib/internal/http.js ProxyConfig.shouldUseProxy",
        needs="NODE_USE_ENV_PROXY=1",
        matches="dot dot-apex star-prefix star star-among range port default-port port-apex"
        " v6 any-case address-text",
        schemes="http https",
        other_scheme="ignored",
        images="node",
        **LOWER_FIRST,
    ),
    Client(
        "axios",
        "axios",
        "axios lib/helpers/shouldBypassProxy.js",
        http="http_proxy HTTP_PROXY all_proxy ALL_PROXY",
        https="https_proxy HTTPS_PROXY all_proxy ALL_PROXY",
        no_proxy="no_proxy NO_PROXY",
        entry=r"[^,\s]+",
        matches="dot star-prefix star star-among cidr-v4 cidr-v6 port default-port v6"
        " v6-brackets final-dot any-case loopback-alike",
        images="node",
    ),
    Client(
        "proxy-from-env",
        "proxy-from-env",
        "proxy-from-env index.js",
        http="http_proxy HTTP_PROXY all_proxy ALL_PROXY",
        https="https_proxy HTTPS_PROXY all_proxy ALL_PROXY",
        no_proxy="no_proxy NO_PROXY",
        option="getProxyForUrl(url)",
        entry=r"[^,\s]+",
        matches="dot star-prefix star star-among port default-port v6-brackets any-case"
        " address-text",
        images="node",
    ),
    Client(
        "dotnet",
        ".NET HttpClient",
        "dotnet/runtime System.Net.Http HttpEnvironmentProxy.cs",
        http="http_proxy all_proxy ALL_PROXY",
        https="https_proxy HTTPS_PROXY all_proxy ALL_PROXY",
        no_proxy="no_proxy NO_PROXY",
        matches="dot dot-apex v6-brackets any-case address-text",
        images="dotnet aspnet",
    ),
    Client(
        "ruby",
        "Ruby Net::HTTP",
        "ruby lib/uri/generic.rb find_proxy",
        entry=r"[^:,\s]+(?::\d+)?",
        matches="dot bare-sub cidr-v4 resolves port default-port any-case address-text",
        loopback="localhost 127.* ::1",
        images="ruby",
        **LOWER_FIRST,
    ),
    Client(
        "guzzle",
        "PHP Guzzle",
        "guzzle src/Handler/CurlFactory.php; curl lib/noproxy.c",
        schemes=SOCKS,
        images="php",
        **CURL,
    ),
    Client(
        "guzzle-stream",
        "PHP Guzzle without ext-curl",
        "guzzle src/Utils.php isHostInNoProxy",
        http="HTTP_PROXY",
        https="HTTPS_PROXY",
        no_proxy="NO_PROXY",
        trims="all",
        matches="dot bare-sub star star-among address-text",
        images="php",
    ),
    Client(
        "reqwest",
        "Rust reqwest",
        "hyper-util src/client/proxy/matcher.rs",
        http="HTTP_PROXY http_proxy ALL_PROXY all_proxy",
        https="HTTPS_PROXY https_proxy ALL_PROXY all_proxy",
        no_proxy="NO_PROXY no_proxy",
        matches="dot dot-apex bare-sub star star-among star-names cidr-v4 cidr-v6 v6 any-case",
        schemes="http https none",
    ),
    Client(
        "grpc-core",
        "gRPC core (C++, Python, Ruby, PHP)",
        "grpc src/core/handshaker/http_connect/http_proxy_mapper.cc",
        http="grpc_proxy https_proxy http_proxy",
        https="grpc_proxy https_proxy http_proxy",
        no_proxy="no_grpc_proxy no_proxy",
        matches="dot bare-sub bare-raw cidr-v4 cidr-v6 v6 any-case address-text",
        schemes="http",
        other_scheme="ignored",
    ),
    Client(
        "apt",
        "apt",
        "apt apt-pkg/contrib/strutl.cc CheckDomainList",
        http="http_proxy",
        https="https_proxy http_proxy",
        no_proxy="no_proxy",
        trims="none",
        matches="dot bare-sub bare-raw v6 any-case address-text",
        images="debian ubuntu",
    ),
    Client(
        "java",
        "Java",
        "jdk sun/net/spi/DefaultProxySelector.java",
        images="openjdk temurin corretto jre jdk",
        **JVM,
    ),
    Client(
        "grpc-java",
        "grpc-java",
        "grpc-java core/.../ProxyDetectorImpl.java; jdk sun/net/spi/DefaultProxySelector.java",
        **{**JVM, "http": "https.proxyHost"},
    ),
    Client(
        "aws-sdk-java",
        "AWS SDK for Java 2",
        "aws-sdk-java-v2 utils/.../SdkHttpUtils.java",
        http="http.proxyHost http_proxy HTTP_PROXY",
        https="https.proxyHost https_proxy HTTPS_PROXY",
        no_proxy="http.nonProxyHosts no_proxy NO_PROXY",
        entry=r"[^,|]+",
        matches="glob glob-inside star star-among star-prefix v6-brackets address-text any-case",
        schemes="http https",
    ),
)

NAMES = tuple(client.name for client in CLIENTS)


def by_name(name: str) -> Client:
    """The row of a client; KeyError when the table has none of this name."""
    for client in CLIENTS:
        if client.name == name:
            return client
    raise KeyError(name)
