"""The rows of the client table for clients that run on a JVM."""

from __future__ import annotations

from krm_fn.clients.row import Client
from krm_fn.clients.shared import JVM

ON_THE_JVM = (
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
