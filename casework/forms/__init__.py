"""Forms are the only input: what was typed becomes what was told."""
