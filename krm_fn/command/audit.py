"""`set-proxy-env audit`: a saved list of a running cluster beside a configuration, as a table, as a
page or as JSON.
"""

from __future__ import annotations

from krm_fn.checks.configured import read
from krm_fn.command.config_file import NO_CONFIG, configured_by
from krm_fn.command.listed import read_list
from krm_fn.command.options import config_around
from krm_fn.command.streams import write
from krm_fn.command.table import FORMAT, NAMESPACE, OUTPUT, URL
from krm_fn.config.forms import is_transparent
from krm_fn.errors import Usage
from krm_fn.inspection.audit import DIFFERS
from krm_fn.inspection.audit import audit as audited
from krm_fn.results import result
from krm_fn.shown import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.command.command_line import CommandLine
    from krm_fn.command.report import Report
    from krm_fn.config.function_config import Configuration
    from krm_fn.inspection.audit import Audit

TABLE, PAGE, JSON = "table", "html", "json"
OUTSIDE = "https://example.com/"
"""The URL that clients are asked for where none is named: one outside of the cluster."""


def audit(line: CommandLine, report: Report) -> int:
    """Write the audit; returns the exit status, which is 1 where something differs. Raises Usage,
    Malformed, Refused and OSError.
    """
    config, default = config_around(line, line.operands or ["."], report)
    if config is None:
        raise Usage(NO_CONFIG)
    if is_transparent(config):
        raise Usage("must get the configuration of variables: a TransparentProxy sets none")
    if not line.operands:
        raise Usage(
            "must get files with a cluster's objects, or - for stdin: "
            "`kubectl get deploy,sts,ds,cronjobs,rs,jobs,pods,ns -A -o yaml`"
        )
    configuration, warnings = read(config)
    if configuration.remove:
        raise Usage(f"must get what is to be set: `{configuration.field('remove')}` is true")
    data, items = read_list(line.operands, report)
    try:
        urls = line.values(URL) or [OUTSIDE]
        found = audited(data, items, configuration, urls, namespaces=line.values(NAMESPACE))
    except ValueError as error:
        raise Usage(str(error)) from None
    if not found.rows:
        warnings.append(result("warning", _nothing(line.values(NAMESPACE))))
    report.tell([*warnings, *configured_by(default)])
    _write(_rendered(found, configuration, line), line.value(OUTPUT))
    return 1 if found.count(DIFFERS) else 0


def _rendered(found: Audit, configuration: Configuration, line: CommandLine) -> bytes:
    output = line.value(OUTPUT) or ""
    ending = output.rpartition(".")[2].lower()
    chosen = line.value(FORMAT) or {"html": PAGE, "htm": PAGE, "json": JSON}.get(ending, TABLE)
    if chosen == JSON:
        from krm_fn.command import answers_json

        return answers_json.of_audit(found)
    if chosen == PAGE:
        from krm_fn.command import audit_page

        return audit_page.page(found, configuration, line.operands).encode()
    from krm_fn.command import audit_table

    return audit_table.table(found, None if output else audit_table.width()).encode()


def _nothing(namespaces: list[str]) -> str:
    """What is told where there is no container to look at."""
    listed = " or ".join(f'"{printable(each)}"' for each in namespaces)
    return f"no container was found{' in the namespace ' + listed if listed else ''}"


def _write(text: bytes, path: str | None) -> None:
    if path is None:
        write([text])
        return
    with open(path, "wb") as file:
        file.write(text)
