"""Why an answer was given: what is kept of each answer, and how it is shown."""
