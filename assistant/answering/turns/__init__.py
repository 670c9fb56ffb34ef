"""The parts of a question in a conversation: what it names, what it asks, what another question may put in place."""
