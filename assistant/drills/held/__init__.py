"""Drills that were held: what records say, which plan they tested, and which plans are to be drilled next."""
