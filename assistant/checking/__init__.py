"""Checking plans: what of the checklist a plan holds, and what in it is wrong, vague, stale or leads nowhere."""
