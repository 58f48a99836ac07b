"""The page of the API: which addresses give figures to spreadsheets and programs, and a form to try them."""
