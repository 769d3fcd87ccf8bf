"""PyYAML's binding of libyaml, loaded without the rest of PyYAML.

`import yaml` takes longer than all else that a small run does, and a run needs nothing of it but the
extension module `yaml._yaml`, with the modules of errors and events that it asks for. They are
loaded behind a package object that stands in for `yaml` meanwhile; whoever imports `yaml` later gets
the whole package. Where anything is not as it is here, nothing is changed: then the first import
loads the whole package.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType, SimpleNamespace
else:  # nothing else in a small run needs the module
    ModuleType, SimpleNamespace = type(sys), type(sys.implementation)

_NEEDED = ("error", "events", "nodes")
_ERRORS = {
    "scanner": "ScannerError",
    "parser": "ParserError",
    "composer": "ComposerError",
    "constructor": "ConstructorError",
    "emitter": "EmitterError",
    "serializer": "SerializerError",
    "representer": "RepresenterError",
}


def load() -> bool:
    """Load `yaml._yaml` and what it needs; whether that was done."""
    if "yaml" in sys.modules:
        return False
    specs = (finder.find_spec("yaml", None) for finder in sys.meta_path)
    found = next(filter(None, specs), None)
    if found is None or found.submodule_search_locations is None:
        return False
    package = ModuleType("yaml")
    package.__path__ = list(found.submodule_search_locations)
    sys.modules["yaml"] = package
    try:
        _fill(package)
    except Exception:  # whatever it is: the whole package is loaded instead
        for name in [name for name in sys.modules if name.startswith("yaml.")]:
            del sys.modules[name]
        return False
    finally:
        del sys.modules["yaml"]
    return True


class _Tokens:
    """In the place of `yaml.tokens`: only who scans a text gets tokens, and nobody here does."""

    def __getattr__(self, name: str) -> None:
        return None


def _fill(package: ModuleType) -> None:
    """Put into the package what the extension module looks for, and load that."""
    for name in _NEEDED:
        setattr(package, name, __import__(f"yaml.{name}", fromlist=["*"]))
    package.tokens = _Tokens()  # type: ignore[attr-defined]
    error = package.error
    reader_error = type("ReaderError", (error.YAMLError,), {"__init__": _reader_error})
    package.reader = SimpleNamespace(ReaderError=reader_error)  # type: ignore[attr-defined]
    for name, kind in _ERRORS.items():
        made = type(kind, (error.MarkedYAMLError,), {})
        setattr(package, name, SimpleNamespace(**{kind: made}))
    __import__("yaml._yaml")


def _reader_error(
    self: Exception, name: str, position: int, character: object, encoding: str, reason: str
) -> None:
    """The constructor of PyYAML's ReaderError."""
    Exception.__init__(self, reason)
    self.name, self.position, self.character = name, position, character  # type: ignore[attr-defined]
    self.encoding, self.reason = encoding, reason  # type: ignore[attr-defined]
