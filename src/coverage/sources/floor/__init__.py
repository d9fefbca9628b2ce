"""What every step speaks: cells, numbers and dates as people write them, faults, masks and limits."""
