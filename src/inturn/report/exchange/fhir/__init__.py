"""A history as a FHIR R4B bundle, and the way back.

One file for each kind of record, with both directions side by side; `bundle` puts them together. What the standard has
a place for stands there; the rest of a record stands in extensions, so that reading a bundle gives the same history.
"""

from inturn.report.exchange.fhir.bundle import CarePlanFacts, carried, history_from_fhir, history_to_fhir

__all__ = ["CarePlanFacts", "carried", "history_from_fhir", "history_to_fhir"]
