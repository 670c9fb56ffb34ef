"""The page: one file per tab, every visible string in `strings`, HTML made by pure functions in `rendering`."""
