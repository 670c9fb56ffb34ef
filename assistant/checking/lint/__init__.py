"""The rules of the text check, one file per family; `assistant.checking.checker` runs them all."""
