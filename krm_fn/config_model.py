"""The configuration's one definition.

The JSON schema that the run-time check walks, the function's KRMFunctionDefinition and the
messages for a configuration that breaks it are all made from this model. A valid configuration
never imports it, since importing pydantic takes longer than the whole run.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

__all__ = ["SetProxyEnv", "ValidationError"]

_UNSET = str
"""The default of a field that may be left out but not be null: absent from the schema."""


class SetProxyEnv(BaseModel):
    """Sets proxy environment variables in every container of every pod template."""

    model_config = ConfigDict(strict=True, extra="forbid", alias_generator=to_camel)

    http_proxy: str = Field(
        default_factory=_UNSET,
        description=(
            "The proxy for http URLs, as in http://proxy.example.com:3128: the value of "
            "http_proxy and HTTP_PROXY. It may hold $(NAME) references to a container's own "
            "variables."
        ),
    )
    https_proxy: str = Field(
        default_factory=_UNSET,
        description="The proxy for https URLs: the value of https_proxy and HTTPS_PROXY.",
    )
    all_proxy: str = Field(
        default_factory=_UNSET,
        description=(
            "The proxy for URLs of every scheme without a proxy of its own: the value of "
            "all_proxy and ALL_PROXY."
        ),
    )
    no_proxy: str | list[str] = Field(
        default_factory=_UNSET,
        description=(
            "The hosts to reach without a proxy, as a list or as a string with commas: the value "
            "of no_proxy and NO_PROXY."
        ),
    )
    existing: Literal["merge", "keep", "replace", "error"] = Field(
        default="merge",
        description=(
            "What happens to a variable that a container already has. merge: its proxy URLs stay, "
            "and its no_proxy gets the missing hosts; keep: it stays; replace: it gets the "
            "configured value; error: one that differs fails the run."
        ),
    )
    track: bool = Field(
        default=False,
        description=(
            "Record in an annotation of each workload what this configuration set there, so that "
            "a later run can change it or take it out."
        ),
    )
    remove: bool = Field(
        default=False,
        description="Take out all that this configuration recorded with track, and set nothing.",
    )
