//! A table that somebody sends, in a form of ours or through the API: small enough for memory.

use std::collections::BTreeMap;

use rocket::Request;
use rocket::data::{Data, FromData, Outcome, ToByteUnit};
use rocket::http::Status;
use serde::Serialize;
use utoipa::ToSchema;

use super::failure::{Failure, set_aside, tell};
use super::page::csrf_token;
use crate::reports::sheet::{MOST_BYTES, RowProblem};
use crate::rules::Problem;
use crate::text::Language;

const LONGEST_TEXT: usize = 1024;

/// The part `file` of a call of the API.
pub struct SentTable(pub Vec<u8>);

/// The field of a form into which a table may be pasted.
pub const LIST: &str = "list";

/// A form of ours with the input `file`, which may have been left empty, and texts beside it.
pub struct TableForm {
    pub file: Option<Vec<u8>>,
    texts: BTreeMap<String, String>,
}

impl TableForm {
    pub fn text(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", String::as_str)
    }
}

#[rocket::async_trait]
impl<'r> FromData<'r> for SentTable {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        let sent = read(request, data, &[]).await.and_then(|form| {
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
        let failure = match read(request, data, &["csrf", "upload", "action", LIST]).await {
            Ok(form) if csrf_token(request).is(form.text("csrf")) => {
                return Outcome::Success(form);
            }
            Ok(_) => Failure::of(Status::Forbidden, Problem::new("csrf", "form-expired")),
            Err(failure) => failure,
        };
        Outcome::Error(set_aside(request, failure))
    }
}

async fn read(request: &Request<'_>, data: Data<'_>, names: &[&str]) -> Result<TableForm, Failure> {
    let unsupported = || Failure::status(Status::UnsupportedMediaType);
    let malformed = || Failure::status(Status::BadRequest);
    let kind = request.content_type().filter(|kind| kind.is_form_data());
    let kind = kind.filter(|_| !request.headers().contains("Content-Encoding"));
    let boundary = kind.ok_or_else(unsupported)?.param("boundary").ok_or_else(malformed)?;
    // Room for the texts and for what stands between the parts.
    let body = data.open((MOST_BYTES + 64 * 1024).bytes());
    let mut parts = multer::Multipart::with_reader(body, boundary);
    let mut form = TableForm { file: None, texts: BTreeMap::new() };
    while let Some(part) = parts.next_field().await.map_err(|_| malformed())? {
        let name = part.name().unwrap_or_default().to_owned();
        let is_file = name == "file" && part.file_name().is_some();
        if !is_file && !names.contains(&name.as_str()) {
            return Err(refused(&name, "field-unknown"));
        }
        if (is_file && form.file.is_some()) || form.texts.contains_key(&name) {
            return Err(refused(&name, "field-twice"));
        }
        let unnamed = part.file_name().is_none_or(str::is_empty);
        let most = if is_file || name == LIST { MOST_BYTES } else { LONGEST_TEXT };
        let bytes = all(part, most).await?;
        if !is_file {
            let text = String::from_utf8(bytes).map_err(|_| refused(&name, "unprintable"))?;
            form.texts.insert(name, text);
        } else if !(unnamed && bytes.is_empty()) {
            form.file = Some(bytes);
        }
    }
    Ok(form)
}

async fn all(mut part: multer::Field<'_>, most: usize) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    while let Some(piece) = part.chunk().await.map_err(|_| Failure::status(Status::BadRequest))? {
        bytes.extend_from_slice(&piece);
        if bytes.len() > most {
            let problem = Problem::new("file", "file-too-large");
            return Err(Failure::of(Status::PayloadTooLarge, problem));
        }
    }
    Ok(bytes)
}

fn refused(field: &str, code: &'static str) -> Failure {
    let shown: String = field.chars().filter(|c| !c.is_control()).take(40).collect();
    Failure::invalid(Problem::new(shown, code))
}

#[derive(Serialize, ToSchema)]
pub struct RowJson {
    /// The heading is row 1.
    pub row: u64,
    pub field: String,
    pub code: String,
    pub message: String,
}

/// Says the problems of rows in a language.
pub fn told(language: Language, problems: &[RowProblem]) -> Vec<RowJson> {
    let mut rows = Vec::with_capacity(problems.len());
    for fault in problems {
        let told = tell(language, std::slice::from_ref(&fault.problem)).into_iter();
        rows.extend(told.map(|told| RowJson {
            row: fault.row,
            field: told.field,
            code: told.code,
            message: told.message,
        }));
    }
    rows
}
