"""The pieces of Envoy's own configuration that mode all is made of."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.mesh.objects import Fields

DIRECT = "PassthroughCluster"
"""The cluster of Istio that goes on to the address that was dialled."""
_TYPES = "type.googleapis.com/envoy.extensions"
TCP_PROXY = f"{_TYPES}.filters.network.tcp_proxy.v3.TcpProxy"
_ORIGINAL_DST = f"{_TYPES}.filters.listener.original_dst.v3.OriginalDst"
_TLS_INSPECTOR = f"{_TYPES}.filters.listener.tls_inspector.v3.TlsInspector"
_HTTP_OPTIONS = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions"
_FILE_LOG = f"{_TYPES}.access_loggers.file.v3.FileAccessLog"


def original_dst() -> Fields:
    """The listener filter that restores the address that was dialled. The one that comes with the
    listener runs last, too late for a decision by port.
    """
    return {
        "name": "envoy.filters.listener.original_dst",
        "typed_config": {"@type": _ORIGINAL_DST},
    }


def tls_inspector(ports: tuple[int, ...]) -> Fields:
    """The listener filter that reads the name from a TLS client's first message, on these ports
    only: where the server speaks first it would wait for a client that waits, too.
    """
    rules = [{"destination_port_range": {"start": port, "end": port + 1}} for port in ports]
    match = rules[0] if len(rules) == 1 else {"or_match": {"rules": rules}}
    return {
        "name": "envoy.filters.listener.tls_inspector",
        "filter_disabled": {"not_match": match},
        "typed_config": {"@type": _TLS_INSPECTOR},
    }


def tcp_proxy(stat_prefix: str, cluster: str, log: str, **others: object) -> Fields:
    """The filter that passes a connection's bytes on, and writes a line of the access log for it,
    since Istio's own telemetry does not see connections of such a filter.
    """
    return {
        "name": "envoy.filters.network.tcp_proxy",
        "typed_config": {
            "@type": TCP_PROXY,
            "stat_prefix": stat_prefix,
            "cluster": cluster,
            "access_log": [_access_log(log)],
            **others,
        },
    }


def _access_log(name: str) -> Fields:
    text = (
        f"[%START_TIME%] {name} %REQUESTED_SERVER_NAME% %DOWNSTREAM_LOCAL_ADDRESS% "
        "%UPSTREAM_HOST% %RESPONSE_FLAGS% %UPSTREAM_TRANSPORT_FAILURE_REASON% "
        "%BYTES_RECEIVED% %BYTES_SENT%\n"
    )
    return {
        "name": "envoy.access_loggers.file",
        "typed_config": {
            "@type": _FILE_LOG,
            "path": "/dev/stdout",
            "log_format": {"text_format_source": {"inline_string": text}},
        },
    }


def absolute_form() -> Fields:
    """A cluster's options with which requests have the whole URL in their first line."""
    options = {
        "@type": f"type.googleapis.com/{_HTTP_OPTIONS}",
        "explicit_http_config": {"http_protocol_options": {"send_fully_qualified_url": True}},
    }
    return {"typed_extension_protocol_options": {_HTTP_OPTIONS: options}}


def retries() -> Fields:
    """A route's retries at another of several proxies: of requests that none has got."""
    return {
        "retry_on": "connect-failure",
        "num_retries": 2,
        "retry_host_predicate": [
            {
                "name": "envoy.retry_host_predicates.previous_hosts",
                "typed_config": {
                    "@type": f"{_TYPES}.retry.host.previous_hosts.v3.PreviousHostsPredicate"
                },
            }
        ],
        "host_selection_retry_max_attempts": 5,
    }


def authorization(variable: str) -> list[Fields]:
    """The header with credentials: the variable is read in the sidecar, so that they stand in no
    resource.
    """
    value = f"Basic %ENVIRONMENT({variable})%"
    return [{"header": {"key": "Proxy-Authorization", "value": value}}]
