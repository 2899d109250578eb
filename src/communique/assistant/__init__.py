"""A ledger for assistants, over the Model Context Protocol: `communique mcp`.

`questions` are the tools that only read, `changes` those that `--write` adds; `bounds` keeps every answer short, and
`server` hands them to the protocol's own Python SDK. Specification: https://modelcontextprotocol.io.
"""
