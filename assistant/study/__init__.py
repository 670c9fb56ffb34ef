"""Self-study: questions from the clauses of plans and rules, courses, scheduling, exams."""
