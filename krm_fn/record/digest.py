"""Short digests of what was set: enough to know it again, and not to know it by."""

from __future__ import annotations

import sys

from krm_fn.user_information import without_secrets
from krm_fn.yaml.render import Style, flow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from krm_fn.environment.env_plan import EnvVar


def digest_of(data: object) -> str:
    """A short digest of plain data, whatever the order of keys."""
    text = flow(_in_order(data), Style(json=True))
    if text not in _digests:
        if len(_digests) >= MAX_DIGESTS:
            _digests.clear()
        digest: str = _sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        _digests[text] = digest[:12]
    return _digests[text]


def digest_of_entry(entry: EnvVar) -> str:
    """A short digest of an entry's literal, or of its `valueFrom` whatever the order of keys.

    A password is left out: it could be guessed from a digest of it, and annotations are read by
    more programs than variables are.
    """
    if entry.source is not None:
        return digest_of({"valueFrom": entry.source})
    return digest_of(entry.value and without_secrets(entry.value))


_digests: dict[str, str] = {}
"""Digests that were made: most containers of a run get the same values."""
MAX_DIGESTS = 500


def _in_order(data: Any) -> Any:
    """Plain data with the keys of its mappings, as strings, in their order."""
    if isinstance(data, dict):
        return {str(key): _in_order(data[key]) for key in sorted(data, key=str)}
    return [_in_order(each) for each in data] if isinstance(data, list) else data


def _sha256(data: bytes) -> Any:
    """The interpreter's own SHA-256, since `hashlib` loads OpenSSL first, which takes a quarter of
    the time of a small run; from `hashlib` where the interpreter has none.
    """
    try:
        return __import__("_sha2" if sys.version_info >= (3, 12) else "_sha256").sha256(data)
    except ImportError:
        import hashlib

        return hashlib.sha256(data)
