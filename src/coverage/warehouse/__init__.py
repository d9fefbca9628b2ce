"""Deliveries in, one checked and read-only snapshot out."""
