"""The services that are asked, and the layouts in which their files are recognised: a source is one line here."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from etl.asking.manners import Manners
from etl.asking.session import Session
from etl.layouts.file_layout import Layout
from etl.sources import (
    classifications,
    data360,
    egov,
    eurostat,
    itu_aggregates,
    itu_datahub,
    itu_prices,
    owid,
    uis,
    unctad,
    unsd_sdg,
    worldbank,
)


@dataclass(frozen=True)
class Service:
    """A source that is asked: its address, how, and the hosts beside its own to which it may lead on."""

    id: str
    base: str
    manners: Manners
    fetch: Callable[[Session], None]
    hosts: tuple[str, ...] = ()


_DATAHUB = Manners(read_timeout=120.0, gap=2.0, attempts=3, retry_on=frozenset({502, 503, 504}))

SERVICES = (
    Service(unsd_sdg.ID, unsd_sdg.BASE, Manners(read_timeout=180.0), unsd_sdg.fetch),
    Service(data360.ID, data360.BASE, Manners(), data360.fetch, (urlsplit(data360.FILES).netloc,)),
    Service(worldbank.ID, worldbank.BASE, Manners(gap=0.3), worldbank.fetch),
    Service(uis.ID, uis.BASE, Manners(), uis.fetch),
    Service(unctad.ID, unctad.BASE, Manners(read_timeout=120.0, gap=5.0), unctad.fetch),
    Service(eurostat.ID, eurostat.BASE, Manners(), eurostat.fetch),
    Service(itu_prices.ID, itu_prices.BASE, Manners(gap=2.0), itu_prices.fetch),
    Service(itu_aggregates.ID, itu_aggregates.BASE, Manners(gap=2.0), itu_aggregates.fetch),
    Service(itu_datahub.ID, itu_datahub.BASE, _DATAHUB, itu_datahub.fetch),
    Service(owid.ID, owid.BASE, Manners(gap=1.0), owid.fetch),
)

LAYOUTS: tuple[Layout, ...] = (
    *unsd_sdg.LAYOUTS,
    *data360.LAYOUTS,
    *worldbank.LAYOUTS,
    *uis.LAYOUTS,
    *unctad.LAYOUTS,
    *eurostat.LAYOUTS,
    *itu_prices.LAYOUTS,
    *itu_aggregates.LAYOUTS,
    *itu_datahub.LAYOUTS,
    *egov.LAYOUTS,
    *owid.LAYOUTS,
    *classifications.LAYOUTS,
)
