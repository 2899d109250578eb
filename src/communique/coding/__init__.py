"""Stop 5: entries → codes of the field's ontologies."""
