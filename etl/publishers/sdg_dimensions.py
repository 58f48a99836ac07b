"""The dimensions of the SDG database in the words of the row contract."""

import re
from collections.abc import Mapping

_TOTALS = frozenset({"", "_T", "_Z", "TOTAL", "ALLAGE", "ALLAREA", "BOTHSEX"})
_CODE = re.compile(r"[A-Z0-9_<>=+.-]+")

_SEX = {"MALE": "male", "FEMALE": "female"}
_LOCATION = {"URBAN": "urban", "RURAL": "rural"}
_AGE = {"<15Y": "0-14", "15-24": "15-24", "25-74": "25-74", "75+": "75+"}
_SPLIT_BY_AGE = frozenset({"SE_ADT_ACTS"})
_OPEN_AGE = re.compile(r"([1-9]|1[0-8])\+")
_LEVEL = {"PRIMAR": "primary", "LOWSEC": "lower secondary", "UPPSEC": "upper secondary", "SECOND": "secondary"}
_SKILL = {
    "ARSP": "spreadsheet_formulas",
    "COPA": "copy_paste",
    "DLDONLD": "reading_online",
    "EMAIL": "email_attachments",
    "EPRS": "presentations",
    "FONLCRS": "online_courses",
    "GSINF": "goods_information",
    "GSPUR": "online_purchases",
    "HLTHINF": "health_information",
    "INST": "installing_devices",
    "INTBNK": "internet_banking",
    "ONLCNS": "online_consultations",
    "ONLSFT": "online_software",
    "PCPR": "programming",
    "PRVCY": "privacy_settings",
    "SCRTY": "security_measures",
    "SNTWK": "social_networks",
    "SOFT": "installing_software",
    "TRAF": "transferring_files",
    "UPLD": "uploading_content",
    "VOIP": "internet_calls",
    "VRFY": "verifying_information",
    # in SDMX some have other names, behind _SDMX_SKILL
    "ATCH": "email_attachments",
    "CDV": "installing_devices",
    "CPT": "copy_paste",
    "PRGM": "programming",
    "PST": "presentations",
    "SFWR": "installing_software",
    "SSHT": "spreadsheet_formulas",
    "TRFF": "transferring_files",
}
_SDMX = {
    "sex": {"F": "FEMALE", "M": "MALE"},
    "location": {"U": "URBAN", "R": "RURAL"},
    "age": {"Y0T14": "<15Y", "Y_LT15": "<15Y"},
    "education level": {"ISCED11_1": "PRIMAR", "ISCED11_2": "LOWSEC", "ISCED11_3": "UPPSEC"},
}
_SDMX_SKILL = "SKILL_ICT"
_KNOWN = frozenset({"sex", "location", "age", "education level", "type of skill"})


def words(series: str, dimensions: Mapping[str, str]) -> dict[str, str | None]:
    """Sex, age, location and level of a figure; None for a code that has no word."""
    codes = {by: code for by, code in dimensions.items() if code not in _TOTALS}
    return {
        "sex": _SEX.get(codes["sex"]) if "sex" in codes else "both",
        "age": _AGE.get(codes["age"]) if "age" in codes and not open_age(series, dimensions) else "all",
        "location": _LOCATION.get(codes["location"]) if "location" in codes else "total",
        "level": _level(codes),
    }


def of_sdmx(dimensions: Mapping[str, str]) -> dict[str, str]:
    """The dimensions of an SDMX file in the codes of the database, where a skill has a dimension of its own."""
    found = {by: _SDMX.get(by, {}).get(code, code) for by, code in dimensions.items()}
    if age := re.fullmatch(r"Y_GE(\d+)|Y(\d+)T(\d+)", found.get("age", "")):
        found["age"] = f"{age[1]}+" if age[1] else f"{age[2]}-{age[3]}"
    for by, code in dimensions.items():
        if code.startswith(_SDMX_SKILL):
            found |= {by: "_T", "type of skill": code}
    return found


def open_age(series: str, dimensions: Mapping[str, str]) -> int:
    """The first year of life in the scope of a series that is not split by age (10 for IT_MOB_OWN, 10+); else 0.

    Such a scope differs by survey; the figure stands for all ages there.
    """
    found = _OPEN_AGE.fullmatch(dimensions.get("age", "")) if series not in _SPLIT_BY_AGE else None
    return int(found[1]) if found else 0


def other_part(dimensions: Mapping[str, str]) -> str:
    """The dimension, not known here, by which a figure is only a part; empty when there is none.

    Codes are in capitals: a column of free text is no dimension.
    """
    return next(
        (by for by, code in dimensions.items() if by not in _KNOWN and code not in _TOTALS and _CODE.fullmatch(code)),
        "",
    )


def _level(codes: Mapping[str, str]) -> str | None:
    school, skill = codes.get("education level"), codes.get("type of skill")
    if school and skill:
        return None
    if skill:
        return _SKILL.get(skill.removeprefix(_SDMX_SKILL))
    return _LEVEL.get(school) if school else ""
