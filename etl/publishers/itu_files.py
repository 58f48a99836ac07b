"""Files that ITU puts on its site: an edition has an address of its own, which carries the year of the edition."""

from collections.abc import Iterable

from etl.asking.answer import Answer
from etl.asking.session import Session
from etl.errors import MovedError, ShapeError

BASE = "https://www.itu.int"
_ACCEPT = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, */*;q=0.1"


def newest(session: Session, name: str, paths: Iterable[str]) -> Answer:
    """The first file that is there, newest address first; unchanged when the download of that name is the same.

    Raises MovedError when no address holds a file. A page in place of a file is how the site says that there is none.
    """
    asked = []
    for path in paths:
        asked.append(path.rpartition("/")[2])
        try:
            return session.get(path, accept=_ACCEPT, since=name)
        except (MovedError, ShapeError):
            continue
    raise MovedError(
        f"{session.source_id}: {name}: nothing at the known addresses ({', '.join(asked)}); expected the workbook at "
        "one of them: look it up at https://www.itu.int/en/ITU-D/Statistics and put it into data/drop"
    )
