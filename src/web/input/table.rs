//! A table that somebody sends, in a form of ours or through the API: small enough for memory, once
//! it is there as a whole.

use rocket::Request;
use rocket::data::{Data, FromData, Outcome};
use serde::Serialize;
use utoipa::ToSchema;

use super::multipart::{self, Table};
use super::parts::{self, NotOne, Parts, SentFiles};
use crate::files::UploadError;
use crate::reports::sheet::RowProblem;
use crate::rules::Problem;
use crate::secret::FormToken;
use crate::text::Language;
use crate::web::answers::http_error::{HttpError, describe, reject};
use crate::web::answers::page::csrf_token;

pub use super::multipart::LIST;

/// The part `file` of a call of the API.
pub struct SentTable(pub Vec<u8>);

/// A form of ours with the input `file`, which may have been left empty, and texts beside it.
pub struct TableForm {
    pub file: Option<Vec<u8>>,
    pub parts: Parts,
}

#[rocket::async_trait]
impl<'r> FromData<'r> for SentTable {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        let sent = read(request, data, None, &[]).await.and_then(|form| {
            form.file.ok_or_else(|| HttpError::invalid(Problem::new("file", "missing")))
        });
        match sent {
            Ok(file) => Outcome::Success(Self(file)),
            Err(error) => Outcome::Error(reject(request, error)),
        }
    }
}

#[rocket::async_trait]
impl<'r> FromData<'r> for TableForm {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        let token = csrf_token(request);
        match read(request, data, Some(&token), &["upload", "action", LIST]).await {
            Ok(form) => Outcome::Success(form),
            Err(error) => Outcome::Error(reject(request, error)),
        }
    }
}

async fn read(
    request: &Request<'_>,
    data: Data<'_>,
    token: Option<&FormToken>,
    names: &[&str],
) -> Result<TableForm, HttpError> {
    let mut parts = multipart::read::<Table>(request, data, token).await?;
    parts.only(names, &[])?;
    let file = bytes(parts.take_files()).await?;
    Ok(TableForm { file, parts })
}

async fn bytes(files: SentFiles) -> Result<Option<Vec<u8>>, HttpError> {
    let refused = |refusal: &UploadError| match refusal {
        UploadError::TooLarge => HttpError::upload_as("file", refusal, "file-too-large"),
        _ => HttpError::upload("file", refusal),
    };
    match files.one() {
        Ok(None) => Ok(None),
        Ok(Some(file)) => {
            let bytes = file.into_bytes().await;
            Ok(Some(bytes.map_err(|refusal| refused(&refusal))?))
        }
        Err(NotOne::TooMany) => Err(parts::invalid_field("file", "field-twice")),
        Err(NotOne::Refused(refusal)) => Err(refused(&refusal)),
    }
}

#[derive(Serialize, ToSchema)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct RowJson {
    pub code: String,
    pub field: String,
    pub message: String,
    /// The heading is row 1.
    pub row: u64,
}

/// Says the problems of rows in a language.
pub fn describe_rows(language: Language, problems: &[RowProblem]) -> Vec<RowJson> {
    let mut rows = Vec::with_capacity(problems.len());
    for fault in problems {
        let described = describe(language, std::slice::from_ref(&fault.problem)).into_iter();
        rows.extend(described.map(|problem| RowJson {
            code: problem.code,
            field: problem.field,
            message: problem.message,
            row: fault.row,
        }));
    }
    rows
}
