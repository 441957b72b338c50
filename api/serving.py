"""What is served at this moment: one attribute, replaced as a whole."""

from api.loaded import Loaded
from api.store.unusable import Reason


class Serving:
    """Holds the release in use. A request reads `loaded` once, and keeps what it read."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.trouble: Reason | None = None
        """Why the release in force is not the one that is served."""

    def swap(self, loaded: Loaded) -> None:
        """Serve another release from now on; what is being read stays open until it is read.

        Only the thread that answers requests may do this: there, no request is
        between reading `loaded` and taking its lease.
        """
        before, self.loaded = self.loaded, loaded
        before.retire()
