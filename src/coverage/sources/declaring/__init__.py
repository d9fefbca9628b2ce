"""What may come in, and what is kept of it: the formats, the indicators, the columns of clean tables."""
