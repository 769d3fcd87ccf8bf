"""What is measured, a section a module: each has its rows, its targets and its table."""
