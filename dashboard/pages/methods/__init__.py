"""The page Methods: how a verdict is made."""
