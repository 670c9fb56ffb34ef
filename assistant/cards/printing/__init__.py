"""Printed cards: what stands on them, in which shape and size, as PDF and pictures."""
