"""Cakupan: how far a place is on the way to Universal Coverage Jamsostek."""
