# The page that lists the API's routes, and problems that only the API knows.

problem-not-a-period = Write a week like 2026-W47, or a month like 2026-11
problem-mail-not-queued = This mail does not wait, so it cannot be cancelled
problem-mail-not-addressed = This mail was never sent to any address
problem-address-marked = This address gets no more mail already
problem-mail-not-failed = This mail has not failed, so there is nothing to retry

api-docs-title = Pekan API
api-docs-text = Every route takes and returns JSON. Create a token with POST /api/v1/tokens and send it in the header Authorization: Bearer.
api-docs-document = OpenAPI document
api-docs-method = Method
api-docs-path = Route
api-docs-does = What it does
