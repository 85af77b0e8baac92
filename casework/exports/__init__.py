"""The wide list of cases, and the sheets that leave the house with it."""
