//! A policy's circular as pages and API hand it out, and why one is not taken.

use crate::files::{Incoming, MediaType, Refusal, Rendition};
use crate::rules::policy::concerns;
use crate::rules::{Policy, PolicyId};
use crate::store::policy_documents;
use crate::web::answers::kept_file::{FOR_AN_HOUR, KeptFile, Manner};
use crate::web::guards::viewer::SignedIn;
use crate::web::input::parts::{NotOne, SentFiles, refused};
use crate::web::{AppState, Failure};

/// The circular of a policy that concerns the viewer, as a file with this name.
pub async fn download(
    app: &AppState,
    user: &SignedIn,
    id: PolicyId,
    name: &str,
) -> Result<KeptFile, Failure> {
    if !is_readable(user, id) {
        return Err(Failure::not_found());
    }
    let row = policy_documents::of(app.store.reader(), id).await?;
    let hash = row.ok_or_else(Failure::not_found)?.stored_sha256;
    let file = (hash.as_str(), MediaType::Pdf, Rendition::Full);
    KeptFile::open(app, file, Manner::Save, &format!("{name}-{id}"), FOR_AN_HOUR).await
}

/// Whether the policy has a circular and it is the viewer's to read.
pub fn is_readable(user: &SignedIn, id: PolicyId) -> bool {
    let rulebook = &user.rulebook;
    let theirs =
        |policy: &Policy| concerns(policy, &rulebook.offices, &user.viewer, &user.placements);
    rulebook.documents.contains(&id)
        && rulebook.policies.iter().any(|policy| policy.id == id && theirs(policy))
}

/// The circular from the files of a form or a call: one at most.
pub fn sent(files: SentFiles) -> Result<Option<Incoming>, Failure> {
    files.one().map_err(|why| match why {
        NotOne::Refused(refusal) => unusable(&refusal),
        NotOne::TooMany => refused("document", "field-twice"),
    })
}

/// Why a file is no circular, in words that do not speak of receipts.
pub fn unusable(refusal: &Refusal) -> Failure {
    let code = match refusal {
        Refusal::NoSpace | Refusal::Busy | Refusal::Io(_) => refusal.code(),
        Refusal::TooLarge => "document-too-large",
        Refusal::Heic | Refusal::UnsupportedType | Refusal::TooManyPixels => "document-not-pdf",
        Refusal::Empty | Refusal::Damaged => "document-damaged",
        Refusal::Encrypted => "document-encrypted",
        Refusal::ActivePdf => "document-active",
        Refusal::TooManyPages => "document-too-many-pages",
    };
    Failure::upload_as("document", refusal, code)
}
