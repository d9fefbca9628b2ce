"""Which declared format a table is, which column is which, and what is said when none fits."""
