"""Drafts of plans and reports: filled only with cited words of the base, everything else a blank that says what is missing."""
