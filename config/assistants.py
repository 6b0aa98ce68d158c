"""The assistants' process: MCP over streamable HTTP, stateless. Reads the edition; knows no database and no session."""

import logging
import os
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")
django.setup()

from django.conf import settings  # noqa: E402 - needs Django set up
from django.http.request import split_domain_port, validate_host  # noqa: E402 - see above
from mcp.server import MCPServer  # noqa: E402 - after Django, whose settings say how to log
from mcp.server.mcpserver import Context  # noqa: E402 - see above
from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError  # noqa: E402 - see above
from mcp.server.transport_security import TransportSecuritySettings  # noqa: E402 - see above
from mcp.types import CallToolResult, InputRequiredResult, ToolAnnotations  # noqa: E402 - see above
from starlette.datastructures import Headers  # noqa: E402 - see above
from starlette.middleware.cors import CORSMiddleware  # noqa: E402 - see above
from starlette.responses import PlainTextResponse  # noqa: E402 - see above
from starlette.types import ASGIApp, Receive, Scope, Send  # noqa: E402 - see above

from greenroom.api import assistants  # noqa: E402 - needs Django set up

LARGEST_REQUEST_BYTES = 65_536
# A page that a name was bound to (DNS rebinding) never asks under one of these.
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]

log = logging.getLogger(__name__)
# What was asked must stand in no log: of the packages that carry it only failures are heard.
for name in ("mcp", "httpx", "starlette"):
    logging.getLogger(name).setLevel(logging.ERROR)


class _Server(MCPServer[Any]):
    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Call a tool; tell a failure in plain words. The log names its kind only: the rest may hold what was asked."""
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            if isinstance(error, UnexpectedToolError):
                log.error("a tool failed: %s", type(error.__cause__).__name__)
            elif error.__cause__ is None:
                raise
            raise ToolError(assistants.in_plain_words(error.__cause__)) from None


class _Guard:
    """Lets through what is posted to a host we answer for; asks under any other name or method are refused.

    Without sessions there is nothing to stream or to end: a GET would hold its connection open for nothing.
    """

    def __init__(self, inner: ASGIApp) -> None:
        self.inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.inner(scope, receive, send)
            return
        domain, _port = split_domain_port(Headers(scope=scope).get("host", ""))
        if not domain or not validate_host(domain, [*settings.ALLOWED_HOSTS, *LOOPBACK]):
            await PlainTextResponse("We do not answer for this host.", 400)(scope, receive, send)
        elif scope["method"] not in ("POST", "OPTIONS"):
            await PlainTextResponse("Please POST.", 405, {"Allow": "POST, OPTIONS"})(scope, receive, send)
        else:
            await self.inner(scope, receive, send)


def _server() -> MCPServer[Any]:
    server = _Server(
        "greenroom",
        title="Greenroom",
        description="Right, local numbers for people in music and for anybody in crisis.",
        instructions=assistants.INSTRUCTIONS,
        website_url=f"{settings.SITE_URL}/api/",
        log_level="ERROR",
        subscriptions=False,
    )
    reads_only = ToolAnnotations(read_only_hint=True, open_world_hint=False)
    for tool in assistants.TOOLS:
        server.add_tool(tool, annotations=reads_only, structured_output=True)
    return server


def _application() -> ASGIApp:
    # The host is checked by the guard; any page's script may ask, since what is here is open to everybody.
    inner = _server().streamable_http_app(
        json_response=True,
        stateless_http=True,
        max_request_body_size=LARGEST_REQUEST_BYTES,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    return _Guard(CORSMiddleware(inner, allow_origins=["*"], allow_methods=["POST"], allow_headers=["*"]))


application = _application()
