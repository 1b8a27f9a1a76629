"""A history for other systems: FHIR R4B and back, tables as CSV and Parquet and back, planned days as iCalendar."""
