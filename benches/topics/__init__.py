"""One module for each topic; `run(bench)` measures it."""
