"""Reports: what a person sees. Tables for a terminal, the text with its spans marked."""
