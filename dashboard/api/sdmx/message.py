"""The structure message of a build: agency, code lists, concepts, data structure and dataflow, as pysdmx writes them.

pysdmx is loaded with this module: import it where a structure is asked for, and not before.
"""

from datetime import UTC

from pysdmx.io.json.sdmxjson2.writer.v2_0 import structure as json_20
from pysdmx.io.xml.sdmx21.writer import structure as xml_21
from pysdmx.io.xml.sdmx30.writer import structure as xml_30
from pysdmx.model import (
    Agency,
    AgencyScheme,
    Code,
    Codelist,
    Concept,
    ConceptScheme,
    Dataflow,
    DataStructureDefinition,
    DataType,
    ItemReference,
    Organisation,
    Role,
)
from pysdmx.model import Component as Described
from pysdmx.model import Components as AllDescribed
from pysdmx.model.__base import MaintainableArtefact
from pysdmx.model.message import Header

from dashboard.api.sdmx import components as ours
from dashboard.api.sdmx.components import AGENCY, COMPONENTS, CROSS_DOMAIN, Component, Part
from dashboard.api.sdmx.lists import CodeList, CodeLists
from dashboard.reading.warehouse import Build

_WRITERS = {"sdmx.xml": xml_30, "sdmx21.xml": xml_21}
_URN = "urn:sdmx:org.sdmx.infomodel"
_ROLES = {Part.DIMENSION: Role.DIMENSION, Part.MEASURE: Role.MEASURE, Part.ATTRIBUTE: Role.ATTRIBUTE}


def message_of(build: Build, lists: CodeLists, form: str) -> str:
    """The structure message of a build in one of FORMS; the same for the same build, whenever it is asked for."""
    header = Header(
        id=f"{AGENCY}_{build.build_id}",
        prepared=build.built_at.replace(tzinfo=UTC),
        sender=Organisation(id=AGENCY, name=ours.AGENCY_NAME),
    )
    if form == "sdmx.json":
        # Readers know a message by the schema that its first letters name, so that none are spent on blanks. An empty
        # list of groups, which the schema refuses, is what pysdmx makes of none.
        return str(json_20.write(artefacts(lists), prettyprint=False, header=header)).replace(',"groups":[]', "")
    return str(_WRITERS[form].write(artefacts(lists), header=header))


def artefacts(lists: CodeLists) -> list[MaintainableArtefact]:
    """All that describes the observations of a build."""
    version = lists.version
    codes = {one.id: _code_list(one, version) for one in lists.lists}
    structure = DataStructureDefinition(
        id=ours.DATA_STRUCTURE,
        name="Observations on the targets of ITU's Strategic Plan",
        agency=AGENCY,
        version=version,
        components=AllDescribed([_component(one, codes, version) for one in COMPONENTS]),
    )
    dataflow = Dataflow(
        id=ours.DATAFLOW,
        name="Observations",
        description="Figures as published and as computed, each with its edition, source and citation.",
        agency=AGENCY,
        version=version,
        structure=f"{_URN}.datastructure.{structure.short_urn}",
    )
    agencies = AgencyScheme(agency="SDMX", is_partial=True, items=[Agency(id=AGENCY, name=ours.AGENCY_NAME)])
    return [agencies, *codes.values(), *_concepts(version), structure, dataflow]


def _code_list(one: CodeList, version: str) -> Codelist:
    return Codelist(
        id=one.id,
        name=one.name,
        description=f"The codes are those of {one.like}, as far as it has them." if one.like else None,
        agency=one.agency,
        version=one.version or version,
        is_partial=bool(one.version),
        items=[Code(id=code.id, name=code.name, description=code.says or None) for code in one.codes],
    )


def _concepts(version: str) -> list[ConceptScheme]:
    """The scheme of the concepts that all offices share, as far as they are used here, and that of our own."""
    agency, scheme, of_all = CROSS_DOMAIN
    shared, own = (
        [Concept(id=one.id, name=one.name, description=one.says) for one in COMPONENTS if one.shared is shared]
        for shared in (True, False)
    )
    return [
        ConceptScheme(
            id=scheme, name="SDMX Cross-Domain Concepts", agency=agency, version=of_all, is_partial=True, items=shared
        ),
        ConceptScheme(id=ours.CONCEPTS, name="Concepts of the tracker", agency=AGENCY, version=version, items=own),
    ]


def _component(one: Component, codes: dict[str, Codelist], version: str) -> Described:
    agency, scheme, of_scheme = CROSS_DOMAIN if one.shared else (AGENCY, ours.CONCEPTS, version)
    listed = codes.get(one.codes)
    return Described(
        id=one.id,
        required=one.required,
        role=_ROLES[one.part],
        concept=ItemReference("Concept", agency, scheme, of_scheme, one.id),
        local_dtype=None if listed else DataType(one.kind),
        local_codes=listed,
        local_enum_ref=f"{_URN}.codelist.{listed.short_urn}" if listed else None,
        attachment_level=one.of or None,
    )
