# Any image with Python 3.11 or later, its module venv, and pip. scripts/pin-base-image writes its
# digest behind the tag for a release.
ARG BASE=python:3.13-slim

FROM ${BASE} AS build
# The lock file in requirements/: `run`, or `validate` for the extra of that name.
ARG REQUIREMENTS=run
# From where pip fetches, and whom it trusts, where its own defaults don't fit.
ARG PIP_INDEX_URL=
ARG PIP_CERT=
ARG PIP_NO_CACHE_DIR=1
ARG PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src
COPY requirements requirements
RUN python3 -m venv --without-pip /tools \
    && python3 -m pip --python /tools/bin/python install --require-hashes --only-binary :all: \
        --requirement requirements/build.txt \
    && python3 -m pip download --require-hashes --only-binary :all: --dest /wheels \
        --requirement "requirements/${REQUIREMENTS}.txt"
# Nothing is fetched from here on.
WORKDIR /opt/set-proxy-env
RUN python3 -m venv --without-pip . \
    && rm -rf include bin/[Aa]ctivate* \
    && /tools/bin/python -m pip --python bin/python install --no-index --no-deps --no-compile \
        /wheels/*.whl
COPY pyproject.toml README.md LICENSE /src/
COPY krm_fn /src/krm_fn
COPY scripts/software_bill_of_materials.py /src/scripts/
RUN /tools/bin/python -m pip wheel --no-deps --no-build-isolation --wheel-dir /wheel /src \
    && /tools/bin/python -m pip --python bin/python install --no-index --no-deps --no-compile \
        /wheel/*.whl \
    && bin/python -m compileall -q --invalidation-mode unchecked-hash lib \
    && bin/python -I /src/scripts/software_bill_of_materials.py > bom.cdx.json

FROM ${BASE}
ARG BASE
ARG VERSION=0.1.0
# The commit that it is built from.
ARG REVISION=
LABEL org.opencontainers.image.title="set-proxy-env" \
      org.opencontainers.image.description="Sets HTTP proxy variables in every container." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.source="https://github.com/example/set-proxy-env" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.base.name="${BASE}"
COPY --from=build /opt/set-proxy-env /opt/set-proxy-env
# Slim bases have no byte code of the standard library, and nothing can be written at run time:
# importing all of the function, and the messages of a wrong configuration, leave just what they use.
RUN ln -s /opt/set-proxy-env/bin/set-proxy-env /usr/local/bin/ \
    && printf '%s\n' \
        'import contextlib, importlib, pkgutil' \
        'import krm_fn' \
        'for module in pkgutil.walk_packages(krm_fn.__path__, "krm_fn."):' \
        '    with contextlib.suppress(ImportError):  # what belongs to an extra' \
        '        module.name.endswith("__") or importlib.import_module(module.name)' \
        | /opt/set-proxy-env/bin/python -I - \
    && ! echo 'kind: Pod' | set-proxy-env --existing wrong 2> /dev/null
# nobody, as a number: Kubernetes can tell that it is not root.
USER 65534:65534
ENTRYPOINT ["/opt/set-proxy-env/bin/python", "-I", "/opt/set-proxy-env/bin/set-proxy-env"]
