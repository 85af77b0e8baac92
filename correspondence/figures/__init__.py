"""Figures for reports: counts, what is left out of them, and how they are drawn."""
