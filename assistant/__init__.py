"""What people use: answers, cards, the page, the command line."""
