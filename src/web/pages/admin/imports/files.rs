//! Files of imports: tables to fill in, with what is there, and what is wrong with one.

use rocket::get;
use rocket::http::Status;
use rocket::request::FromParam;

use super::matching::{json, said};
use crate::reports::table::{Heading, Table};
use crate::reports::uploads::Uploads;
use crate::rules::ImportKind;
use crate::web::HttpError;
use crate::web::answers::download::{Download, Kind};
use crate::web::guards::context::Context;
use crate::web::guards::who::Importer;
use crate::web::input::import_kind::KindOfPage;
use crate::web::input::table::describe_rows;
use crate::workflows::imports::faulty;
use crate::workflows::imports::import;
use crate::workflows::trail::{Export, note_export};
use crate::{text, workflows};

/// The format of a file, as it stands in an address.
#[derive(Clone, Copy)]
pub enum Format {
    Csv,
    Xlsx,
}

impl<'r> FromParam<'r> for Format {
    type Error = ();

    fn from_param(word: &'r str) -> Result<Self, ()> {
        match word {
            "csv" => Ok(Self::Csv),
            "xlsx" => Ok(Self::Xlsx),
            _ => Err(()),
        }
    }
}

/// What is there, as a table that can be changed and imported again.
#[get("/admin/impor/<kind>/templat/<format>")]
pub async fn template(
    kind: KindOfPage,
    format: Format,
    context: Context<'_, Importer>,
) -> Result<Download, HttpError> {
    let (KindOfPage(table), user) = (kind, &context.user);
    let (store, warrant) = (context.store(), user.warrant());
    let filled =
        workflows::imports::template::make(store, &warrant, table.kind, user.language).await?;
    let count = filled.rows.len();
    let export = match table.kind {
        ImportKind::Holidays | ImportKind::Offices => None,
        ImportKind::Sellers => Some(Export::Sellers { count }),
        _ => Some(Export::People { count }),
    };
    if let Some(export) = export {
        note_export(store, &warrant, export).await?;
    }
    download(&filled, table.path, format)
}

/// What is wrong with the table that was checked last.
#[get("/admin/impor/<kind>/galat/<upload>")]
pub async fn errors(
    kind: KindOfPage,
    upload: &str,
    context: Context<'_, Importer>,
) -> Result<Download, HttpError> {
    let (KindOfPage(table), user) = (kind, &context.user);
    let file = waiting(&context, upload).await?;
    let report = import(context.store(), &user.warrant(), table.kind, &file, true).await?;
    let columns = [("import-row", 8), ("import-field", 20), ("import-message", 70)];
    let columns = columns.map(|(key, width)| Heading {
        words: text::text(user.language, key),
        width,
        digits: false,
    });
    let rows = describe_rows(user.language, &report.errors).into_iter().map(|fault| {
        let field = format!("field-{}", fault.field.replace('.', "-"));
        let field = text::known(user.language, &field).unwrap_or(fault.field);
        vec![fault.row.to_string(), field, fault.message]
    });
    let faults = Table { name: String::new(), columns: columns.to_vec(), rows: rows.collect() };
    download(&faults, &format!("galat-{}", table.path), Format::Csv)
}

/// The table that was checked last.
async fn waiting(context: &Context<'_, Importer>, upload: &str) -> Result<Vec<u8>, HttpError> {
    let uploads = Uploads::below(&context.app.config.data_dir);
    let file = uploads.find(context.user.employee.id, upload).await.map_err(lost)?;
    file.ok_or_else(HttpError::not_found)
}

/// The rows of it that have faults, as they stand there, each with what has to be mended.
#[get("/admin/impor/<kind>/baris/<upload>")]
pub async fn faulty_rows(
    kind: KindOfPage,
    upload: &str,
    context: Context<'_, Importer>,
) -> Result<Download, HttpError> {
    let (KindOfPage(table), user) = (kind, &context.user);
    let file = waiting(&context, upload).await?;
    let rows = faulty::rows(context.store(), &user.warrant(), table.kind, &file).await?;
    let heading = |words: String| Heading { words, width: 24, digits: false };
    let message = heading(text::text(user.language, "import-message"));
    let headings = rows.headings.into_iter().map(heading).chain([message]);
    let lines = rows.lines.into_iter().map(|(cells, faults)| {
        let said = describe_rows(user.language, &faults).into_iter().map(|fault| fault.message);
        cells.into_iter().chain([said.collect::<Vec<_>>().join("; ")]).collect()
    });
    let mended = Table { name: String::new(), columns: headings.collect(), rows: lines.collect() };
    download(&mended, &format!("perbaiki-{}", table.path), Format::Csv)
}

/// How it is read: what `pekan import --map` and the API take.
#[get("/admin/impor/<kind>/pemetaan/<upload>")]
pub async fn mapping(
    kind: KindOfPage,
    upload: &str,
    context: Context<'_, Importer>,
) -> Result<Download, HttpError> {
    let (KindOfPage(table), user) = (kind, &context.user);
    let file = waiting(&context, upload).await?;
    let report = import(context.store(), &user.warrant(), table.kind, &file, true).await?;
    let mut mapping = said(&report.file);
    for column in report.file.columns.iter().filter(|column| !column.heading.is_empty()) {
        let field = column.field.map(|(field, _)| field.to_owned()).unwrap_or_default();
        mapping.columns.entry(column.heading.clone()).or_insert(field);
    }
    Ok(Download::of(Kind::Json, &format!("pemetaan-{}", table.path), json(&mapping).into_bytes()))
}

/// A table as a file of this format.
pub fn download(table: &Table, name: &str, format: Format) -> Result<Download, HttpError> {
    let unwritten = |error: &dyn std::error::Error| {
        tracing::error!(%error, "table");
        HttpError::status(Status::InternalServerError)
    };
    let (kind, body) = match format {
        Format::Csv => (Kind::Csv, table.csv().map_err(|error| unwritten(&error))?),
        Format::Xlsx => (Kind::Xlsx, table.xlsx().map_err(|error| unwritten(&error))?),
    };
    Ok(Download::of(kind, name, body))
}

pub fn lost(error: std::io::Error) -> HttpError {
    tracing::error!(%error, "tables that wait to be imported");
    HttpError::status(Status::ServiceUnavailable)
}
