"""What is measured and how progress is judged.

Pure Python: the vocabulary of the product (targets, indicators, benchmarks, areas, sources) and its methods.
Imports nothing else of this project and neither pandas, DuckDB, Dash nor Plotly.
"""
