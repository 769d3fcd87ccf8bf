"""`python -m fuzz`: attack for some time, print what came of it, fail if it is forbidden."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from fuzz import findings, report, trips
from fuzz.attack import Attack, Plan
from fuzz.cases import case
from fuzz.verdicts import Case


def main() -> int:
    options = _options()
    if options.repeat:
        return _again(findings.read(options.repeat))
    seed = options.seed or str(int(time.time()))
    if options.case is not None:
        return _again(case(seed, options.case, tuple(options.corpus))[1], shown=True)
    unlimited = options.documents is None and options.cases is None
    seconds = options.seconds if options.seconds or not unlimited else 600
    plan = Plan(seed, seconds, options.documents, options.cases, tuple(options.corpus))
    print(f"seed {seed}", flush=True)
    attack = Attack(plan)
    paths = attack.run(options.findings / seed)
    print("\n".join(report.lines(attack)))
    if paths:
        print(f"\n{len(paths)} findings are in {options.findings / seed}")
    return int(report.has_failed(attack))


def _again(one: Case, shown: bool = False) -> int:
    """One case, once more."""
    if shown:
        sys.stdout.write(one.data.decode(errors="replace"))
        print(f"configurations: {one.configs}")
    judgement = trips.judged(one)
    for verdict in judgement.verdicts + judgement.refusals:
        print(f"{verdict.category}: {verdict.signature}")
    if not judgement.verdicts:
        print("nothing forbidden")
    return int(bool(judgement.verdicts))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, help="how long to go on (600)")
    parser.add_argument("--documents", type=int, help="how many documents to attack with")
    parser.add_argument("--cases", type=int, help="how many inputs to attack with")
    parser.add_argument("--seed", help="what makes the cases; the time by default")
    parser.add_argument("--case", type=int, help="one case of the seed, shown")
    parser.add_argument("--repeat", type=Path, help="a finding's file, once more")
    parser.add_argument(
        "--corpus", action="append", default=[], help="a folder with more files to mutate"
    )
    parser.add_argument("--findings", type=Path, default=Path("build/fuzz"), help="where they go")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
