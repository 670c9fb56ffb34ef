"""Two versions of a document clause by clause, a plan beside what ranks above it, and what rests on changed clauses."""
