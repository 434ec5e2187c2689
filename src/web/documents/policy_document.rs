//! A policy's circular as pages and API hand it out, and why one is not taken.

use crate::files::{MediaType, Rendition, Upload, UploadError};
use crate::rules::policy::concerns;
use crate::rules::{Policy, PolicyId};
use crate::store::policy_documents;
use crate::web::answers::file_response::{Disposition, FileResponse, NOT_CACHED};
use crate::web::guards::viewer::SignedIn;
use crate::web::input::parts::{NotOne, SentFiles, invalid_field};
use crate::web::{AppState, HttpError};

/// The circular of a policy that concerns the viewer, as a file with this name.
pub async fn download(
    app: &AppState,
    user: &SignedIn,
    id: PolicyId,
    name: &str,
) -> Result<FileResponse, HttpError> {
    if !is_readable(user, id) {
        return Err(HttpError::not_found());
    }
    let row = policy_documents::of(app.store.reader(), id).await?;
    let hash = row.ok_or_else(HttpError::not_found)?.stored_sha256;
    let file = (hash.as_str(), MediaType::Pdf, Rendition::Full);
    FileResponse::open(app, file, Disposition::Save, &format!("{name}-{id}"), NOT_CACHED).await
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
pub fn sent(files: SentFiles) -> Result<Option<Upload>, HttpError> {
    files.one().map_err(|why| match why {
        NotOne::Refused(error) => unusable(&error),
        NotOne::TooMany => invalid_field("document", "field-twice"),
    })
}

/// Why a file is no circular, in words that do not speak of receipts.
pub fn unusable(error: &UploadError) -> HttpError {
    let code = match error {
        UploadError::NoSpace | UploadError::Busy | UploadError::Io(_) => error.code(),
        UploadError::TooLarge => "document-too-large",
        UploadError::Heic | UploadError::UnsupportedType | UploadError::TooManyPixels => {
            "document-not-pdf"
        }
        UploadError::Empty | UploadError::Damaged => "document-damaged",
        UploadError::Encrypted => "document-encrypted",
        UploadError::ActivePdf => "document-active",
        UploadError::TooManyPages => "document-too-many-pages",
    };
    HttpError::upload_as("document", error, code)
}
