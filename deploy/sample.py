"""The one thing about the sample office that is told at its start."""

# Never a secret and never in a real office: the sample's people and cases are invented.
PASSWORD = "sample-office-only"
