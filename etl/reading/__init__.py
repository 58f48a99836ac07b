"""What is read of a file: figures offered at the desk, rows, what is set aside, and how old the file is."""
