"""Drills from a plan's own clauses: kits, matching of what players do, records of drills held, how often to drill."""
