"""Judged rows to the clean table of their format, and the sums a sender knows his file by."""
