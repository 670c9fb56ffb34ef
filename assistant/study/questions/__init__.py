"""Questions from clauses, made and checked without a language model."""
