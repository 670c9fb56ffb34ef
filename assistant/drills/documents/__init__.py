"""The documents of a drill kit as official documents: what the controllers, the evaluators and the players get."""
