"""How each HTTP client reads the proxy variables: one row a client, as data.

A row names the variables that the client reads, in the order in which the first one set wins,
and the features of its noProxy matching (`krm_fn.clients.row.FEATURES` says what each one means).
`krm_fn.clients.rules` interprets the rows; a new client is one row. Every row names the file of
the client's own source that states the rule. The end-to-end grid (`tests/e2e_clients`) compares
the rows with what real clients do.
"""

from __future__ import annotations

from krm_fn.clients.row import Client

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
    "entry": r"[^,\s]+",
    "matches": "dot dot-apex bare-sub star cidr-v4 v6 final-dot any-case",
    "schemes": SOCKS,
    "note": "CIDRs since 7.86, IPv6 CIDRs not before 8.18 (curl#19828); white space separates"
    " entries only before 8.9 (curl#13789)",
}
URLLIB = "dot dot-apex bare-sub star any-case address-text"
GO = "dot bare-sub star-prefix star star-among cidr-v4 cidr-v6 port default-port v6 any-case"
REQUESTS = {
    "http": "http_proxy HTTP_PROXY all_proxy ALL_PROXY",
    "https": "https_proxy HTTPS_PROXY all_proxy ALL_PROXY",
    "no_proxy": "no_proxy NO_PROXY",
    "trims": "first start end inside",
    "matches": URLLIB + " port port-names cidr-v4 v6",
    "images": "python",
}
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
    Client("curl", "curl", "curl lib/noproxy.c", images="curl", **CURL),
    Client("git", "git", "git http.c; curl lib/noproxy.c", images="git", **CURL),
    Client(
        "wget",
        "GNU wget",
        "wget src/host.c sufmatch, src/retr.c",
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
        "wget2 libwget/http.c wget_http_match_no_proxy",
        http="http_proxy",
        https="https_proxy",
        no_proxy="no_proxy",
        trims="",
        matches="dot v6 any-case address-text",
        schemes="http-http none-http",
        note="1.99 has no CIDRs, drops the port of a proxied URL and cannot proxy https URLs;"
        " 2.2 has CIDRs",
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
        "grpc-go-1.70",
        "grpc-go before 1.71",
        "grpc-go internal/transport/proxy.go mapAddress; golang.org/x/net http/httpproxy/proxy.go",
        http="HTTPS_PROXY https_proxy",
        https="HTTPS_PROXY https_proxy",
        no_proxy="NO_PROXY no_proxy",
        matches=f"{GO} resolved",
        loopback="localhost 127.* ::1",
        schemes="http none",
        note="with grpc.Dial and the scheme passthrough, names are compared as in later versions",
    ),
    Client(
        "prometheus",
        "Prometheus",
        "prometheus/common config/http_config.go; golang.org/x/net http/httpproxy/proxy.go",
        matches=GO,
        loopback="localhost 127.* ::1",
        schemes=SOCKS,
        option="proxy_from_environment: true",
        **UPPER_FIRST,
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
        note="before 2.34, `x` matched whatever ends in it",
        **REQUESTS,
    ),
    Client(
        "pip",
        "pip",
        "pip src/pip/_vendor/requests/utils.py should_bypass_proxies",
        note="with the copy of requests in older versions, `x` matched whatever ends in it",
        **REQUESTS,
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
        ignores="https",
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
        "kubernetes-python",
        "Kubernetes Python client",
        "kubernetes-client/python kubernetes/client/rest.py should_bypass_proxies",
        matches="dot dot-apex bare-sub star star-among cidr-v4 cidr-v6 v6 v6-brackets port any-case"
        " address-text",
        schemes="http https",
        **{
            **LOWER_FIRST,
            "http": "http_proxy HTTP_PROXY all_proxy ALL_PROXY",
            "https": "https_proxy HTTPS_PROXY all_proxy ALL_PROXY",
        },
    ),
    Client(
        "fluent-bit",
        "Fluent Bit",
        "fluent-bit src/flb_upstream.c flb_upstream_needs_proxy",
        http="HTTP_PROXY",
        https="HTTP_PROXY",
        no_proxy="NO_PROXY",
        matches="star v6 address-text",
        schemes="http none",
        note="it compares whole names, so that no suffix covers kubernetes.default.svc, which its"
        " filter kubernetes dials",
    ),
    Client(
        "npm",
        "npm",
        "npm/agent lib/proxy.js",
        http="HTTPS_PROXY https_proxy HTTP_PROXY http_proxy",
        https="HTTPS_PROXY https_proxy",
        no_proxy="NO_PROXY no_proxy",
        matches="dot dot-apex bare-sub bare-dots v6-brackets address-text",
        schemes="http https socks5 socks5h",
        note="of the two spellings the one that comes later in the environment wins",
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
        matches="dot dot-apex bare-sub star-prefix star star-among port default-port v6"
        " v6-brackets final-dot any-case address-text",
        schemes="http https",
        images="node",
        note="version 7 is as the one that Node.js 24 bundles: see Node.js fetch",
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
        schemes="http https",
        images="node",
    ),
    Client(
        "node-http",
        "Node.js http",
        "node lib/internal/http.js ProxyConfig.shouldUseProxy",
        needs="NODE_USE_ENV_PROXY=1",
        matches="dot dot-apex star-prefix star star-among range port default-port port-apex"
        " v6 any-case address-text",
        schemes="http https",
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
        schemes="http https none-http",
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
        http="http_proxy HTTP_PROXY all_proxy ALL_PROXY",
        https="https_proxy HTTPS_PROXY all_proxy ALL_PROXY",
        no_proxy="no_proxy NO_PROXY",
        matches="dot dot-apex v6-brackets any-case address-text",
        images="dotnet aspnet",
        note="versions from July 2026 on have CIDRs",
    ),
    Client(
        "ruby",
        "Ruby Net::HTTP",
        "ruby lib/uri/generic.rb find_proxy",
        http="http_proxy HTTP_PROXY",
        https="http_proxy HTTP_PROXY",
        no_proxy="no_proxy NO_PROXY",
        entry=r"[^:,\s]+(?::\d+)?",
        matches="dot bare-sub cidr-v4 resolves port default-port any-case address-text",
        loopback="localhost 127.* ::1",
        schemes="http https",
        images="ruby",
        note="Net::HTTP takes http_proxy for https URLs too; a colon splits an entry",
    ),
    Client(
        "guzzle",
        "PHP Guzzle",
        "guzzle src/Handler/CurlFactory.php; curl lib/noproxy.c",
        images="php",
        **{
            **CURL,
            "http": "HTTP_PROXY http_proxy all_proxy ALL_PROXY",
            "https": "HTTPS_PROXY https_proxy all_proxy ALL_PROXY",
        },
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
        matches="dot dot-apex bare-sub cidr-v4 cidr-v6 v6 any-case address-text",
        schemes="http",
        ignores="https socks5 socks5h none",
        note="older versions match `x` with whatever ends in it, and `.x` not with `x` (grpc#41915)",
    ),
    Client(
        "apt",
        "apt",
        "apt apt-pkg/contrib/strutl.cc CheckDomainList",
        http="http_proxy",
        https="https_proxy http_proxy",
        no_proxy="no_proxy",
        trims="",
        matches="dot bare-sub bare-raw v6 any-case address-text",
        schemes="http https socks5h",
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
        https="http.proxyHost http_proxy HTTP_PROXY",
        no_proxy="http.nonProxyHosts no_proxy NO_PROXY",
        entry=r"[^,|]+",
        matches="regex star-prefix star star-among address-text any-case",
        schemes="http https",
        ignores="none",
        note="with its default `scheme`, it takes http_proxy for https URLs too",
    ),
)

NAMES = tuple(client.name for client in CLIENTS)


def by_name(name: str) -> Client:
    """The row of a client; KeyError when the table has none of this name."""
    for client in CLIENTS:
        if client.name == name:
            return client
    raise KeyError(name)
