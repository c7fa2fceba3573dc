"""The parts of tools/bench_preview.py."""
