"""How a file is recognised and taken apart: documents, tables within them, and the account of their numbers."""
