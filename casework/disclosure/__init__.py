"""The sealed side. Nothing outside this package imports its models.

The doors: `public_status`, `ending_allowed`, `reopening_allowed` (gate) and `receive_lead`,
`news_for` (leads).
"""
