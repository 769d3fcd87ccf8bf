"""Runs one command and prints its seconds, its peak memory in KiB and its wait status.

Usage: python -I -S spawn.py STDIN STDERR PROGRAM [ARGUMENT ...]; stdout goes to /dev/null.

Linux counts in a program's `ru_maxrss` what the process had before `exec`, that is its parent's
peak. So the parent is this file, which imports next to nothing (8.5 MiB), never the benchmark.
`wait4` gives the largest peak among the program and the children it waited for, not their sum.
"""

import os
import sys
import time


def main() -> None:
    stdin, stderr, *argv = sys.argv[1:]
    write = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    files = [
        (os.POSIX_SPAWN_OPEN, 0, stdin, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
        (os.POSIX_SPAWN_OPEN, 2, stderr, write, 0o600),
    ]
    start = time.perf_counter()
    child = os.posix_spawnp(argv[0], argv, os.environ, file_actions=files)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    print(seconds, usage.ru_maxrss, os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
