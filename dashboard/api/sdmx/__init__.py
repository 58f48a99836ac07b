"""Observations as other statistical offices exchange them: SDMX-CSV 2.0, and the structure that describes it."""

FORMS = {
    "sdmx.xml": "application/vnd.sdmx.structure+xml; version=3.0.0",
    "sdmx21.xml": "application/vnd.sdmx.structure+xml; version=2.1",
    "sdmx.json": "application/vnd.sdmx.structure+json; version=2.0.0",
}
"""The media types of a structure, by how its address ends: SDMX-ML 3.0 and 2.1, SDMX-JSON 2.0."""
