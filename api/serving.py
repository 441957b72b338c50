"""What is served at this moment: one attribute, replaced as a whole."""

from api.loaded import Loaded
from api.store.unusable import Reason
from api.tally import Tally


class Serving:
    """Holds the release in use. A request reads `loaded` once, and keeps what it read.

    Args:
        loaded: The first release.
        tally: Where requests and releases are counted.
    """

    def __init__(self, loaded: Loaded, tally: Tally | None = None) -> None:
        self.loaded = loaded
        self.trouble: Reason | None = None
        """Why the release in force is not the one that is served."""
        self.is_draining = False
        """Whether the process is about to end, and an answer is the last one on its connection."""
        self.tally = tally or Tally()
        self.tally.note_release(loaded.number)

    def swap(self, loaded: Loaded) -> None:
        """Serve another release from now on; what is being read stays open until it is read.

        Only the thread that answers requests may do this: there, no request is
        between reading `loaded` and taking its lease.
        """
        before, self.loaded = self.loaded, loaded
        self.tally.note_release(loaded.number)
        before.retire()

    def note_trouble(self, reason: Reason | None) -> None:
        """Say why the release in force is not served, or that it is."""
        self.trouble = reason
        self.tally.is_degraded = reason is not None
