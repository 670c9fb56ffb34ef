"""Schema 4: what people made from documents (cards, questions, drafts), every change of it, and the spans it rests on."""

STATEMENTS: tuple[str, ...] = ()
