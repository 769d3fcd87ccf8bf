"""`set-proxy-env generate`: the resources of a TransparentProxy, as manifests on stdout."""

from __future__ import annotations

from krm_fn.command.file_list import FileList
from krm_fn.command.files import Found
from krm_fn.command.options import Usage, parsed
from krm_fn.command.progress import Bar
from krm_fn.command.streams import tell, write
from krm_fn.config.forms import TRANSPARENT, is_transparent
from krm_fn.errors import Malformed, Refused
from krm_fn.generation.run import generate as generation
from krm_fn.mesh.objects import OWNER
from krm_fn.results import has_error
from krm_fn.wire.changes import manifests_with
from krm_fn.workloads.resource import Resource
from krm_fn.yaml.nodes import mapping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.wire.item import Item

HELP = """\
set-proxy-env generate: the resources that send a mesh's traffic through a proxy

Usage:
  set-proxy-env generate --config FILE [PATH...]

  Prints the resources of Istio that the TransparentProxy in FILE asks for, as manifests:
      set-proxy-env generate --config transparent-proxy.yaml | kubectl apply -f -
  The files and folders at the PATHs are read and not changed: the hosts that
  `hosts: auto` finds, the Services of the preset `services`, and what is checked come
  from their manifests.

Exit status: 0, or 1 with a message on stderr; then nothing was printed.
"""


def generate(arguments: list[str]) -> int:
    """Run the sub-command; returns its exit status. Raises Usage, Malformed and OSError."""
    paths: list[str] = []
    options = parsed(arguments, ("--config",), (), paths)
    if "--help" in options:
        write([HELP.encode()])
        return 0
    if "--config" not in options:
        raise Usage("must get a configuration: `--config FILE` with a TransparentProxy")
    from krm_fn.command.config_file import read_config

    config = read_config(options["--config"])
    if not is_transparent(config):
        raise Malformed(f'"{options["--config"]}" must hold a {TRANSPARENT[1]} ({TRANSPARENT[0]})')
    found = Found(options["--config"])
    found.add_all(paths)
    files = FileList(found.paths, Bar(len(found.paths)))
    failures = [*found.told, *files.failures.values()]
    tell(failures)
    if found.failed or has_error(failures):
        return 1
    return _print(files.data, files.items, config)


def _print(data: bytes, items: list[Item], config: dict[str, object]) -> int:
    kept = [item for item in items if not _is_generated(data, item)]
    try:
        made = generation(data, kept, config, with_paths=False)
    except Refused as refused:
        tell(refused.results)
        return 1
    tell([*made.warnings, *made.infos])
    made.changes.edits = []
    write([manifests_with(b"", [], made.changes)[0]])
    return 0


def _is_generated(data: bytes, item: Item) -> bool:
    """Whether an item is such a resource of an earlier run, which is not to be told from new."""
    if data.find(OWNER.encode(), item.start, item.end) < 0:
        return False
    root = mapping(item.root(item.text(data)))
    return root is not None and Resource(root).annotation(OWNER) is not None
