"""Work beside the event loop."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")


async def in_thread(work: Callable[[], Result]) -> Result:
    """Do something that takes long beside the event loop.

    The thread is a daemon, so that a server need not wait for it to end.
    """
    promise: Future[Result] = Future()
    promise.set_running_or_notify_cancel()

    def run() -> None:
        try:
            promise.set_result(work())
        except BaseException as error:  # noqa: BLE001 (it is raised where the result is awaited)
            promise.set_exception(error)

    Thread(target=run, daemon=True).start()
    return await asyncio.wrap_future(promise)
