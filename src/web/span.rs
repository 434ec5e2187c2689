//! What stands in front of every line that a request writes to the log: its id, where it came from and the
//! route that answers it. Of its address only the route is named, for an address can hold secrets.

use rocket::Request;
use tracing::Span;

use super::request::{client_address, request_id};

/// The span of a request.
pub fn of(request: &Request<'_>) -> Span {
    tracing::error_span!(
        target: "pekan::request",
        "request",
        id = request_id(request),
        address = client_address(request).map(tracing::field::display),
        route = request.route().map(|route| tracing::field::display(&route.uri)),
    )
}

/// Writes in the span of a request, wherever in it that is.
pub fn within(request: &Request<'_>, write: impl FnOnce()) {
    if Span::current().is_none() { of(request).in_scope(write) } else { write() }
}
