"""From files to a filled knowledge base."""
