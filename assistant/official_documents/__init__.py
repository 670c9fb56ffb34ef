"""Official documents (公文) as records, as Word files in the look of GB/T 9704 and as plain text."""
