"""What the public sources say of states, memberships and office holders, one module a source."""
