"""The same person more than once: in a file, on another list, or behind a damaged identity number."""
