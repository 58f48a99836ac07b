"""The draft of the annual report on the page, as a document of Word, as Markdown and as a file of HTML."""
