//! An exemption on its way in: its JSON, alone or as a part beside its document; and the reason of a
//! decision, which may be left out.

use rocket::Request;
use rocket::data::{Data, FromData, Outcome};
use serde::Deserialize;
use utoipa::ToSchema;

use super::sent_purchase::parts;
use crate::files::Upload;
use crate::rules::Problem;
use crate::rules::exemption_draft::Draft;
use crate::web::HttpError;
use crate::web::answers::http_error::reject;
use crate::web::answers::json;
use crate::web::documents::exemption_document;
use crate::web::input::parts::Parts;
use crate::web::input::takes::Document;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewExemption {
    pub from: String,
    pub to: String,
    /// A kind of leave, never a diagnosis: `annual_leave`, `sick_leave`, `maternity`,
    /// `important_reason`, `long_leave`, `official_travel`, `study`, `unpaid_leave` or `other`.
    pub reason: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExemptionReason {
    pub reason: Option<String>,
}

pub struct SentExemption {
    pub draft: Draft,
    pub document: Option<Upload>,
}

#[rocket::async_trait]
impl<'r> FromData<'r> for SentExemption {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        let sent = if request.content_type().is_some_and(|kind| kind.is_form_data()) {
            parts::<Document>(request, data, &["exemption"]).await.and_then(with_document)
        } else {
            json::read(request, data).await.map(|new| Self { draft: draft(new), document: None })
        };
        match sent {
            Ok(sent) => Outcome::Success(sent),
            Err(error) => Outcome::Error(reject(request, error)),
        }
    }
}

fn with_document(mut parts: Parts) -> Result<SentExemption, HttpError> {
    let Some(text) = parts.filled("exemption") else {
        return Err(HttpError::invalid(Problem::new("exemption", "missing")));
    };
    let draft = draft(json::parse(text.as_bytes())?);
    Ok(SentExemption { draft, document: exemption_document::sent(parts.take_files())? })
}

fn draft(new: NewExemption) -> Draft {
    let NewExemption { from, to, reason } = new;
    Draft { from, to, reason }
}

/// `{reason}`, or nothing at all.
pub struct SentReason(pub Option<String>);

#[rocket::async_trait]
impl<'r> FromData<'r> for SentReason {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, mut data: Data<'r>) -> Outcome<'r, Self> {
        if request.content_type().is_none() && data.peek(1).await.is_empty() {
            return Outcome::Success(Self(None));
        }
        match json::read::<ExemptionReason>(request, data).await {
            Ok(body) => Outcome::Success(Self(body.reason)),
            Err(error) => Outcome::Error(reject(request, error)),
        }
    }
}
