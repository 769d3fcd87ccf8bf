# Any image with Python 3.11 or later, its venv module and pip.
ARG BASE=python:3.13-slim

FROM ${BASE} AS build
# What to install beside the function, for instance EXTRAS=[validate].
ARG EXTRAS=
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY krm_fn krm_fn
RUN python3 -m venv --without-pip /opt/set-proxy-env \
    && python3 -m pip --python /opt/set-proxy-env/bin/python install \
        --no-cache-dir --disable-pip-version-check --no-compile ".${EXTRAS}" \
    && /opt/set-proxy-env/bin/python -m compileall -q \
        --invalidation-mode unchecked-hash /opt/set-proxy-env/lib

FROM ${BASE}
ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="set-proxy-env" \
      org.opencontainers.image.description="Sets HTTP proxy variables in every container." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}"
COPY --from=build /opt/set-proxy-env /opt/set-proxy-env
# One run as root leaves the byte code of the standard library's modules that the function imports:
# base images come without it, and without it a start takes several times as long.
RUN echo '{"kind": "ResourceList", "functionConfig": {"kind": "ConfigMap", "apiVersion": "v1", "data": {"httpProxy": "http://p:1"}}, "items": []}' \
    | /opt/set-proxy-env/bin/python -I -m krm_fn > /dev/null
USER nobody
ENTRYPOINT ["/opt/set-proxy-env/bin/python", "-I", "-m", "krm_fn"]
