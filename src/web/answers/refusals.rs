//! What the log says of answers that refuse.

use rocket::Request;
use rocket::http::Status;

use super::http_error::{FORM_EXPIRED, HttpError};
use crate::rules::EmployeeId;
use crate::rules::security_event::SecurityEvent;
use crate::security_log;
use crate::web::guards::viewer::account;
use crate::web::span;

/// Says of a refusal what there is to say, as it is answered.
pub fn log(request: &Request<'_>, refused: &HttpError) {
    let known = account(request).map(|account| account.employee);
    span::within(request, || {
        if refused.status.code >= 500 {
            tracing::error!(target: "pekan::request", status = refused.status.code, "a request failed");
        }
        if let Some(event) = event_of(request, refused, known) {
            security_log::say(event, known.into());
        }
    });
}

fn event_of(
    request: &Request<'_>,
    refused: &HttpError,
    known: Option<EmployeeId>,
) -> Option<SecurityEvent> {
    let is_stale = refused.problems.iter().any(|problem| problem.code == FORM_EXPIRED);
    let asks_proof = refused.resend.as_ref().is_some_and(|resend| resend.proof.is_some());
    match refused.status {
        Status::Forbidden if is_stale => Some(SecurityEvent::FormForged),
        // Whoever types a wrong password or code is noted where it is compared.
        Status::Forbidden if asks_proof => None,
        Status::Forbidden if known.is_none() => Some(SecurityEvent::FormForged),
        Status::Forbidden => Some(SecurityEvent::AccessDenied),
        Status::NotFound if known.is_some() && request.route().is_some() => {
            Some(SecurityEvent::AccessMissing)
        }
        Status::Unauthorized if request.headers().contains("Authorization") => {
            Some(SecurityEvent::KeyUnknown)
        }
        Status::TooManyRequests => Some(SecurityEvent::Throttled),
        Status::MisdirectedRequest => Some(SecurityEvent::HostRefused),
        Status::BadRequest if request.headers().get("Host").count() != 1 => {
            Some(SecurityEvent::HostRefused)
        }
        _ => None,
    }
}
