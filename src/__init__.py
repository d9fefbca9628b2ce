"""Makes `src` a regular package, so that `src.coverage` always means this repository's code."""
