"""The sections of the page Data with the ids by which an address leads to them: /data#changes."""

from collections.abc import Mapping

SECTIONS: Mapping[str, str] = {
    "What came, and what did not": "came",
    "What changed": "changes",
    "How well each indicator is known": "quality",
    "Where there are figures": "coverage",
    "Publications that come with the project": "publications",
    "What the licences allow": "licences",
    "Words": "words",
    "For programs": "programs",
    "Downloaded files": "files",
    "Refused rows": "refused",
    "Breaks that are suspected": "breaks",
}
