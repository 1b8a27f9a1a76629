"""The JSON interface of the app, for scripts on this machine; its description is served as OpenAPI."""

from ninja import NinjaAPI

api = NinjaAPI(title="Inturn", version="1", docs_url=None, urls_namespace="api")
