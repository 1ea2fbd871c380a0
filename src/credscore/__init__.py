"""credscore."""
