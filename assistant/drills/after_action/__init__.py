"""After a drill: what was done, late, missed; ratings; what is to be improved; the report."""
