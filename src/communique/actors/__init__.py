"""The knowledge base: which states, organisations, groups and persons there are, and who held which office when."""
