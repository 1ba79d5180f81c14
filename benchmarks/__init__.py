"""Benchmarks: what is measured, on which machine, against what. Figures are for one core."""

import os

for library in ("OMP", "OPENBLAS", "MKL"):  # heeded if set before NumPy is loaded
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")
