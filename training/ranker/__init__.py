"""Train the learned second stage of ranking."""
