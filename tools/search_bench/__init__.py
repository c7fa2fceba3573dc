"""The parts of tools/bench_search.py: search measured in a browser, beside Pagefind."""
