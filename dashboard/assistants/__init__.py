"""Tools for assistants (Model Context Protocol): the selections, queries and words of the pages, asked by a program.

An optional extra in a process of its own (`python -m dashboard.assistants`): nothing else imports it, and it imports
neither Dash nor the pages. Only `server` needs the package mcp.
"""
