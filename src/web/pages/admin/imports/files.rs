//! Files of imports: tables to fill in, with what is there, and what is wrong with one.

use rocket::get;
use rocket::http::Status;
use rocket::request::FromParam;

use crate::reports::table::{Heading, Table};
use crate::reports::uploads::Uploads;
use crate::web::HttpError;
use crate::web::answers::download::Download;
use crate::web::guards::context::Context;
use crate::web::guards::who::Administrator;
use crate::web::input::import_kind::KindOfPage;
use crate::web::input::table::describe_rows;
use crate::workflows::imports::import;
use crate::workflows::imports::table::ImportTable;
use crate::{text, workflows};

/// Where the form of a kind is; its files are below it.
pub fn address(table: &ImportTable) -> String {
    format!("/admin/impor/{}", table.path)
}

/// Without the format, `csv` or `xlsx`.
pub fn template_address(table: &ImportTable) -> String {
    format!("{}/templat", address(table))
}

pub fn errors_address(table: &ImportTable, upload: &str) -> String {
    format!("{}/galat/{upload}", address(table))
}

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
    context: Context<'_, Administrator>,
) -> Result<Download, HttpError> {
    let (KindOfPage(table), user) = (kind, &context.user);
    let (store, by) = (context.store(), user.by());
    let filled =
        workflows::imports::template::make(store, &by, table.kind, user.language, user.now).await?;
    download(&filled, table.path, format)
}

/// What is wrong with the table that was checked last.
#[get("/admin/impor/<kind>/galat/<upload>")]
pub async fn errors(
    kind: KindOfPage,
    upload: &str,
    context: Context<'_, Administrator>,
) -> Result<Download, HttpError> {
    let (KindOfPage(table), user) = (kind, &context.user);
    let uploads = Uploads::below(&context.app.config.data_dir);
    let file = uploads.find(user.employee.id, upload).await.map_err(lost)?;
    let file = file.ok_or_else(HttpError::not_found)?;
    let report = import(context.store(), &user.by(), table.kind, &file, true, user.now).await?;
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

/// A table as a file of this format.
pub fn download(table: &Table, name: &str, format: Format) -> Result<Download, HttpError> {
    let unwritten = |error: &dyn std::error::Error| {
        tracing::error!(%error, "table");
        HttpError::status(Status::InternalServerError)
    };
    match format {
        Format::Csv => Ok(Download::csv(name, table.csv().map_err(|error| unwritten(&error))?)),
        Format::Xlsx => Ok(Download::xlsx(name, table.xlsx().map_err(|error| unwritten(&error))?)),
    }
}

pub fn lost(error: std::io::Error) -> HttpError {
    tracing::error!(%error, "tables that wait to be imported");
    HttpError::status(Status::ServiceUnavailable)
}
