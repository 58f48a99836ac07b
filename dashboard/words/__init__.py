"""What figures say, in sentences computed from them; no number is typed in here."""
