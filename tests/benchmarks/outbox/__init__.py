"""Ten thousand letters, a thousand killed workers, one mail server with a ledger."""
