"""Files as bytes: archives, delimited text and workbooks."""
