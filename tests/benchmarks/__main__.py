"""``python -m tests.benchmarks`` lists the benchmarks and runs them all; with names, those.

One thread: the numbers say what one core does. No time is asserted. Read ratios from one run rather than times from two.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"  # read when numpy is imported, which only the benchmarks do


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all of them; 2 where there is none of that name."""
    found = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    if unknown := [name for name in names if name not in found]:
        print(f"no benchmark {', '.join(unknown)}; there are: {', '.join(found)}", file=sys.stderr)
        return 2
    print(f"benchmarks: {', '.join(found)}")
    for name in names or found:
        module = importlib.import_module(f"tests.benchmarks.{name}")
        print(f"\n== {name}: {(module.__doc__ or '').splitlines()[0]}", flush=True)
        module.main()
    return 0


sys.exit(main(sys.argv[1:]))
