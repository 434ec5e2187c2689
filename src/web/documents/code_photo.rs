//! A photo of the code on a seller's counter. It is read and dropped.

use crate::files::Upload;
use crate::rules::problem::Problem;
use crate::rules::qris;
use crate::web::input::parts::{NotOne, SentFiles};
use crate::web::input::takes::{Code, Takes};
use crate::web::{AppState, HttpError};

pub const CODE: &str = Code::FILES.field;

/// The photo, from the files of a request: one at most.
pub fn sent(files: SentFiles) -> Result<Option<Upload>, HttpError> {
    files.one().map_err(|why| match why {
        NotOne::Refused(error) => HttpError::upload(CODE, &error),
        NotOne::TooMany => {
            HttpError::invalid(Problem::new(CODE, "too-many-receipts").with("most", 1))
        }
    })
}

/// The text of the code on it: of a code for payments, where there are several.
///
/// # Errors
/// 422 where no code is found, and those of a photo that cannot be read.
pub async fn text(app: &AppState, photo: Upload) -> Result<String, HttpError> {
    let found = app.storage.read_codes(photo, qris::is_of_payment).await;
    let found = found.map_err(|refusal| HttpError::upload(CODE, &refusal))?;
    let of_payment = found.iter().position(|text| qris::is_of_payment(text));
    let text = found.into_iter().nth(of_payment.unwrap_or_default());
    text.ok_or_else(|| HttpError::invalid(Problem::new(CODE, "code-not-found")))
}
