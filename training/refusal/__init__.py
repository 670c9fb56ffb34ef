"""Learning when to refuse: questions with and without an answer, made from the corpora, and a calibrated model."""
