"""Diagnostics in the forms people and machines read: a file each, a function each."""
