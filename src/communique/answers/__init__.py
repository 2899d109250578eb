"""Answers as data: what the command line, the web, an assistant and a notebook give, in one shape each.

`shapes` turns what a ledger holds into what JSON knows; `asking` asks, and refuses a question that makes no sense or
has no answer; `parties` knows whom a person means by a name, and `reading` reads what a person brings.
"""
