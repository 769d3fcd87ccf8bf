"""What is to be done to every workload: made once per run, before any process is started."""

from __future__ import annotations

from krm_fn.edit import whole_run
from krm_fn.edit.whole_run import IGNORING
from krm_fn.environment import proxies, proxy_env
from krm_fn.environment.env_plan import LONGEST_VARIABLE
from krm_fn.workloads.finders import Finder
from krm_fn.workloads.proxy_service import ProxyServices
from krm_fn.workloads.selection import Selection
from krm_fn.yaml.nodes import find

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from krm_fn.checks.workload import WorkloadChecks
    from krm_fn.config.function_config import Configuration
    from krm_fn.edit.additions import Additions
    from krm_fn.edit.env_from import EnvFrom
    from krm_fn.edit.env_from import Source as EnvSource
    from krm_fn.edit.outcome import PlannedWorkload
    from krm_fn.edit.validation import Validation
    from krm_fn.edit.whole_run import Seen
    from krm_fn.environment.env_plan import EnvPlan, EnvVar, Variable
    from krm_fn.results import Result
    from krm_fn.workloads.built_in import Container, Pod
    from krm_fn.workloads.exceptions import Row
    from krm_fn.workloads.inventory import Inventory
    from krm_fn.workloads.opt_out import OptOut, Word
    from krm_fn.workloads.resource import Resource

_CHECKED_KINDS = ("Service", "Namespace")
_ISTIO = ".istio.io"
_WGET = "wget"
_LOOPBACK = ("localhost", "127.", "[::1]")
_API_SERVER = "$(KUBERNETES_SERVICE_HOST)"
"""A reference that the kubelet always resolves, which the preset `cluster` has."""


class Task:
    """A configuration, and what its rules need to know of the whole list."""

    __slots__ = (
        "_checks",
        "_opt_out",
        "additions",
        "configuration",
        "env_from",
        "exceptions",
        "finder",
        "fresh",
        "fresh_windows",
        "gate",
        "gone",
        "has_namespaces",
        "left_out",
        "literals",
        "names",
        "notes_images",
        "proxy",
        "refers",
        "selection",
        "validation",
        "variables",
        "watches",
    )

    def __init__(self, configuration: Configuration, inventory: Inventory) -> None:
        self.left_out: list[Result] = []
        configuration = self._with_presets(configuration, inventory)
        self.configuration = configuration
        self.gate = configuration.verify
        """Whether a value that differs and stays is an error."""
        self.exceptions: list[Row] = []
        if configuration.exceptions:
            from krm_fn.workloads import exceptions

            self.exceptions = exceptions.configured(configuration.exceptions)
        self._checks: WorkloadChecks | None = None
        self.watches = _watches(configuration, inventory)
        self.finder = Finder(configuration, inventory)
        self.has_namespaces = bool(inventory.items_of("Namespace"))
        self.selection = Selection(configuration)
        self.literals = frozenset(name for _, name in self.selection.literals)
        self._opt_out: OptOut | None = None
        self.proxy = ProxyServices(configuration, inventory)
        self.variables: tuple[Variable, ...] = ()
        self.gone: tuple[Variable, ...] = ()
        """What `remove` takes out although it is not recorded."""
        if configuration.remove:
            self.gone = proxies.variables(configuration)
        else:
            self.variables = _variables(configuration)
        self.notes_images = bool(self.variables and configuration.urls)
        self.additions: Additions | None = None
        self.validation: Validation | None = None
        self._prepare_additions()
        self.names = frozenset(variable.lower.lower() for variable in self.variables)
        self.env_from: EnvFrom | None = None
        if self.variables and b"envFrom" in inventory.data:
            from krm_fn.edit.env_from import EnvFrom

            self.env_from = EnvFrom(inventory)
        self.refers = any("$(" in each.value.replace(_API_SERVER, "") for each in self.variables)
        self.fresh = self.plan([], self.variables, windows=False)
        self.fresh_windows = self.plan([], self.variables, windows=True)

    def _with_presets(self, configuration: Configuration, inventory: Inventory) -> Configuration:
        """The configuration with what its presets take from the list."""
        if "services" in configuration.presets:
            from krm_fn.checks.item_list import with_services

            configuration, self.left_out = with_services(configuration, inventory)
        bypasses_all = configuration.no_proxy == ("*",)
        presets = () if bypasses_all else configuration.presets
        if "cluster" in presets and inventory.items_of("Cluster"):
            from krm_fn.workloads.cluster_network import networks_of

            configuration = configuration.with_entries(networks_of(inventory))
        return configuration

    def _prepare_additions(self) -> None:
        configuration = self.configuration
        if (
            configuration.sources
            or configuration.credentials
            or configuration.trusted_ca
            or configuration.runtimes
            or configuration.variables
        ):
            from krm_fn.edit.additions import Additions

            self.additions = Additions(configuration, self.variables or self.gone)
            if configuration.remove:
                self.gone = self.additions.variables
            else:
                self.variables = self.additions.variables
            self.left_out = self.left_out + self.additions.warnings
        if configuration.validate:
            from krm_fn.edit.validation import Validation

            self.validation = Validation(configuration)

    def wanted(self, container: Container, pod: Pod) -> tuple[Variable, ...]:
        """The variables for a container."""
        additions = self.additions if self.variables else None
        return additions.wanted(container, pod) if additions else self.variables

    def taken(self, env: list[EnvVar]) -> tuple[Variable, ...]:
        """What `remove` takes out of an `env` although it is not recorded."""
        if self.additions is None:
            return self.gone
        return self.additions.named(self.gone, env, lambda _: False)

    def sources(self, container: Container, resource: Resource) -> list[EnvSource]:
        """Where a container gets variables from by `envFrom`."""
        if self.env_from is None or find(container.node, "envFrom") is None:
            return []
        return self.env_from.sources(container, resource)

    def inherited(self, sources: list[EnvSource]) -> list[EnvVar]:
        """What a container gets of the variables by `envFrom` from objects of the list."""
        if not sources:
            return []
        from krm_fn.edit.env_from import inherited

        return inherited(sources, self.names)

    def plan(
        self,
        env: list[EnvVar],
        wanted: tuple[Variable, ...],
        *,
        windows: bool,
        inherited: list[EnvVar] | None = None,
        defines: Callable[[str], bool] | None = None,
    ) -> EnvPlan:
        """The plan for an environment that no configuration has recorded anything in."""
        existing = self.configuration.existing
        return proxy_env.plan(
            env, wanted, existing, windows=windows, inherited=inherited or (), defines=defines
        )

    def word(self, resource: Resource, pod: Pod, said: bool) -> Word | None:
        """What annotations say about a pod; `said`: whether its item could have some."""
        return self._annotations.word(resource, pod, said) if said or self.has_namespaces else None

    @property
    def _annotations(self) -> OptOut:
        if self._opt_out is None:
            from krm_fn.workloads.opt_out import OptOut

            self._opt_out = OptOut(self.finder.inventory)
        return self._opt_out

    def check(self, text: str, edits: Iterable[PlannedWorkload]) -> list[Result]:
        """Warnings about the workloads of an item's text, where something in it gives a reason."""
        configuration = self.configuration
        if not (self.watches or (_WGET in text and configuration.http_proxy)):
            return []
        if self._checks is None:
            from krm_fn.checks.workload import WorkloadChecks

            self._checks = WorkloadChecks(configuration, self.finder.inventory)
        of, edits = self._checks.of, [] if configuration.remove else edits
        return [made for edit in edits for made in of(edit.resource, edit.checked)]

    def found(self) -> list[Result]:
        """Warnings about the configuration beside what the list holds, before any edit."""
        configuration, inventory = self.configuration, self.finder.inventory
        if configuration.remove or not configuration.urls:
            return self.left_out
        full_name = f".svc.{configuration.cluster_domain}.".encode()
        if not (
            any(map(inventory.items_of, _CHECKED_KINDS))
            or inventory.has_group(_ISTIO)
            or full_name in inventory.data
        ):
            return self.left_out
        from krm_fn.checks import item_list

        return self.left_out + item_list.check(configuration, inventory)

    def judged(self, warnings: list[Result]) -> list[Result]:
        """What the field `checks` leaves of warnings; errors, where it says so."""
        settings = self.configuration.checks
        if not settings and all("clients" in made.get("tags", ()) for made in warnings):
            return warnings
        from krm_fn.checks.table import judged

        return judged(warnings, settings)

    @property
    def records(self) -> bool:
        """Whether the configuration keeps, or takes out, a record of what it set."""
        return self.configuration.track or self.configuration.remove

    def warnings(self, seen: Seen) -> list[Result]:
        """Warnings about the whole run."""
        made = whole_run.warnings(seen, self.selection, self.finder)
        if self.configuration.remove:
            made += whole_run.nothing_removed(seen, self.configuration)
        return made

    def infos(self, seen: Seen) -> list[Result]:
        """Infos about the whole run."""
        return self._notes(seen) + whole_run.infos(
            seen, self.configuration, self.finder, self.proxy
        )

    def _notes(self, seen: Seen) -> list[Result]:
        """Infos about the configuration, and about objects that it refers to."""
        notes = list(self.configuration.notes)
        ignoring = {what: count for (rule, what), count in seen.items() if rule == IGNORING}
        if ignoring:
            from krm_fn.checks.workload import note_on_images

            notes += note_on_images(ignoring, self.configuration)
        if self.additions:
            notes += self.additions.infos(seen, self.finder.inventory)
        return notes


def _variables(configuration: Configuration) -> tuple[Variable, ...]:
    """The proxy variables. Raises Refused where one is too long for a program to start with it."""
    found = proxies.variables(configuration)
    for variable in found:
        if variable.items and len(variable.value) > LONGEST_VARIABLE // 4:
            from krm_fn.checks.item_list import refuse_if_too_long

            refuse_if_too_long(configuration, variable.value, LONGEST_VARIABLE)
    return found


def _watches(configuration: Configuration, inventory: Inventory) -> bool:
    """Whether every workload must be checked, not only one whose text gives a reason."""
    named = configuration.checks.get("clients")
    loopback = any(part in url for url in configuration.urls for part in _LOOPBACK)
    return bool(named or loopback or inventory.items_of("NetworkPolicy")) and bool(
        configuration.urls
    )


def may_speak(text: str) -> bool:
    """Whether an item's text could have an annotation that opts out or in; a cheap look."""
    return "set-proxy-env" in text or "no-http-proxy-vars" in text
