"""The life of a card: kept, edited by people, reviewed, approved, watched while its sources change, withdrawn."""
