//! A table that somebody sends, in a form of ours or through the API: small enough for memory, once
//! it is there as a whole.

use rocket::Request;
use rocket::data::{Data, FromData, Outcome};
use serde::Serialize;
use utoipa::ToSchema;

use super::multipart::{self, Table};
use super::parts::{self, NotOne, Parts, SentFiles};
use crate::files::Refusal;
use crate::reports::sheet::RowProblem;
use crate::rules::Problem;
use crate::secret::FormToken;
use crate::text::Language;
use crate::web::answers::failure::{Failure, set_aside, tell};
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
            form.file.ok_or_else(|| Failure::invalid(Problem::new("file", "missing")))
        });
        match sent {
            Ok(file) => Outcome::Success(Self(file)),
            Err(failure) => Outcome::Error(set_aside(request, failure)),
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
            Err(failure) => Outcome::Error(set_aside(request, failure)),
        }
    }
}

async fn read(
    request: &Request<'_>,
    data: Data<'_>,
    token: Option<&FormToken>,
    names: &[&str],
) -> Result<TableForm, Failure> {
    let mut parts = multipart::read::<Table>(request, data, token).await?;
    parts.only(names, &[])?;
    let file = bytes(parts.take_files()).await?;
    Ok(TableForm { file, parts })
}

async fn bytes(files: SentFiles) -> Result<Option<Vec<u8>>, Failure> {
    let refused = |refusal: &Refusal| match refusal {
        Refusal::TooLarge => Failure::upload_as("file", refusal, "file-too-large"),
        _ => Failure::upload("file", refusal),
    };
    match files.one() {
        Ok(None) => Ok(None),
        Ok(Some(file)) => {
            let bytes = file.into_bytes().await;
            Ok(Some(bytes.map_err(|refusal| refused(&refusal))?))
        }
        Err(NotOne::TooMany) => Err(parts::refused("file", "field-twice")),
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
pub fn told(language: Language, problems: &[RowProblem]) -> Vec<RowJson> {
    let mut rows = Vec::with_capacity(problems.len());
    for fault in problems {
        let told = tell(language, std::slice::from_ref(&fault.problem)).into_iter();
        rows.extend(told.map(|told| RowJson {
            code: told.code,
            field: told.field,
            message: told.message,
            row: fault.row,
        }));
    }
    rows
}
