"""Matching what a player typed to the action of the plan that is meant, without a language model."""
