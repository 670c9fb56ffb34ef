"""Reading without a language model: evidence → verbatim statements, lists and procedure steps."""
