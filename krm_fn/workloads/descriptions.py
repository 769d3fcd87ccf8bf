"""Signs that what looks like a pod describes pods of others: policies, allowlists, reports, patches.

Such objects hold containers with names and images to be compared with real ones, or merged into
them; none of their containers is ever run. An object that nobody knows shows by its kind, by a key
on the way to the containers, or by a key beside that way, what it is.
"""

from __future__ import annotations

from krm_fn import late_re as re
from krm_fn.workloads.resource import path_text
from krm_fn.workloads.structure import key_texts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.workloads.built_in import Pod
    from krm_fn.workloads.resource import Resource

_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
_KIND_WORDS = frozenset(
    "allowlist assertion blacklist blocklist constraint denylist exception exclusion exemption finding "
    "mutation patch policy recommendation report restriction review rule violation whitelist".split()
)
"""What a kind of this sort is called at its end: WorkloadAllowlist, ImageRules."""
_GROUPED = frozenset("assignment attachment binding bundle definition group set template".split())
"""What may come after such a word: PolicyTemplate, RuleSet."""

_KEYS = frozenset(
    "assert asserts expect expected expects match matches mutate policies policy report reports rule "
    "rules selector selectors validate".split()
)
"""Keys that lead into a part that describes pods."""
_FIRST_WORDS = frozenset("allow allowed denied deny forbid forbidden require required".split())
_KEY_WORDS = frozenset(
    "allowlist assertion blacklist blocklist constraint criteria denylist exception exclude excluded "
    "exclusion exempt exemption finding mutation patch violation whitelist".split()
)
"""Words of which such a key has one: `matchingCriteria`, `imageExemptions`."""

_are_described: dict[str, bool] = {}
"""What is known of the keys that were met: many objects have the same ones."""
MAX_KNOWN = 1000

_BESIDE = (
    "enforcementAction",
    "exemptions",
    "match",
    "matchConditions",
    "matchConstraints",
    "matchResources",
    "mutations",
    "paramKind",
    "policyTypes",
    "validationActions",
    "validationFailureAction",
    "validations",
)
"""Keys of policies, beside those on the way to what they describe."""
_ANY_BESIDE = frozenset(_BESIDE)


def sign_in_kind(kind: str) -> str:
    """The sign that a kind gives, "" if none."""
    words = [_singular(word) for word in _words(kind)]
    while words and words[-1] in _GROUPED:
        words.pop()
    last = "".join(words[-2:] if words[-1:] == ["list"] else words[-1:])
    return f"the kind {kind}" if last in _KIND_WORDS else ""


def _sign_in_steps(resource: Resource, pod: Pod) -> str:
    """The sign that the keys on the way to a pod give, "" if none."""
    own = len(resource.steps)
    for place, step in enumerate(pod.steps[own:], own):
        if isinstance(step, str) and _is_known_to_describe(step):
            return f"`{path_text(pod.steps[: place + 1])}`"
    return ""


def _sign_beside(pod: Pod, known: dict[int, str]) -> str:
    """The sign that the keys beside the way to a pod give, "" if none. What is `known` of a mapping
    that many pods are in is not looked up for each of them.
    """
    for node in pod.way:
        sign = known.get(id(node))
        if sign is None:
            keys = key_texts(node)
            found = () if _ANY_BESIDE.isdisjoint(keys) else (key for key in _BESIDE if key in keys)
            sign = known[id(node)] = next((f"the key `{key}`" for key in found), "")
        if sign:
            return sign
    return ""


def _is_known_to_describe(key: str) -> bool:
    known = _are_described.get(key)
    if known is None:
        if len(_are_described) >= MAX_KNOWN:
            _are_described.clear()
        known = _are_described[key] = _is_key_of_descriptions(key)
    return known


def _is_key_of_descriptions(key: str) -> bool:
    """Whether a field's name is one; what isn't written as one is a name that somebody chose."""
    words = _words(key)
    if key in _KEYS or not words or "".join(words) != key:
        return key in _KEYS
    first = words[0].lower()
    if first in _FIRST_WORDS or (first in ("match", "matching") and len(words) > 1):
        return True
    return any(_singular(word) in _KEY_WORDS for word in words)


def _words(name: str) -> list[str]:
    return _WORD.findall(name)


def _singular(word: str) -> str:
    lowered = word.lower()
    if lowered.endswith("ies"):
        return f"{lowered[:-3]}y"
    return lowered.removesuffix("es") if lowered.endswith("ches") else lowered.removesuffix("s")


def add_signs(resource: Resource, pods: list[Pod], *, by_kind: bool) -> None:
    """Give pods that no table knows the sign, if any, that they only describe others. What a schema
    says weighs more than the name of a kind.
    """
    kind = sign_in_kind(resource.kind) if by_kind else ""
    known: dict[int, str] = {}
    for pod in pods:
        pod.sign = kind or _sign_in_steps(resource, pod) or _sign_beside(pod, known)
