"""Communiqué reads diplomatic documents into sourced entries.

From a shell: `communique read SOURCE...`. From Python: `communique.read.open_sources` gives documents and
`communique.pipeline.Pipeline(config).read(document)` a record of each. Nothing is imported here, so that a part of
the package costs no more than itself.
"""

__version__ = "0.1.0"
