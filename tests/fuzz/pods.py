"""What must become of one pod spec: its containers, and the volume of a CA bundle."""

from __future__ import annotations

from typing import Any

from fuzz.places import Pod, exempted, takes, word_for
from fuzz.settings import JAVA, BeyondError, Bundle, Fields, Settings, Wanted
from fuzz.trees import NULLS, Tree, given_twice, is_null, text_of
from fuzz.variables import DueError, has_twice, set_in, without_adopted, without_equal

EMPTY: tuple[Tree, ...] = ([], *NULLS)
BUNDLE = "trusted-ca"
MOUNTS = "volumeMounts"


class PodPlan:
    """The plan for one pod spec. `changed` counts what the author wrote and had to be changed,
    `set` the containers that get something; with `adopting`, what `track` takes for its own goes,
    and nothing is set. `exceptions` are those that the configuration has for the object.
    Raises DueError and BeyondError.
    """

    def __init__(
        self,
        pod: Pod,
        settings: Settings,
        exceptions: list[Fields],
        *,
        inherits: bool,
        adopting: bool = False,
    ) -> None:
        self.pod = pod
        self.settings = settings
        self.exceptions = exceptions
        self.inherits = inherits
        self.adopting = adopting
        self.windows = text_of(_mapping(pod.spec.get("os")).get("name")) == "windows"
        self.bundled = False
        self.changed = 0
        self.set = 0

    def tree(self, namespaces: dict[str, str]) -> Tree:
        """The pod spec as it must come out; `namespaces` are those that say something."""
        spec = self.pod.spec
        lists = {key: _members(self.pod, key) for key in self._lists()}
        members = [each for found in lists.values() for each in found]
        if not any(text_of(each.get("image")) for each in members):
            return spec
        word = word_for(self.pod, namespaces)
        names = _names_in(word)
        if names is not None and not self.settings.removes:
            _check_names(names, members)
        if word == "disabled" or (word is None and self.settings.fields.get("mode") == "optIn"):
            return spec
        made: dict[str, Any] = {**spec}
        for key, found in lists.items():
            chosen = [self._is_chosen(each, key, names) for each in found]
            made[key] = [
                self._container(each) if is_one else each
                for each, is_one in zip(found, chosen, strict=True)
            ]
        if not self.bundled or self._bundle is None:
            return made
        if self.settings.removes:
            return _without(made, "volumes", self._bundle.volume)
        return self._with_volume(made)

    def _lists(self) -> list[str]:
        lists = ["initContainers", "containers"]
        if self.settings.containers("ephemeral", False):
            lists.append("ephemeralContainers")
        if any(given_twice(self.pod.spec, key) for key in lists):
            raise (DueError if self.pod.built_in else BeyondError)("a list of containers twice")
        return [key for key in lists if not is_null(self.pod.spec.get(key))]

    @property
    def _bundle(self) -> Bundle | None:
        return None if self.windows or self.adopting else self.settings.bundle

    def _is_chosen(self, container: Tree, listed: str, names: set[str] | None) -> bool:
        name = text_of(container.get("name")) or ""
        return takes(name, listed, self.settings) and (names is None or name in names)

    def _container(self, container: Tree) -> Tree:
        """A container with all that is wanted: always a new one."""
        if given_twice(container, "env"):
            raise DueError("env is given twice")
        if not self.pod.built_in and has_twice(container):
            raise BeyondError("an odd custom resource")
        if self.inherits and not is_null(container.get("envFrom")):
            raise BeyondError("variables by envFrom")
        try:
            env, changed = self._env(container)
        except DueError:
            if self.pod.built_in:
                raise
            raise BeyondError("an odd custom resource") from None
        removes = self.settings.removes
        made = {**container} if env is None else {**container, "env": env}
        if env is None and not is_null(container.get("env")):
            del made["env"]
        self.changed += changed + (made != container and container.get("env", env) in EMPTY)
        self.set += made != container
        if self._bundle is None or not self._trusts(container):
            return made
        self.bundled = True
        return _without(made, MOUNTS, self._bundle.mount) if removes else self._with_mount(made)

    def _env(self, container: dict[Any, Tree]) -> tuple[Tree, int]:
        """What becomes of a container's `env`, and how much of it was changed."""
        env, settings = container.get("env"), self.settings
        wanted = [*settings.variables, *settings.additions]
        if self.windows and settings.bundle is not None:
            wanted = [each for each in wanted if each.value != settings.bundle.path]
        wanted = [each for each in wanted if not self._is_exempted(each, container)]
        if settings.removes or self.adopting:
            others = [each for each in wanted if each.spellings[0] != JAVA]
            keeping = settings._replace(fields={"existing": "keep"})
            set_in(env, others, keeping, windows=self.windows)  # for what is due or beyond
            left = (
                without_equal(env, wanted, settings)
                if settings.removes
                else without_adopted(env, wanted, settings, self.windows)
            )
            return left, int(left != env)
        return set_in(env, wanted, settings, windows=self.windows)

    def _trusts(self, container: dict[Any, Tree]) -> bool:
        """Whether one of a bundle's variables is wanted in a container."""
        path = self._bundle.path if self._bundle is not None else ""
        named = [each for each in self.settings.additions if each.value == path]
        return not all(self._is_exempted(each, container) for each in named)

    def _is_exempted(self, wanted: Wanted, container: dict[Any, Tree]) -> bool:
        name = text_of(container.get("name")) or ""
        return exempted(wanted.spellings[0].lower(), name, self.exceptions, self.pod)

    def _with_mount(self, container: dict[Any, Tree]) -> Tree:
        bundle = self._bundle
        assert bundle is not None
        mounts = container.get(MOUNTS)
        self.changed += mounts in EMPTY
        mounts = [] if is_null(mounts) else mounts
        if given_twice(container, MOUNTS) or not isinstance(mounts, list):
            raise BeyondError("odd mounts")
        folder = text_of(bundle.mount["mountPath"])
        for each in map(_mapping, mounts):
            name, place = text_of(each.get("name")), text_of(each.get("mountPath")) or ""
            if not name or name.startswith(BUNDLE) or place.rstrip("/") == folder:
                raise BeyondError("mounts like those of a bundle")
        return {**container, MOUNTS: [*mounts, bundle.mount]}

    def _with_volume(self, spec: dict[str, Any]) -> Tree:
        bundle = self._bundle
        assert bundle is not None
        volumes = spec.get("volumes")
        self.changed += volumes in EMPTY
        volumes = [] if is_null(volumes) else volumes
        if given_twice(spec, "volumes") or not isinstance(volumes, list):
            raise BeyondError("odd volumes")
        names = [text_of(_mapping(each).get("name")) for each in volumes]
        others = repr(spec.get("ephemeralContainers"))
        if BUNDLE in repr(volumes) or BUNDLE in others or not all(names):
            raise BeyondError("volumes like that of a bundle")
        return {**spec, "volumes": [*volumes, bundle.volume]}


def _without(holder: dict[str, Any], key: str, member: Tree) -> Tree:
    """A mapping without a member of one of its lists, which goes with its last one."""
    members = holder.get(key)
    if not isinstance(members, list) or member not in members:
        return holder
    left = [each for each in members if each != member]
    rest = {name: each for name, each in holder.items() if name != key}
    return {**holder, key: left} if left else rest


def _members(pod: Pod, key: str) -> list[Tree]:
    found = pod.spec[key]
    odd = given_twice(pod.spec, key) or not isinstance(found, list)
    if odd or not all(isinstance(each, dict) for each in found):
        if pod.built_in:
            raise DueError("odd containers")
        raise BeyondError("an odd custom resource")
    return list(found)


def _names_in(word: str | None) -> set[str] | None:
    """The names in an annotation; None for one of the two words, and for no annotation."""
    if word in (None, "enabled", "disabled"):
        return None
    return {part.strip() for part in (word or "").split(",") if part.strip()}


def _check_names(names: set[str], members: list[Tree]) -> None:
    present = {text_of(each.get("name")) or "" for each in members}
    if not names or not names <= present:
        raise DueError("an annotation with odd names")


def _mapping(tree: Tree) -> dict[Any, Tree]:
    return tree if isinstance(tree, dict) else {}
