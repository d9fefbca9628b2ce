"""Cells to values, and what is wrong with which row: identity numbers, places, months, ages, repeats."""
