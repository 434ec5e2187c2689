//! The document of an exemption: seen by whose it is and by who may decide on it, and by nobody else.

use super::opening;
use crate::files::{MediaType, Rendition, Upload, UploadError};
use crate::rules::exemption_access::{may_read_document, may_see_kind};
use crate::rules::opening::OpeningKind;
use crate::rules::{ExemptionId, Problem, RecordId};
use crate::standing::people::Found;
use crate::store::exemptions::ExemptionRow;
use crate::web::answers::file_response::{Disposition, FileResponse, NOT_CACHED};
use crate::web::guards::viewer::SignedIn;
use crate::web::input::parts::{NotOne, SentFiles};
use crate::web::{AppState, HttpError};
use crate::workflows::exemptions::decide::in_sight;
use crate::workflows::trail::Opened;

/// The field of forms and the part of calls in which it comes.
pub const DOCUMENT: &str = "document";

/// The document of an exemption. Who sees the exemption alone is refused it.
pub async fn download(
    app: &AppState,
    user: &SignedIn,
    id: ExemptionId,
) -> Result<FileResponse, HttpError> {
    let db = app.store.reader();
    let (row, owner) = in_sight(db, &user.rulebook, &user.viewer, id, user.now).await?;
    if !may_read(user, &owner) {
        return Err(HttpError::forbidden());
    }
    let (hash, media) = stored(&row).ok_or_else(HttpError::not_found)?;
    let file = (hash, media, Rendition::Full);
    let name = format!("pengecualian-{id}");
    let answer = FileResponse::open(app, file, Disposition::Save, &name, NOT_CACHED).await?;
    let (kind, record) = (OpeningKind::ExemptionDocument, RecordId(id.0));
    opening::note(&app.store, user, Opened { kind, record, owner: owner.id }).await;
    Ok(answer)
}

/// Whether the document is shown: it is one's own, or one may decide.
pub fn may_read(user: &SignedIn, owner: &Found) -> bool {
    may_read_document(&user.rulebook.offices, &user.viewer, owner.id, owner.office)
}

/// Whether the kind of leave is shown.
pub fn sees_kind(user: &SignedIn, owner: &Found) -> bool {
    may_see_kind(&user.rulebook.offices, &user.viewer, owner.id, owner.office)
}

/// Hash and type of the stored file, if there is one.
pub fn stored(row: &ExemptionRow) -> Option<(&str, MediaType)> {
    Some((row.document_sha256.as_deref()?, row.document_type?))
}

/// The document of a request for leave, from its files: one at most.
pub fn sent(files: SentFiles) -> Result<Option<Upload>, HttpError> {
    files.one().map_err(|why| match why {
        NotOne::Refused(error) => refused(&error),
        NotOne::TooMany => {
            HttpError::invalid(Problem::new(DOCUMENT, "too-many-receipts").with("most", 1))
        }
    })
}

/// Why a file is no document, told at its field.
pub fn refused(error: &UploadError) -> HttpError {
    HttpError::upload(DOCUMENT, error)
}
