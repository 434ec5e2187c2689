//! The picture of the institution in the header of pages: drawn anew as receipts are.

use serde_json::json;

use crate::files::{Storage, Upload, UploadError};
use crate::rules::Problem;
use crate::rules::audit::AuditAction;
use crate::store::settings::{self, Logo};
use crate::store::{Store, logos};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// # Errors
/// `Invalid` on `logo` for what is no picture, or too large a one.
pub async fn choose(
    store: &Store,
    storage: &Storage,
    warrant: &Warrant,
    incoming: Upload,
) -> Result<(), WorkflowError> {
    warrant.must(Right::Administer)?;
    let drawn = storage.draw_logo(incoming).await.map_err(|refusal| upload_error(&refusal))?;
    let logo = Logo { sha256: drawn.sha256, width: drawn.width, height: drawn.height };
    warrant
        .on(store, Right::Administer)
        .write_reference(txn_job!(|acting| {
            let txn = acting.txn();
            if settings::read(txn).await?.logo.as_ref() == Some(&logo) {
                return Ok(());
            }
            logos::replace(txn, &logo.sha256, drawn.jpeg).await?;
            settings::put_part(txn, settings::LOGO, &logo).await?;
            let details = json!({ "sha256": logo.sha256 });
            acting.note(AuditAction::LogoChoose, "settings/logo".into(), details).await?;
            Ok(())
        }))
        .await
}

/// Back to the sign of Pekan.
pub async fn remove(store: &Store, warrant: &Warrant) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::Administer)
        .write_reference(txn_job!(|acting| {
            let txn = acting.txn();
            if settings::take(txn, settings::LOGO).await? {
                logos::remove(txn).await?;
                let subject = "settings/logo".into();
                acting.note(AuditAction::LogoRemove, subject, json!({})).await?;
            }
            Ok(())
        }))
        .await
}

/// Why a picture was not taken, in words that do not speak of receipts.
pub fn upload_error(refusal: &UploadError) -> WorkflowError {
    let code = match refusal {
        UploadError::TooLarge => "logo-too-large",
        UploadError::TooManyPixels => "logo-too-many-pixels",
        UploadError::Empty | UploadError::Damaged => "logo-damaged",
        UploadError::NoSpace | UploadError::Busy => refusal.code(),
        UploadError::Io(error) => {
            tracing::error!(%error, "a logo could not be read");
            "logo-io"
        }
        _ => "logo-unsupported",
    };
    WorkflowError::invalid(Problem::new("logo", code))
}
