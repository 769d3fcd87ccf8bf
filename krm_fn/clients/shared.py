"""What several rows of the client table have in common, since their clients share code."""

from __future__ import annotations

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
GRPC_GO = {
    "http": "HTTPS_PROXY https_proxy",
    "https": "HTTPS_PROXY https_proxy",
    "no_proxy": "NO_PROXY no_proxy",
    "loopback": "localhost 127.* ::1",
    "schemes": "http none",
}
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
