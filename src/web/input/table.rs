//! A table that somebody sends, in a form of ours or through the API: small enough for memory, once
//! it is there as a whole.

use rocket::Request;
use rocket::data::{Data, FromData, Outcome};
use serde::Serialize;
use utoipa::ToSchema;

use super::confirmed_form::{CODE, PASSWORD};
use super::parts::{self, NotOne, Parts, SentFiles};
use super::takes::Table;
use super::{body, multipart};
use crate::files::UploadError;
use crate::reports::sheet::RowProblem;
use crate::rules::Problem;
use crate::rules::reading::Mapping;
use crate::secret::FormToken;
use crate::text::Language;
use crate::web::answers::http_error::{HttpError, describe, reject};
use crate::web::answers::page::csrf_token;

pub use super::takes::{LIST, MAPPING};

/// What a form of ours sends once.
const FORM: &[&str] = &[
    "upload",
    "action",
    LIST,
    MAPPING,
    "sheet",
    "heading_row",
    "date_order",
    "skip_hidden",
    PASSWORD,
    CODE,
];
/// What it sends for each column, for each value that is asked about, and for each field without a
/// column.
const REPEATED: &[&str] =
    &["column", "field", "unknown", "meaning", "own", "default_field", "default"];

/// Reads a mapping that was sent as JSON; nothing is none.
///
/// # Errors
/// 422 where it is no mapping, with what the reader stumbled over.
pub fn mapping(text: &str) -> Result<Option<Mapping>, HttpError> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    serde_json::from_str(text).map(Some).map_err(|error| {
        let problem = Problem::new(MAPPING, "mapping-unreadable");
        HttpError::invalid(problem.with("error", error))
    })
}

/// The part `file` of a call of the API, and how it is read, if the call says so.
pub struct SentTable {
    pub file: Vec<u8>,
    pub mapping: Option<Mapping>,
}

/// A form of ours with the input `file`, which may have been left empty, and texts beside it.
pub struct TableForm {
    pub file: Option<Vec<u8>>,
    pub parts: Parts,
}

#[rocket::async_trait]
impl<'r> FromData<'r> for SentTable {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        let sent = read(request, data, None, &[MAPPING], &[]).await.and_then(|form| {
            let mapping = mapping(form.parts.text(MAPPING))?;
            let file = form.file.ok_or_else(|| Problem::new("file", "missing"));
            Ok(Self { file: file.map_err(HttpError::invalid)?, mapping })
        });
        match sent {
            Ok(sent) => Outcome::Success(sent),
            Err(error) => Outcome::Error(reject(request, error)),
        }
    }
}

#[rocket::async_trait]
impl<'r> FromData<'r> for TableForm {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        let token = csrf_token(request);
        match read(request, data, Some(&token), FORM, REPEATED).await {
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
    repeated: &[&str],
) -> Result<TableForm, HttpError> {
    let mut parts = multipart::read::<Table>(request, data, token).await?;
    parts.only(names, repeated)?;
    let file = bytes(request, parts.take_files()).await?;
    Ok(TableForm { file, parts })
}

async fn bytes(request: &Request<'_>, files: SentFiles) -> Result<Option<Vec<u8>>, HttpError> {
    let refused = |refusal: &UploadError| match refusal {
        UploadError::TooLarge => HttpError::upload_as("file", refusal, "file-too-large"),
        _ => HttpError::upload("file", refusal),
    };
    match files.one() {
        Ok(None) => Ok(None),
        Ok(Some(file)) => {
            body::hold(request, usize::try_from(file.bytes()).unwrap_or(usize::MAX))?;
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
    /// The heading of the column, as the file has it.
    pub heading: Option<String>,
    pub message: String,
    /// As a spreadsheet counts them.
    pub row: u64,
    /// In how many rows it is the same.
    pub rows: usize,
    /// What stands there.
    pub value: Option<String>,
}

/// Says the problems of rows in a language.
pub fn describe_rows(language: Language, problems: &[RowProblem]) -> Vec<RowJson> {
    let mut rows = Vec::with_capacity(problems.len());
    for fault in problems {
        let described = describe(language, std::slice::from_ref(&fault.problem)).into_iter();
        rows.extend(described.map(|problem| RowJson {
            code: problem.code,
            field: problem.field,
            heading: fault.heading.clone(),
            message: problem.message,
            row: fault.row,
            rows: fault.rows,
            value: fault.value.clone(),
        }));
    }
    rows
}
