"""A TransparentProxy read: its fields, checked, with what is wrong with them in words.

What depends on the list, such as `hosts: auto`, is for others to complete.
"""

from __future__ import annotations

from krm_fn.config.forms import KINDS, TRANSPARENT, own_object, wording
from krm_fn.config.function_config import check_metadata
from krm_fn.config.rules import Report
from krm_fn.config.schema_check import problems
from krm_fn.config.transparent_fields import TransparentProxy
from krm_fn.config.transparent_rules import Rules
from krm_fn.config.transparent_schema import SCHEMA
from krm_fn.errors import Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from krm_fn.results import Result

    Fields = dict[str, Any]


def read(config: Fields) -> tuple[TransparentProxy, list[Result]]:
    """The configuration, and warnings about it. Raises Refused with all errors together."""
    report = Report(config)
    if config.get("apiVersion") != TRANSPARENT[0]:
        wording().report_unknown_object(config, KINDS, report)
        raise Refused(report.errors)
    source = own_object(config, report, SCHEMA)
    checks = source.fields.get("checks")
    if isinstance(checks, dict) and checks.get("level") is False:
        checks["level"] = "off"  # as kustomize, which reads YAML 1.1, sends an `off`
    fields = source.fields
    if any(problems(fields, SCHEMA)):
        wrong = wording().report_mismatches(fields, source.names, source.path, report, SCHEMA)
        fields = {name: value for name, value in fields.items() if name not in wrong}
    check_metadata(config, report)
    path = tuple(map(str, source.path))
    configuration = TransparentProxy(fields, path, report.resource or {}, report.file)
    Rules(configuration, report).check()
    if report.errors:
        raise Refused(report.errors)
    return configuration, report.warnings
