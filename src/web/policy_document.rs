//! A policy's circular as pages and API hand it out, and why one is not taken.

use rocket::Responder;
use rocket::http::{ContentType, Header, Status};
use tokio::fs::File;

use super::viewer::SignedIn;
use super::{Failure, Pekan};
use crate::receipts::{MediaType, Refusal, Rendition};
use crate::rules::policy::concerns;
use crate::rules::{Policy, PolicyId, Problem};
use crate::store::policy_documents;

/// A file for saving: it never becomes a page of ours, whatever is in it.
#[derive(Responder)]
pub struct Download {
    file: File,
    kind: ContentType,
    disposition: Header<'static>,
    policy: Header<'static>,
    cache: Header<'static>,
}

/// The circular of a policy that concerns the viewer, as a file with this name.
pub async fn download(
    pekan: &Pekan,
    me: &SignedIn,
    id: PolicyId,
    name: &str,
) -> Result<Download, Failure> {
    if !is_readable(me, id) {
        return Err(Failure::not_found());
    }
    let row = policy_documents::of(pekan.store.reader(), id).await?;
    let hash = row.ok_or_else(Failure::not_found)?.stored_sha256;
    let opened = pekan.storage.open_file(&hash, MediaType::Pdf, Rendition::Full).await;
    let file = opened.map_err(|error| {
        // A row without its file is a fault of ours, not something that was never there.
        tracing::error!(%error, policy = id, "a stored circular cannot be read");
        Failure::status(Status::InternalServerError)
    })?;
    let disposition = format!("attachment; filename=\"{name}-{id}.pdf\"");
    Ok(Download {
        file,
        kind: ContentType::PDF,
        disposition: Header::new("Content-Disposition", disposition),
        policy: Header::new("Content-Security-Policy", "default-src 'none'; sandbox"),
        // A policy's circular is never replaced.
        cache: Header::new("Cache-Control", "private, max-age=3600"),
    })
}

/// Whether the policy has a circular and it is the viewer's to read.
pub fn is_readable(me: &SignedIn, id: PolicyId) -> bool {
    let rulebook = &me.rulebook;
    let theirs = |policy: &Policy| concerns(policy, &rulebook.offices, &me.viewer, &me.placements);
    rulebook.documents.contains(&id)
        && rulebook.policies.iter().any(|policy| policy.id == id && theirs(policy))
}

/// Why a file is no circular, in words that do not speak of receipts.
pub fn unusable(refusal: Refusal) -> Failure {
    let code = match &refusal {
        Refusal::NoSpace | Refusal::Io(_) => return refusal.into(),
        Refusal::TooLarge => "document-too-large",
        Refusal::Heic | Refusal::UnsupportedType | Refusal::TooManyPixels => "document-not-pdf",
        Refusal::Empty | Refusal::Damaged => "document-damaged",
        Refusal::Encrypted => "document-encrypted",
        Refusal::ActivePdf => "document-active",
        Refusal::TooManyPages => "document-too-many-pages",
    };
    Failure { problems: vec![Problem::new("document", code)], ..refusal.into() }
}
