"""What people type about letters that leave and what comes back."""
