"""The proxy's user name and password from a Secret: two variables, and URLs that refer to them.

Imported only for a configuration that has `credentials`.
"""

from __future__ import annotations

from krm_fn.environment.env_plan import Variable, same_source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from krm_fn.environment.env_plan import EnvVar

USERNAME, PASSWORD = "PROXY_USERNAME", "PROXY_PASSWORD"


class Credentials:
    """A Secret in the namespace of each pod, and the keys in it."""

    __slots__ = ("keys", "secret")

    def __init__(self, secret: str, username_key: str, password_key: str) -> None:
        self.secret = secret
        self.keys = {USERNAME: username_key, PASSWORD: password_key}

    def variables(
        self,
        proxies: Iterable[Variable],
        env: Sequence[EnvVar] = (),
        is_taken: Callable[[str], bool] = lambda _: False,
    ) -> tuple[Variable, ...]:
        """The proxy variables with the credentials in their URLs, behind the two that hold them.

        The two have names that the `env` has not, unless for the same key of the Secret, and that
        are not taken by what comes from elsewhere.
        """
        user, password = (self._free(name, env, is_taken) for name in self.keys)
        made = [
            Variable(name, name, "", source=self._source(key), aid=True)
            for name, key in ((user, USERNAME), (password, PASSWORD))
        ]
        return (*made, *(_with(each, f"$({user}):$({password})@") for each in proxies))

    def _source(self, variable: str) -> dict[str, dict[str, str]]:
        return {"secretKeyRef": {"name": self.secret, "key": self.keys[variable]}}

    def _free(self, variable: str, env: Sequence[EnvVar], is_taken: Callable[[str], bool]) -> str:
        source, number, name = self._source(variable), 1, variable
        while not self._fits(name, source, env, is_taken):
            number += 1
            name = f"{variable}_{number}"
        return name

    def _fits(
        self,
        name: str,
        source: dict[str, dict[str, str]],
        env: Sequence[EnvVar],
        is_taken: Callable[[str], bool],
    ) -> bool:
        own = [entry for entry in env if entry.name.upper() == name]
        if not own:
            return not is_taken(name)
        return len(own) == 1 and own[0].name == name and same_source(own[0].source, source)


def _with(variable: Variable, user_information: str) -> Variable:
    """A variable with user information in its URL."""
    if variable.items is not None or not variable.value:
        return variable
    scheme, mark, rest = variable.value.rpartition("://")
    value = f"{scheme}{mark}{user_information}{rest}"
    return Variable(variable.lower, variable.upper, value, former=variable.former)
