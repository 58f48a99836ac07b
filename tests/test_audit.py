"""The audit of dependencies says what is known, what is not, and fails for what is known alone."""

from tests.audit import told

WELL = {"name": "attrs", "version": "26.1.0", "vulns": []}
ILL = {"name": "jinja2", "version": "2.4.1", "vulns": [{"id": "PYSEC-2014-8", "fix_versions": ["2.7.2"]}]}
UNKNOWN = {"name": "anyio", "skip_reason": "Dependency not found"}


def test_told():
    """A known vulnerability fails with what mends it; what cannot be looked up is said and fails nothing."""
    assert told([WELL]) == ("1 of 1 dependencies audited, 0 vulnerabilities known", 0)
    said, status = told([WELL, ILL, UNKNOWN])
    assert status == 1
    assert said.splitlines() == [
        "jinja2 2.4.1: PYSEC-2014-8; mended in 2.7.2",
        "2 of 3 dependencies audited, 1 vulnerabilities known",
        "DEPENDENCIES WERE NOT AUDITED: 1 of them, which the database of vulnerabilities does not know here",
    ]
    assert told([UNKNOWN]) == (
        "0 of 1 dependencies audited, 0 vulnerabilities known\n"
        "DEPENDENCIES WERE NOT AUDITED: 1 of them, which the database of vulnerabilities does not know here",
        0,
    )
