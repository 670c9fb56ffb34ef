"""A set of cards: all key positions of one on-site plan, and the table of what they lack."""
