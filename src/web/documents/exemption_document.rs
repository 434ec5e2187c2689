//! The document of an exemption: seen by whose it is and by who may decide on it, and by nobody else.

use crate::files::{Incoming, MediaType, Refusal, Rendition};
use crate::rules::exemption_access::may_read_document;
use crate::rules::{ExemptionId, Problem};
use crate::standing::people::Found;
use crate::store::exemptions::ExemptionRow;
use crate::web::answers::kept_file::{KeptFile, Manner, NOT_KEPT};
use crate::web::guards::viewer::SignedIn;
use crate::web::input::parts::{NotOne, SentFiles};
use crate::web::{AppState, Failure};
use crate::workflows::exemptions::decide::in_sight;

/// The field of forms and the part of calls in which it comes.
pub const DOCUMENT: &str = "document";

/// The document of an exemption. Who sees the exemption alone is refused it.
pub async fn download(
    app: &AppState,
    user: &SignedIn,
    id: ExemptionId,
) -> Result<KeptFile, Failure> {
    let (row, whose) = in_sight(&app.store, &user.viewer, id, user.now).await?;
    if !may_read(user, &whose) {
        return Err(Failure::forbidden());
    }
    let (hash, media) = stored(&row).ok_or_else(Failure::not_found)?;
    let file = (hash, media, Rendition::Full);
    KeptFile::open(app, file, Manner::Save, &format!("pengecualian-{id}"), NOT_KEPT).await
}

/// Whether the document is shown: it is one's own, or one may decide.
pub fn may_read(user: &SignedIn, whose: &Found) -> bool {
    may_read_document(&user.rulebook.offices, &user.viewer, whose.id, whose.office)
}

/// Hash and type of the stored file, if there is one.
pub fn stored(row: &ExemptionRow) -> Option<(&str, MediaType)> {
    Some((row.document_sha256.as_deref()?, row.document_type?))
}

/// The document of a request for leave, from its files: one at most.
pub fn sent(files: SentFiles) -> Result<Option<Incoming>, Failure> {
    files.one().map_err(|why| match why {
        NotOne::Refused(refusal) => refused(&refusal),
        NotOne::TooMany => {
            Failure::invalid(Problem::new(DOCUMENT, "too-many-receipts").with("most", 1))
        }
    })
}

/// Why a file is no document, told at its field.
pub fn refused(refusal: &Refusal) -> Failure {
    Failure::upload(DOCUMENT, refusal)
}
