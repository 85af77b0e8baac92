"""The whole story of an office, told without a browser."""
