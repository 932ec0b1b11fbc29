"""Names become addresses: what a reference means, or why it means nothing.

A bare id means this playbook, then the playbooks it extends. What could not be read is kept as
an unknown, so that a reference to it is not blamed.
"""

from __future__ import annotations

from .formerly import old_address
from .names import Names, targets_of
from .register import Register
from .resolution import Resolution
from .unknowns import Unknowns

__all__ = ["Names", "Register", "Resolution", "Unknowns", "old_address", "targets_of"]
