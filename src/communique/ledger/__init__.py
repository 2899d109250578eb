"""The ledger: what many documents report, kept, joined, followed up and judged. See `store` for where it lives.

`adding` keeps a record in one transaction; `linking` finds what belongs together; `derive` says what follows from it;
`judging` takes people's judgements; `queries`, `relation` and `history` answer.
"""
