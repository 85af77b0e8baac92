"""The pages of the protection officers: the sealed side of a case."""
