"""Every benchmark -> one table. Nothing is asserted: a busy machine is slow, and the ratios say how much.

`ONLY=S` measures the site of S alone, `ONLY="S M"` those two.
"""

import os

from benchmarks import bench_pairs, bench_panning, bench_serve, bench_simulate, bench_sites
from benchmarks.figures import table

BENCHMARKS = (bench_simulate, bench_pairs, bench_panning)

if __name__ == "__main__":
    if not os.environ.get("ONLY"):
        print(table([figure for benchmark in BENCHMARKS for figure in benchmark.measured()]), end="\n\n")
    print(bench_sites.report(bench_sites.sites()), end="\n\n")
    print(bench_serve.report(bench_serve.previews()))
