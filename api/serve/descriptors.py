"""File descriptors: each connection needs one, and a process has only so many."""

import resource

import msgspec

from api.limits import Limits

RESERVE = 256
"""Descriptors for releases, logs, and connections that are just being closed."""


def fit_descriptors(limits: Limits) -> Limits:
    """Raise what the process may open as far as it can, and expect no more connections than fit.

    A process without descriptors cannot even accept a connection to refuse it.
    """
    wanted = limits.max_connections + RESERVE
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return limits
    return msgspec.structs.replace(limits, max_connections=max(1, soft - RESERVE))
