//! Tables of people, offices, transfers, exemptions and holidays: looked at first (`dry_run`),
//! written whole or not at all.

use rocket::http::{ContentType, Status};
use rocket::{State, post};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::dry_run::DryRun;
use crate::rules::ImportId;
use crate::text::{Language, text};
use crate::web::guards::caller::Caller;
use crate::web::guards::viewer::SignedIn;
use crate::web::guards::who::Administrator;
use crate::web::input::query::Query;
use crate::web::input::table::{RowJson, SentTable, told};
use crate::web::{AppState, Failure};
use crate::workflows::imports::import::{self, TableOf};
use crate::workflows::imports::report::ImportReport;

#[derive(Serialize, ToSchema)]
pub struct ReportJson {
    rows: usize,
    created: usize,
    changed: usize,
    unchanged: usize,
    /// Any, and nothing was written.
    errors: Vec<RowJson>,
    /// What is odd about a row, and is accepted all the same.
    warnings: Vec<RowJson>,
    /// The number to undo it by; `null` while nothing was written.
    #[schema(value_type = Option<i64>)]
    import: Option<ImportId>,
}

type Reply = (Status, (ContentType, String));

/// Imports people. With an error nothing is written: 422, the report in the problem document.
#[utoipa::path(context_path = "/api", tag = "imports",
    params(DryRun),
    request_body(content = Vec<u8>, content_type = "multipart/form-data",
        description = "part `file`: CSV or XLSX"),
    responses((status = 200, body = ReportJson), (status = 422, body = ReportJson)))]
#[post("/v1/imports/employees", data = "<table>")]
pub async fn employees(
    caller: Caller<Administrator>,
    query: Query<DryRun>,
    table: SentTable,
    app: &State<AppState>,
) -> Result<Reply, Failure> {
    import(TableOf::Employees, caller.0, query, table, app).await
}

/// Imports offices, as people.
#[utoipa::path(context_path = "/api", tag = "imports",
    params(DryRun),
    request_body(content = Vec<u8>, content_type = "multipart/form-data",
        description = "part `file`: CSV or XLSX"),
    responses((status = 200, body = ReportJson), (status = 422, body = ReportJson)))]
#[post("/v1/imports/offices", data = "<table>")]
pub async fn offices(
    caller: Caller<Administrator>,
    query: Query<DryRun>,
    table: SentTable,
    app: &State<AppState>,
) -> Result<Reply, Failure> {
    import(TableOf::Offices, caller.0, query, table, app).await
}

/// Transfers and promotes the people of a table, as people are imported.
#[utoipa::path(context_path = "/api", tag = "imports",
    params(DryRun),
    request_body(content = Vec<u8>, content_type = "multipart/form-data",
        description = "part `file`: CSV or XLSX with the columns number, office, grade, position_level, \
            employment_type and from; what a row leaves empty stays as it was"),
    responses((status = 200, body = ReportJson), (status = 422, body = ReportJson)))]
#[post("/v1/imports/placements", data = "<table>")]
pub async fn placements(
    caller: Caller<Administrator>,
    query: Query<DryRun>,
    table: SentTable,
    app: &State<AppState>,
) -> Result<Reply, Failure> {
    import(TableOf::Placements, caller.0, query, table, app).await
}

/// Exempts the people of a table, as people are imported.
#[utoipa::path(context_path = "/api", tag = "imports",
    params(DryRun),
    request_body(content = Vec<u8>, content_type = "multipart/form-data",
        description = "part `file`: CSV or XLSX with the columns number, from, to and reason"),
    responses((status = 200, body = ReportJson), (status = 422, body = ReportJson)))]
#[post("/v1/imports/exemptions", data = "<table>")]
pub async fn exemptions(
    caller: Caller<Administrator>,
    query: Query<DryRun>,
    table: SentTable,
    app: &State<AppState>,
) -> Result<Reply, Failure> {
    import(TableOf::Exemptions, caller.0, query, table, app).await
}

/// Adds the holidays of a table, as people are imported.
#[utoipa::path(context_path = "/api", tag = "imports",
    params(DryRun),
    request_body(content = Vec<u8>, content_type = "multipart/form-data",
        description = "part `file`: CSV or XLSX with the columns date, name, kind and, for a day of one \
            office, office"),
    responses((status = 200, body = ReportJson), (status = 422, body = ReportJson)))]
#[post("/v1/imports/holidays", data = "<table>")]
pub async fn holidays(
    caller: Caller<Administrator>,
    query: Query<DryRun>,
    table: SentTable,
    app: &State<AppState>,
) -> Result<Reply, Failure> {
    import(TableOf::Holidays, caller.0, query, table, app).await
}

async fn import(
    of: TableOf,
    user: SignedIn,
    query: Query<DryRun>,
    table: SentTable,
    app: &AppState,
) -> Result<Reply, Failure> {
    let dry_run = query.0.dry_run.unwrap_or_default();
    let report = import::import(&app.store, &user.by(), of, &table.0, dry_run, user.now).await?;
    Ok(reply(report, dry_run, user.language))
}

fn reply(report: ImportReport, dry_run: bool, language: Language) -> Reply {
    let shown = ReportJson {
        rows: report.rows,
        created: report.created,
        changed: report.changed,
        unchanged: report.unchanged,
        errors: told(language, &report.errors),
        warnings: told(language, &report.warnings),
        import: report.import,
    };
    if dry_run || shown.errors.is_empty() {
        return (Status::Ok, (ContentType::JSON, json!(shown).to_string()));
    }
    let mut document = json!(shown);
    document["type"] = "about:blank".into();
    document["title"] = text(language, "status-422").into();
    document["status"] = 422.into();
    document["detail"] = shown.errors[0].message.as_str().into();
    let kind = ContentType::new("application", "problem+json");
    (Status::UnprocessableEntity, (kind, document.to_string()))
}
