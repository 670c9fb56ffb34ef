"""A drill that is being run: its log, its clock, who did what, and what was missed."""
