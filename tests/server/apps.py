"""Small applications, for what ours never does: read a body, or answer with megabytes."""

import asyncio
from typing import Any

from api.http.answer import Answer, send_answer


async def reply(send: Any, body: bytes, status: int = 200) -> None:
    answer = Answer(status=status, headers={"content-length": str(len(body))}, body=body)
    await send_answer(send, answer, with_body=True)


async def echo(scope: Any, receive: Any, send: Any) -> None:
    """Answer with the path and the body."""
    body = scope["path"].encode()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        body += message["body"]
        if not message["more_body"]:
            break
    await reply(send, body)


async def refuse_bodies(_scope: Any, _receive: Any, send: Any) -> None:
    """Answer without a look at the body."""
    await reply(send, b"no", 405)


class Large:
    """Answers with many bytes, and counts how often."""

    def __init__(self, size: int) -> None:
        self.body = bytes(size)
        self.answers = 0

    async def __call__(self, _scope: Any, _receive: Any, send: Any) -> None:
        """Answer."""
        self.answers += 1
        await reply(send, self.body)


class Patient:
    """Answers when it is told to; paths come back in the order in which they were asked."""

    def __init__(self) -> None:
        self.waiting: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    async def __call__(self, scope: Any, _receive: Any, send: Any) -> None:
        """Wait, then answer with the path."""
        event = asyncio.Event()
        self.waiting.append((asyncio.get_running_loop(), event))
        await event.wait()
        await reply(send, scope["path"].encode())

    def release(self) -> None:
        """Let the request that has waited longest be answered."""
        loop, event = self.waiting.pop(0)
        loop.call_soon_threadsafe(event.set)
