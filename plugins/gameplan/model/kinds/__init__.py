"""The kinds of a playbook, a file each."""
