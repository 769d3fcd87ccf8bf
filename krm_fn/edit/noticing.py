"""What is noticed in a container while it is planned, for checks that few containers need: a cheap
look, before a check is imported.
"""

from __future__ import annotations

from krm_fn.edit import whole_run
from krm_fn.workloads.resource import DEFAULT_NAMESPACE
from krm_fn.yaml.nodes import to_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from krm_fn.edit.env_from import Source as EnvSource
    from krm_fn.edit.outcome import Outcome
    from krm_fn.environment.env_plan import EnvVar
    from krm_fn.results import Result
    from krm_fn.workloads.built_in import Container
    from krm_fn.workloads.resource import Resource

KNOWN_IMAGES = (
    *("java", "jdk", "jre", "temurin", "corretto", "node", "maven", "gradle", "jenkins", "n8n"),
    *("inbound-agent", "keycloak", "sonarqube", "nexus", "elasticsearch", "tomcat", "kafka"),
    "ghost",
)
"""What every image has in its name that the table of those has which ignore the variables: a cheap
look, before the table is imported."""


def note_image(container: Container, outcome: Outcome) -> None:
    """Note an image of a program that ignores the variables, unless it is told otherwise."""
    image = container.node.text_under("image")
    if image and any(map(image.__contains__, KNOWN_IMAGES)):
        from krm_fn.checks.images import ignores

        if ignores(image, to_data(container.node)):
            outcome.saw(whole_run.IGNORING, image)


def own_no_proxy(
    resource: Resource, container: Container, entries: Iterable[EnvVar]
) -> list[Result]:
    """Results for what is wrong in a container's own noProxy."""
    results: list[Result] = []
    for entry in entries:
        if entry.value and entry.name.lower() == "no_proxy" and entry.value not in _faultless:
            from krm_fn.checks.own_no_proxy import check

            found = [*check(resource, container, entry.name, entry.value)]
            if not found and len(_faultless) < MAX_FAULTLESS:
                _faultless.add(entry.value)
            results += found
    return results


_faultless: set[str] = set()
"""Values of noProxy in which nothing is wrong: many containers of a run have the same."""
MAX_FAULTLESS = 500


def note_sources(sources: Iterable[EnvSource], resource: Resource, outcome: Outcome) -> None:
    """Note what variables come from and isn't in the list."""
    namespace = resource.namespace or DEFAULT_NAMESPACE
    for source in (each for each in sources if each.variables is None):
        outcome.saw(whole_run.ENV_FROM, f"{source.kind} {namespace}/{source.name}")
