"""The command line as a table: sub-commands, and the options that each of them takes.

What reads a valid command line (`command_line`), what prints help and finds what is wrong
(`parser`), the completions and the manual page are all made from it.
"""

from __future__ import annotations

PIPE, APPLY, EXPLAIN, AUDIT, GENERATE = "", "apply", "explain", "audit", "generate"
"""The names of the sub-commands; the pipe, which stands for itself, has none."""
ALL = (PIPE, APPLY, EXPLAIN, AUDIT, GENERATE)
ANSWERS = (EXPLAIN, AUDIT)
"""Those that answer a question: their `--format` is that of the answer."""
CONFIGURED = (PIPE, APPLY, *ANSWERS)
"""The sub-commands whose configuration may stand on the command line."""

CONFIG, RESULTS, FORMAT, VERBOSE, COLOR = (
    "--config",
    "--results",
    "--format",
    "--verbose",
    "--color",
)
EXCLUDE = "--exclude"
CHECK, DIFF, CLIENT = "--check", "--diff", "--client"
URL, NAMESPACE, OUTPUT = "--url", "--namespace", "--output"
EXISTING, REPLACE_FROM, REMOVE = "--existing", "--replace-from", "--remove"
HELP, VERSION = "--help", "--version"
TELLS = (RESULTS, FORMAT, VERBOSE, COLOR)
"""The options that bear on nothing but what is told, and how."""
STOPS = (HELP, VERSION)
"""The options that answer by themselves, whatever else stands on the line."""


class Command:
    """A sub-command. `usage` are the ways to write it, behind its name; `operand` is what it takes
    beside options, with the `operand_help`; none where it takes nothing.
    """

    __slots__ = ("description", "help", "name", "operand", "operand_help", "usage")

    def __init__(
        self,
        name: str,
        help: str,  # noqa: A002 (as argparse has it)
        description: str,
        usage: tuple[str, ...],
        operand: str = "",
        operand_help: str = "",
    ) -> None:
        self.name = name
        self.help = help
        self.description = description
        self.usage = usage
        self.operand = operand
        self.operand_help = operand_help


class Option:
    """An option: its names, the first of which the code knows it by, and the sub-commands that take
    it. Without a `metavar` it is a flag; `choices` are all the values that it may have.
    """

    __slots__ = ("choices", "commands", "help", "metavar", "name", "names", "repeatable")

    def __init__(
        self,
        names: tuple[str, ...],
        help: str,  # noqa: A002 (as argparse has it)
        metavar: str = "",
        commands: tuple[str, ...] = ALL,
        choices: tuple[str, ...] = (),
        *,
        repeatable: bool = False,
    ) -> None:
        self.name = names[0]
        self.names = names
        self.help = help
        self.metavar = metavar
        self.commands = commands
        self.choices = choices
        self.repeatable = repeatable


COMMANDS = (
    Command(
        PIPE,
        "set proxy environment variables in every pod template",
        "Sets proxy environment variables in every pod template, and changes nothing else. Without "
        "options it is a KRM function: it reads a ResourceList with a functionConfig, as kpt and "
        "kustomize send it, and writes it back. With a configuration it is a filter: it reads "
        "plain manifests, YAML or JSON, and writes them back.",
        (
            "< RESOURCE_LIST",
            "--config FILE < MANIFESTS",
            "--http-proxy URL --https-proxy URL --no-proxy LIST < MANIFESTS",
        ),
    ),
    Command(
        APPLY,
        "edit files in place, check them, or compare",
        "Sets proxy variables in the files, and in folders in all .yaml, .yml and .json files at "
        "any depth. Symbolic links, .git, the configuration's own file and the templates of Helm "
        "charts are left alone. A file that cannot be edited is left as it is, and named; the "
        "others are edited.",
        (
            "[--check] [--diff] [--config FILE] PATH...",
            "[--check] [--diff] --http-proxy URL --no-proxy LIST PATH...",
        ),
        "PATH",
        "a file with manifests, or a folder",
    ),
    Command(
        EXPLAIN,
        "tell through which proxy each client reaches a URL",
        "Shows through which proxy each client sends a request, or that it goes direct, and which "
        "variable or noProxy entry decides it: in a container that has no other variables than the "
        "configured ones, or in the containers at the PATHs, which are manifests or what `kubectl "
        "get -o yaml` prints, as they are or, with a configuration, as it would set them.",
        (
            "[--config FILE] [--client NAME]... URL...",
            "--http-proxy URL --no-proxy LIST [--client NAME]... URL...",
            "[--config FILE] [--client NAME]... PATH... URL...",
        ),
        "URL",
        "http://... or https://..., and the PATHs of manifests: - is stdin",
    ),
    Command(
        AUDIT,
        "compare a saved list of a running cluster with a configuration",
        "Tells for each container of the workloads at the PATHs whether it has what is configured, "
        "what differs, and what its clients do with a URL. The PATHs are files and folders with "
        "manifests, such as what `kubectl get deploy,sts,ds,cronjobs,rs,jobs,pods,ns -A -o yaml` "
        "prints; - is stdin. What the cluster runs in namespaces of its own is left alone.",
        (
            "[--config FILE] [--output FILE.html] [--url URL]... PATH...",
            "--http-proxy URL --no-proxy LIST [--output FILE.html] [--url URL]... PATH...",
        ),
        "PATH",
        "a file with manifests, or a folder; - is stdin",
    ),
    Command(
        GENERATE,
        "print the resources that send a mesh's traffic through a proxy",
        "Prints the resources of Istio that the TransparentProxy in FILE asks for, as manifests "
        "for `kubectl apply -f -`. The files and folders at the PATHs are read and not changed: "
        "the hosts that `hosts: auto` finds, the Services of the preset `services`, and what is "
        "checked come from their manifests.",
        ("--config FILE [PATH...]",),
        "PATH",
        "a file with manifests, or a folder",
    ),
)

OPTIONS = (
    Option(
        (CONFIG, "-c"),
        "the functionConfig as a file: a ConfigMap, a SetProxyEnv, or a TransparentProxy, which "
        "adds resources; where it is left out, apply, explain and audit take the nearest "
        ".set-proxy-env.yaml",
        "FILE",
    ),
    Option(("--http-proxy",), "for http_proxy and HTTP_PROXY", "URL", CONFIGURED),
    Option(("--https-proxy",), "for https_proxy and HTTPS_PROXY", "URL", CONFIGURED),
    Option(
        ("--no-proxy",),
        "for no_proxy and NO_PROXY: hosts with commas between them",
        "LIST",
        CONFIGURED,
    ),
    Option(
        ("--no-proxy-presets",),
        "what most clusters need in them: localhost, cluster, services, aws, gcp, azure",
        "LIST",
        CONFIGURED,
    ),
    Option(("--all-proxy",), "for all_proxy and ALL_PROXY", "URL", CONFIGURED),
    Option(
        (EXISTING, "-e"),
        "what happens to a variable that is there: merge (default), keep, replace or error; also "
        "beside --config",
        "MODE",
        CONFIGURED,
        ("merge", "keep", "replace", "error"),
    ),
    Option(
        (REPLACE_FROM,),
        "a former proxy: values equal to it are changed whatever --existing says; also beside "
        "--config, and several times",
        "URL",
        CONFIGURED,
        repeatable=True,
    ),
    Option(
        (REMOVE,),
        "take out what was set; also beside --config",
        commands=(PIPE, APPLY),
    ),
    Option(
        (CHECK, "--dry-run", "-n"),
        "change nothing; list the files that would change, and those with a value that differs "
        "from the configuration's, and print the command that mends",
        commands=(APPLY,),
    ),
    Option(
        (DIFF, "-d"),
        "change nothing; print what would change, as a unified diff",
        commands=(APPLY,),
    ),
    Option(
        (EXCLUDE, "-x"),
        "paths to pass over, as a pattern of .gitignore, relative to the folder you are in; several "
        "times for more, and more of them in files called .set-proxy-envignore",
        "PATTERN",
        (APPLY, GENERATE),
        repeatable=True,
    ),
    Option(
        (CLIENT,),
        "only this client, such as curl, go or java; several times for more",
        "NAME",
        (EXPLAIN,),
        repeatable=True,
    ),
    Option((FORMAT,), "table (default) or json", "FORMAT", (EXPLAIN,), ("table", "json")),
    Option(
        (FORMAT,),
        "table (default), html: a page to send round, or json",
        "FORMAT",
        (AUDIT,),
        ("table", "html", "json"),
    ),
    Option(
        (OUTPUT, "-o"),
        "write to this file, as a page or as JSON where its name ends in .html or .json",
        "FILE",
        (AUDIT,),
    ),
    Option(
        (URL, "-u"),
        "tell what clients do with this URL (https://example.com/); several times for more",
        "URL",
        (AUDIT,),
        repeatable=True,
    ),
    Option(
        (NAMESPACE,),
        "only the workloads of this namespace; several times for more",
        "NAME",
        (AUDIT,),
        repeatable=True,
    ),
    Option((VERBOSE, "-v"), "print the infos too, such as what was set in each workload"),
    Option(
        (RESULTS, "-r"),
        "write all results to a file, in the format that its ending names: .json, .sarif, or else "
        "YAML",
        "FILE",
    ),
    Option(
        (FORMAT,),
        "how results are written: yaml, json, sarif, or github, annotations of a pull request; "
        "without --results they go to stderr, in place of the lines",
        "FORMAT",
        (PIPE, APPLY, GENERATE),
        ("yaml", "json", "sarif", "github"),
    ),
    Option(
        (COLOR,),
        "whether what is printed has colours: auto (default: on a terminal), always or never",
        "WHEN",
        choices=("auto", "always", "never"),
    ),
    Option((HELP, "-h"), "show this help"),
    Option((VERSION, "-V"), "show the version"),
)


def command(name: str) -> Command:
    """The sub-command of that name."""
    return next(each for each in COMMANDS if each.name == name)


def options(name: str) -> list[Option]:
    """The options that a sub-command takes."""
    return [each for each in OPTIONS if name in each.commands]
