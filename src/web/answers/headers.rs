//! The headers of `docs/security.md`, on every answer.

use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::{Header, Status};
use rocket::{Request, Response};

use crate::web::request::{app_state, request_id};

/// What a page may load: its own files, and the photos that it shows before they are sent.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' blob:; font-src 'self'; manifest-src 'self'; connect-src 'self'; \
    form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

const ALWAYS: [(&str, &str); 7] = [
    ("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(self), geolocation=()"),
];

/// Seconds until it is worth asking again, where nothing more precise is known.
const LATER: &str = "30";

pub struct Headers;

#[rocket::async_trait]
impl Fairing for Headers {
    fn info(&self) -> Info {
        Info { name: "security headers", kind: Kind::Response }
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        if app_state(request).peers.is_stopping() {
            response.set_header(Header::new("Connection", "close"));
        }
        response.set_header(Header::new("X-Request-Id", request_id(request).to_owned()));
        for (name, value) in ALWAYS {
            response.set_header(Header::new(name, value));
        }
        let busy = [Status::ServiceUnavailable, Status::InsufficientStorage];
        if busy.contains(&response.status()) && !response.headers().contains("Retry-After") {
            response.set_header(Header::new("Retry-After", LATER));
        }
        // Receipts have a stricter policy of their own, static files may be cached.
        for (name, value) in
            [("Content-Security-Policy", PAGE_POLICY), ("Cache-Control", "no-store")]
        {
            if !response.headers().contains(name) {
                response.set_header(Header::new(name, value));
            }
        }
    }
}
