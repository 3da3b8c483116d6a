"""Plaintext twins: the same tables, session, middleware and templates, without encryption, permission and audit."""
