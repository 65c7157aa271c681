"""The guard of the UI: an ASGI layer that answers only requests of the UI's own pages, and of programs that use its address.

Dagster's webserver answers any Host, does not look at Origin, and takes GraphQL mutations by GET. So any web page that a person has open
could start runs. Here a request is refused with 403 and a reason:

- where its Host is not the address of the UI (a name that somebody points at 127.0.0.1 is not);
- where its Origin, which browsers send with a POST and with a websocket, is another one;
- where it is a POST of a kind that a browser sends for any page without asking (a form, plain text);
- where a GraphQL query in its address contains anything but queries.

No other page may show the UI in a frame. Belongs here: the decision about one request. Does not belong here: starting the server
(`serve.py` on this machine, `behind_proxy.py` for a team), or who a person is. A program that can reach the server is not kept out: it can
send whatever headers it likes.
"""

from collections.abc import Collection

from graphql import GraphQLSyntaxError, OperationDefinitionNode, OperationType, parse
from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

GRAPHQL = "/graphql"
SENT_BY_THE_UI = ("application/json", "application/graphql")
POLICY_VIOLATION = 1008


class Guard:
    """Hands on the requests that it does not refuse."""

    def __init__(self, app: ASGIApp, addresses: Collection[str]) -> None:
        """app: what answers. addresses: those that a browser shows for the UI, such as http://127.0.0.1:3000, the one to name first."""
        self.app, self.addresses = app, addresses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, open a websocket, or refuse to."""
        why = refusal(scope, self.addresses) if scope["type"] in ("http", "websocket") else ""
        if not why:
            await self.app(scope, receive, _unframed(send) if scope["type"] == "http" else send)
        elif scope["type"] == "websocket":
            await WebSocketClose(POLICY_VIOLATION, why)(scope, receive, send)
        else:
            await PlainTextResponse(f"Refused: {why}\n", 403)(scope, receive, send)


def refusal(scope: Scope, addresses: Collection[str]) -> str:
    """Return why a request to a server with these addresses is refused, or '' where it is not."""
    headers, hosts = Headers(scope=scope), [address.partition("://")[2] for address in addresses]
    if headers.getlist("host") == [] or any(host not in hosts for host in headers.getlist("host")):
        return f"the UI is served as {next(iter(addresses))} and under no other name."
    if any(origin not in addresses for origin in headers.getlist("origin")):
        return "another web page may not ask the UI."
    if scope["type"] == "http" and scope["method"] == "POST" and _kind(headers) not in SENT_BY_THE_UI:
        return "a POST must have the content type application/json."
    if scope["path"] == GRAPHQL and not _only_asks(QueryParams(scope["query_string"]).get("query", "")):
        return "GraphQL in an address may only query. Send anything else by POST."
    return ""


def _kind(headers: Headers) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def _only_asks(query: str) -> bool:
    """Return whether GraphQL contains nothing but queries; what cannot be read does nothing either, and Dagster says why."""
    try:
        found = parse(query).definitions if query else ()
    except GraphQLSyntaxError:
        return True
    return all(one.operation == OperationType.QUERY for one in found if isinstance(one, OperationDefinitionNode))


def _unframed(send: Send) -> Send:
    """Return what sends an answer that no page may show in a frame."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message)["X-Frame-Options"] = "DENY"
        await send(message)

    return sent
