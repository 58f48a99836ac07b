"""What of the twelve targets has no figure for the world or a group."""

from dashboard.pages.overview.grid import offered
from dashboard.reading.absences import Absences, absences
from dashboard.reading.warehouse import Snapshot


def existence(snapshot: Snapshot) -> Absences:
    """What tells why there is no figure of the world and its groups, for any indicator of the cards and the grid."""
    catalogue = snapshot.catalogue
    asked = dict.fromkeys(one for target in catalogue.targets for one in (*target.card, *offered(target, catalogue)))
    return absences(snapshot, [catalogue.indicator_by_id[one] for one in asked], catalogue.groups())
