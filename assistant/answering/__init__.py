"""From a question to an answer whose every statement points into a document in force."""
