"""What a configuration sets beside the literals of the proxy variables, and where it can.

A CA bundle, the variables of runtimes, and references to Secrets and ConfigMaps. Made once per run
for a configuration that has one of them; for all others this module is not imported.
"""

from __future__ import annotations

from krm_fn.environment.env_plan import Variable, escape
from krm_fn.environment.proxies import variables as proxy_variables
from krm_fn.results import MAX_SHOWN, about, result
from krm_fn.workloads.finders import STRUCTURE
from krm_fn.workloads.resource import DEFAULT_NAMESPACE
from krm_fn.yaml.nodes import find

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from krm_fn.config.function_config import Configuration
    from krm_fn.edit.whole_run import Seen
    from krm_fn.environment.credentials import Credentials
    from krm_fn.environment.env_plan import EnvVar
    from krm_fn.results import Result
    from krm_fn.workloads.built_in import Container, Pod
    from krm_fn.workloads.inventory import Inventory

REFERRED = "referred"
"""A workload of this namespace has been set, with references to objects there."""

NODE = ("NODE_USE_ENV_PROXY", "1")
KINDS = {"secretKeyRef": "Secret", "configMapKeyRef": "ConfigMap"}


class Additions:
    """The additions of one run. `variables` are all that are wanted where all of them can be set, or
    that `remove` takes out, those `of_bundle` lead to the CA bundle; `warnings` are about the
    configuration.
    """

    __slots__ = (
        "bundle",
        "configuration",
        "credentials",
        "of_bundle",
        "proxies",
        "runtimes",
        "variables",
        "warnings",
    )

    def __init__(self, configuration: Configuration, proxies: tuple[Variable, ...]) -> None:
        self.configuration = configuration
        self.warnings: list[Result] = []
        self.bundle = configuration.trusted_ca
        self.credentials: Credentials | None = None
        self.proxies = proxies
        if configuration.credentials and proxies:
            from krm_fn.environment.credentials import Credentials

            self.credentials = Credentials(*configuration.credentials)
            self.proxies = self.credentials.variables(proxies)
        self._check_further()
        self.proxies = self._with_further(self.proxies)
        self.runtimes = tuple(self._of_runtimes())
        self.of_bundle = tuple(self._of_bundle())
        self.variables = (*self.proxies, *self.runtimes, *self.of_bundle)

    def wanted(self, container: Container, pod: Pod) -> tuple[Variable, ...]:
        """The variables for a container."""
        proxies = self.proxies
        if not can_refer(container):
            proxies = tuple(each for each in proxies if not self._needs_reference(each))
        bundle = self.of_bundle if self._takes_bundle(container, pod) else ()
        if len(proxies) == len(self.proxies) and (bundle or self.bundle is None):
            return self.variables
        return (*proxies, *self.runtimes, *bundle)

    def named(
        self,
        variables: tuple[Variable, ...],
        env: Sequence[EnvVar],
        is_taken: Callable[[str], bool],
    ) -> tuple[Variable, ...]:
        """The variables for a container with its `env`, in which those of the credentials get
        names that are free.
        """
        if self.credentials is None or not (variables and variables[0].aid):
            return variables
        rest = variables[len(self.proxies) :]
        plain = proxy_variables(self.configuration)
        proxies = self._with_further(self.credentials.variables(plain, env, is_taken))
        return (
            variables
            if proxies[0].upper == self.proxies[0].upper
            and (proxies[1].upper == self.proxies[1].upper)
            else (*proxies, *rest)
        )

    def _needs_reference(self, variable: Variable) -> bool:
        """Whether a variable cannot be set where only literals can."""
        return variable.source is not None or (
            self.credentials is not None and variable.items is None
        )

    def missing(self, container: Container, pod: Pod) -> list[tuple[str, str]]:
        """What a container cannot have: pairs of a rule and what to tell."""
        found = []
        if not can_refer(container) and any(map(self._needs_reference, self.proxies)):
            message = "cannot hold a reference to a Secret or a ConfigMap, so these are not set: "
            names = (each.lower for each in self.proxies if self._needs_reference(each))
            found.append(("value-from", message + ", ".join(f"`{name}`" for name in names)))
        if self.bundle is not None and not (pod.is_windows or self._takes_bundle(container, pod)):
            name = self.bundle["configMap"]["name"]
            message = (
                f'is not in a pod spec, so the CA bundle cannot be mounted; mount the ConfigMap "{name}" '
                "by the fields that its kind has for volumes"
            )
            found.append(("trusted-ca", message))
        return found

    def absent(self, seen: Seen, inventory: Inventory) -> list[Result]:
        """Warnings about objects that are referred to and aren't in the list: they must be there
        before.
        """
        namespaces = sorted(what for rule, what in seen if rule == REFERRED)
        made = []
        for kind, name in self._references():
            objects = inventory.resources(kind, "") if namespaces else []
            present = {each.namespace or DEFAULT_NAMESPACE for each in objects if each.name == name}
            absent = [each for each in namespaces if (each or DEFAULT_NAMESPACE) not in present]
            if absent:
                message = (
                    f'the list has no {kind} "{name}" in {_places(absent)}, to which containers '
                    "now refer: without it they do not start; add it, or name `reference` in "
                    "`checks.ignore` where it comes from elsewhere"
                )
                made.append(result("warning", message, tags={"rule": "reference"}))
        return made

    def _references(self) -> list[tuple[str, str]]:
        """The objects that must be there: pairs of a kind and a name."""
        found = []
        for source in self.configuration.sources.values():
            for field, reference in source.items():
                if not reference.get("optional"):
                    found.append((KINDS[field], reference["name"]))
        if self.credentials is not None:
            found.append(("Secret", self.credentials.secret))
        if self.bundle is not None:
            found.append(("ConfigMap", self.bundle["configMap"]["name"]))
        return sorted(set(found))

    def _with_further(self, proxies: tuple[Variable, ...]) -> tuple[Variable, ...]:
        """The proxy variables, and behind them what else gets their values."""
        if not (self.configuration.variables and proxies):
            return proxies
        from krm_fn.environment import further

        return (*proxies, *further.variables(self.configuration.variables, proxies))

    def _check_further(self) -> None:
        if self.configuration.variables:
            from krm_fn.environment import further

            for name, problem in further.problems(self.configuration.variables, self.proxies):
                self._warn("variables", f"has {name}, which is not set: {problem}", "variables")

    def _takes_bundle(self, container: Container, pod: Pod) -> bool:
        """Whether the bundle can be mounted into a container; on Windows paths are others."""
        return self.bundle is not None and is_in_pod(container, pod) and not pod.is_windows

    def _of_bundle(self) -> list[Variable]:
        bundle = self.bundle
        if bundle is None:
            return []
        path = f"{bundle['mountPath']}/{bundle['configMap']['key']}"
        return [Variable(name, name, path) for name in bundle["env"]]

    def _of_runtimes(self) -> list[Variable]:
        runtimes, found = self.configuration.runtimes, []
        if "java" in runtimes:
            found += self._of_java()
        if "node" in runtimes:
            name, value = NODE
            found.append(Variable(name, name, value))
        return found

    def _of_java(self) -> list[Variable]:
        from krm_fn.environment import java_options

        configuration = self.configuration
        options, problems = java_options.options(
            configuration.http_proxy, configuration.https_proxy, configuration.no_proxy or ()
        )
        for lower, name in (("http_proxy", "httpProxy"), ("https_proxy", "httpsProxy")):
            if lower in configuration.sources:
                problems.append((name, "comes by `valueFrom`, so JVMs are not told: write the URL"))
        if options and self.credentials is not None:
            problems.append(("credentials", f"has {java_options.USER_INFORMATION}"))
        if not (options or problems):
            problems.append(
                ("runtimes", "has java, and JVMs are told nothing: set `httpProxy` or `httpsProxy`")
            )
        for name, problem in problems:
            self._warn(name, problem)
        items = tuple(map(escape, (*options, java_options.MAVEN)))
        former = tuple(map(escape, java_options.of_former(configuration.former)))
        name, value = java_options.NAME, " ".join(items)
        made = Variable(name, name, value, items, options=True, former=former)
        return [made] if options else []

    def _warn(self, name: str, problem: str, rule: str = "runtime-java") -> None:
        configuration = self.configuration
        if configuration.remove:
            return
        message = f"`{configuration.field(name)}` {problem}"
        self.warnings.append(about(configuration, "warning", rule, message, name))


def _places(namespaces: list[str]) -> str:
    """Namespaces as a message has them; "" is the default one."""
    named = [each or DEFAULT_NAMESPACE for each in namespaces]
    if len(named) == 1:
        return f"the namespace {named[0]}"
    more = len(named) - MAX_SHOWN
    last = f"{more} more" if more > 0 else named.pop()
    return f"the namespaces {', '.join(named[:MAX_SHOWN])} and {last}"


def can_refer(container: Container) -> bool:
    """Whether a container's variables can be a `valueFrom`; those of many operators cannot."""
    return container.shape == "EnvVarList"


def is_in_pod(container: Container, pod: Pod) -> bool:
    """Whether a container stands in a pod spec, which can have volumes: not in a list of a kind's
    own, nor in something that only looks like a pod spec.
    """
    steps = container.steps
    if len(steps) != len(pod.steps) + 2 or steps[:-2] != pod.steps or type(steps[-1]) is not int:
        return False
    if pod.found != STRUCTURE or find(pod.spec, "volumes") is not None:
        return True
    return "emplate" in str(pod.steps[-2:-1])
