"""Pure functions from records to HTML; everything that comes from a document or a person is escaped."""
