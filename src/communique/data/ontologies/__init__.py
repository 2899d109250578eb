"""Event ontologies and the crosswalk between them, as data."""
