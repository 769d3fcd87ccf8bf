"""Images whose programs ignore the proxy variables, by their names, and what to write for them.

Sources: each program's own documentation of proxies, and its start script where that changes
variables (Elasticsearch's takes JAVA_TOOL_OPTIONS out). An image is told by its name without a
version at its end (nexus3, java21-debian12), an image with a JVM also by the end of its name, or by
a part of its tag.
"""

from __future__ import annotations

from krm_fn.shown import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

JAVA = "java"
NODE = "node"
OPTION = {JAVA: "JAVA_TOOL_OPTIONS", NODE: "NODE_USE_ENV_PROXY"}
"""What `runtimes` sets."""
MOST_SHOWN = 3
_TELLING = ("proxyHost", "useSystemProxies", "use-env-proxy", "NODE_USE_ENV_PROXY=1")
_OPTIONS = ("JAVA_TOOL_OPTIONS", "NODE_USE_ENV_PROXY", "JAVA_OPTS", "MAVEN_OPTS", "GRADLE_OPTS")
_JVM = "JAVA_TOOL_OPTIONS={java}"
_NODE = "NODE_USE_ENV_PROXY=1"


class Image:
    """Images that are told by `words`: what runs in them, the runtime whose option `runtimes` sets
    ("" where that option does nothing), and what to write; `{java}` stands for a JVM's options.
    """

    __slots__ = ("program", "runtime", "words", "write")

    def __init__(self, program: str, words: str, runtime: str, write: str) -> None:
        self.program = program
        self.words = tuple(words.split())
        self.runtime = runtime
        self.write = write


IMAGES = (
    Image(
        "Maven",
        "maven",
        JAVA,
        f"{_JVM} -Daether.connector.http.useSystemProperties=true, or proxies in settings.xml",
    ),
    Image("Gradle", "gradle", JAVA, _JVM),
    Image("Jenkins", "jenkins inbound-agent jenkins-agent", JAVA, _JVM),
    Image("Keycloak (in libraries other than its own client)", "keycloak", JAVA, _JVM),
    Image("SonarQube", "sonarqube", JAVA, _JVM),
    Image("Nexus", "nexus3 nexus", "", "the proxy under Administration, System, HTTP"),
    Image("Elasticsearch", "elasticsearch", "", "ES_JAVA_OPTS={java}"),
    Image("Tomcat", "tomcat", JAVA, _JVM),
    Image("Kafka", "kafka cp-kafka cp-kafka-connect", JAVA, _JVM),
    Image("Java", "java java-base", JAVA, _JVM),
    Image("n8n (in libraries other than its own client)", "n8n", NODE, _NODE),
    Image("Ghost", "ghost", NODE, _NODE),
    Image("Node.js", "node nodejs", NODE, _NODE),
)
"""The most particular first: what an image is told by first counts."""


_WITH_JVM = "openjdk temurin corretto jre jdk"
ANY_JVM = Image("Java", _WITH_JVM, JAVA, _JVM)
_DIGITS = "0123456789"
_SYSTEMS = ("debian", "ubi")


def image_of(image: str) -> Image | None:
    """What is known of an image that ignores the variables; None for any other."""
    name, _, tag = image.partition("@")[0].rpartition("/")[2].partition(":")
    bare = _without_version(name)
    for each in IMAGES:
        if name in each.words or bare in each.words:
            return None if each.runtime == NODE and _is_of_program(tag) else each
    return ANY_JVM if runs(image, ANY_JVM.words) else None


def _without_version(name: str) -> str:
    """An image's name without the version, and the system or the word `runtime`, at its end."""
    bare = name.removesuffix("-runtime")
    rest, dash, system = name.rpartition("-")
    if dash and system not in _SYSTEMS and system.rstrip(_DIGITS) in _SYSTEMS:
        bare = rest
    return bare.rstrip(_DIGITS).removesuffix("-")


def _is_of_program(tag: str) -> bool:
    """Whether a tag is as those of programs that are called `node` and are none of Node.js, such as
    Calico's.
    """
    return tag[:1] == "v" and tag[1:2].isdecimal()


def ignores(image: str, container: Any) -> bool:
    """Whether a container's image is of a program that ignores the variables, and nothing in its
    command or its own variables tells it of a proxy.
    """
    return image_of(image) is not None and not is_told(container, _TELLING)


def is_told(container: Any, words: Iterable[str]) -> bool:
    """Whether one of the words is in a container's command or in a variable of its own. What it
    gets by `envFrom`, or by reference, may have it.
    """
    if not isinstance(container, dict) or container.get("envFrom"):
        return isinstance(container, dict)
    texts = [*_texts(container.get("command")), *_texts(container.get("args"))]
    for entry in container.get("env") or ():
        if isinstance(entry, dict):
            told = entry.get("valueFrom") and str(entry.get("name")) in _OPTIONS
            texts.append(f"{entry.get('name')}={entry.get('value', '')}")
            if told:
                return True
    return any(word in text for text in texts for word in words)


def _texts(value: Any) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def runs(image: str, words: Iterable[str]) -> bool:
    """Whether an image's name says what it runs: by its end, with or without a version, or by a
    part of its tag.
    """
    name, _, tag = image.partition("@")[0].rpartition("/")[2].partition(":")
    ends = (name, _without_version(name))
    parts = tag.replace("-", ".").replace("_", ".").split(".")
    return any(word in parts or any(end.endswith(word) for end in ends) for word in words)


def helped(images: Iterable[str], runtimes: Iterable[str]) -> list[str]:
    """The runtimes that `runtimes` would tell of the proxies and doesn't, of these images."""
    known = filter(None, map(image_of, images))
    return sorted({each.runtime for each in known} - {"", *runtimes})


def ignored(images: dict[str, int], runtimes: Iterable[str], options: str) -> list[str]:
    """For each program that ignores the variables and is not told of the proxies by `runtimes`: what
    runs in which image, in how many containers, and what to write. `options` are those of a JVM.
    """
    found: dict[Image, dict[str, int]] = {}
    for image, count in sorted(images.items()):
        known = image_of(image)
        if known is not None and known.runtime not in runtimes:
            found.setdefault(known, {})[image] = count
    lines = []
    for known, used in found.items():
        total = sum(used.values())
        containers = f"{total} containers" if total > 1 else "1 container"
        shown = ", ".join(f'"{printable(image)}"' for image in list(used)[:MOST_SHOWN])
        more = f" and {len(used) - MOST_SHOWN} more" if len(used) > MOST_SHOWN else ""
        write = known.write.replace("{java}", options)
        lines.append(f"{known.program} in {containers} ({shown}{more}): {write}")
    return lines
