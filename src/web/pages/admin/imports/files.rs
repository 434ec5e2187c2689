//! Files of imports: tables to fill in, with what is there, and what is wrong with one.

use rocket::get;
use rocket::http::Status;

use crate::reports::table::{Heading, Table};
use crate::reports::uploads::Uploads;
use crate::text;
use crate::web::Failure;
use crate::web::answers::download::Download;
use crate::web::guards::context::Context;
use crate::web::guards::who::Administrator;
use crate::web::input::table::told;
use crate::workflows;
use crate::workflows::imports::import::{self, TableOf};

const TABLES: [(&str, TableOf); 3] =
    [("pegawai", TableOf::Employees), ("unit", TableOf::Offices), ("mutasi", TableOf::Placements)];

fn name_of(of: TableOf) -> &'static str {
    TABLES.into_iter().find(|(_, table)| *table == of).map_or("", |(name, _)| name)
}

/// Without the ending, `.csv` or `.xlsx`.
pub fn template_address(of: TableOf) -> String {
    format!("/admin/impor/templat/{}", name_of(of))
}

pub fn errors_address(of: TableOf, upload: &str) -> String {
    format!("/admin/impor/galat/{}/{upload}", name_of(of))
}

fn table_named(name: &str) -> Result<TableOf, Failure> {
    let found = TABLES.into_iter().find(|(known, _)| *known == name);
    found.map(|(_, table)| table).ok_or_else(Failure::not_found)
}

/// Whoever and whatever is there, as a table that can be changed and imported again.
#[get("/admin/impor/templat/<file>")]
pub async fn template(
    file: &str,
    context: Context<'_, Administrator>,
) -> Result<Download, Failure> {
    let (name, kind) = file.split_once('.').ok_or_else(Failure::not_found)?;
    let (of, user) = (table_named(name)?, &context.user);
    let table = workflows::imports::template::make(
        context.store(),
        &user.by(),
        of,
        user.language,
        user.now,
    )
    .await?;
    download(&table, name, kind)
}

/// What is wrong with the table that was checked last.
#[get("/admin/impor/galat/<table>/<upload>")]
pub async fn errors(
    table: &str,
    upload: &str,
    context: Context<'_, Administrator>,
) -> Result<Download, Failure> {
    let (of, user) = (table_named(table)?, &context.user);
    let uploads = Uploads::below(&context.app.config.data_dir);
    let file = uploads.find(user.employee.id, upload).await.map_err(lost)?;
    let file = file.ok_or_else(Failure::not_found)?;
    let report = import::import(context.store(), &user.by(), of, &file, true, user.now).await?;
    let columns = [("import-row", 8), ("import-field", 20), ("import-message", 70)];
    let columns = columns.map(|(key, width)| Heading {
        words: text::text(user.language, key),
        width,
        digits: false,
    });
    let rows = told(user.language, &report.errors).into_iter().map(|fault| {
        let field = format!("field-{}", fault.field.replace('.', "-"));
        let field = text::known(user.language, &field).unwrap_or(fault.field);
        vec![fault.row.to_string(), field, fault.message]
    });
    let faults = Table { name: String::new(), columns: columns.to_vec(), rows: rows.collect() };
    download(&faults, &format!("galat-{table}"), "csv")
}

fn download(table: &Table, name: &str, kind: &str) -> Result<Download, Failure> {
    let unwritten = |error: &dyn std::error::Error| {
        tracing::error!(%error, "table");
        Failure::status(Status::InternalServerError)
    };
    match kind {
        "csv" => Ok(Download::csv(name, table.csv().map_err(|error| unwritten(&error))?)),
        "xlsx" => Ok(Download::xlsx(name, table.xlsx().map_err(|error| unwritten(&error))?)),
        _ => Err(Failure::not_found()),
    }
}

pub fn lost(error: std::io::Error) -> Failure {
    tracing::error!(%error, "tables that wait to be imported");
    Failure::status(Status::ServiceUnavailable)
}
