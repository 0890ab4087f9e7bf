"""Every benchmark -> one table. Nothing is asserted: a busy machine is slow, and the ratios say how much."""

from benchmarks import bench_pairs, bench_panning, bench_simulate
from benchmarks.figures import table

BENCHMARKS = (bench_simulate, bench_pairs, bench_panning)

if __name__ == "__main__":
    print(table([figure for benchmark in BENCHMARKS for figure in benchmark.measured()]))
