"""What readers say of answers, and what editors make of it."""
