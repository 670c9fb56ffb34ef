"""Scripts that make the models shipped with the product; not part of the installed packages."""
