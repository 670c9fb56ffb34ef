"""Answers that take more than one ordinary look: clauses, dates and standing of documents, comparison, computation."""
