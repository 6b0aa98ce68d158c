"""The assistants' process: MCP over streamable HTTP, stateless. Reads the edition; knows no database and no session."""

import logging
import os
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")
django.setup()

from django.conf import settings  # noqa: E402 - needs Django set up
from mcp.server import MCPServer  # noqa: E402 - after Django, whose settings say how to log
from mcp.server.transport_security import TransportSecuritySettings  # noqa: E402 - see above
from mcp.types import ToolAnnotations  # noqa: E402 - see above
from starlette.middleware.cors import CORSMiddleware  # noqa: E402 - see above
from starlette.middleware.trustedhost import TrustedHostMiddleware  # noqa: E402 - see above
from starlette.types import ASGIApp  # noqa: E402 - see above

from greenroom.api import assistants  # noqa: E402 - needs Django set up

LARGEST_REQUEST_BYTES = 65_536

# What was asked must stand in no log: of the packages that carry it only failures are heard.
for name in ("mcp", "httpx", "starlette"):
    logging.getLogger(name).setLevel(logging.ERROR)


def _server() -> MCPServer[Any]:
    server: MCPServer[Any] = MCPServer(
        "greenroom",
        title="Greenroom",
        description="Right, local numbers for people in music and for anybody in crisis.",
        instructions=assistants.INSTRUCTIONS,
        website_url=f"{settings.SITE_URL}/api/",
        log_level="ERROR",
    )
    reads_only = ToolAnnotations(read_only_hint=True, open_world_hint=False)
    for tool in assistants.TOOLS:
        server.add_tool(tool, annotations=reads_only, structured_output=True)
    return server


def _application() -> ASGIApp:
    # The host is checked below; any page's script may ask, since what is here is open to everybody.
    inner = _server().streamable_http_app(
        json_response=True,
        stateless_http=True,
        max_request_body_size=LARGEST_REQUEST_BYTES,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    open_to_all = CORSMiddleware(
        inner,
        allow_origins=["*"],
        allow_methods=["GET", "POST", "DELETE"],
        allow_headers=["*"],
        expose_headers=["Mcp-Session-Id"],
    )
    return TrustedHostMiddleware(open_to_all, allowed_hosts=settings.ALLOWED_HOSTS, www_redirect=False)


application = _application()
