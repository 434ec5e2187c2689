//! Tables of people, offices, transfers, exemptions and holidays: looked at first (`dry_run`),
//! written whole or not at all.

use rocket::http::{ContentType, Status};
use rocket::{State, post};
use serde::Serialize;
use utoipa::ToSchema;

use super::dry_run::DryRun;
use crate::rules::ImportId;
use crate::text::{Language, text};
use crate::web::guards::caller::Caller;
use crate::web::guards::who::Administrator;
use crate::web::input::import_kind::KindOfCall;
use crate::web::input::query::Query;
use crate::web::input::table::{RowJson, SentTable, describe_rows};
use crate::web::{AppState, HttpError};
use crate::workflows::imports::import;
use crate::workflows::imports::report::ImportReport;

/// What a table did, or would do. Of one that was refused it is a problem document, too.
#[derive(Serialize, ToSchema)]
pub struct ReportJson {
    changed: usize,
    created: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// Any, and nothing was written.
    errors: Vec<RowJson>,
    /// The number to undo it by; `null` while nothing was written.
    #[schema(value_type = Option<i64>)]
    import: Option<ImportId>,
    rows: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    unchanged: usize,
    /// What is odd about a row, and is accepted all the same.
    warnings: Vec<RowJson>,
}

type Reply = (Status, (ContentType, String));

/// Imports a table of the kind that the path names. With an error nothing is written: 422, the
/// report in the problem document.
#[utoipa::path(context_path = "/api", tag = "imports",
    params(("kind" = inline(KindOfCall), Path), DryRun),
    request_body(content = Vec<u8>, content_type = "multipart/form-data",
        description = "part `file`: CSV or XLSX with the columns of its kind; of placements, what a row \
            leaves empty stays as it was"),
    responses((status = 200, body = ReportJson), (status = 422, body = ReportJson)))]
#[post("/v1/imports/<kind>", data = "<table>")]
pub async fn send(
    kind: KindOfCall,
    caller: Caller<Administrator>,
    query: Query<DryRun>,
    table: SentTable,
    app: &State<AppState>,
) -> Result<Reply, HttpError> {
    let user = caller.0;
    let dry_run = query.0.dry_run.unwrap_or_default();
    let report = import(&app.store, &user.by(), kind.0, &table.0, dry_run, user.now).await?;
    reply(report, dry_run, user.language)
}

fn reply(report: ImportReport, dry_run: bool, language: Language) -> Result<Reply, HttpError> {
    let shown = ReportJson {
        changed: report.changed,
        created: report.created,
        detail: None,
        errors: describe_rows(language, &report.errors),
        import: report.import,
        rows: report.rows,
        status: None,
        title: None,
        kind: None,
        unchanged: report.unchanged,
        warnings: describe_rows(language, &report.warnings),
    };
    let first = shown.errors.first().filter(|_| !dry_run).map(|error| error.message.clone());
    let Some(detail) = first else {
        return Ok((Status::Ok, (ContentType::JSON, written(&shown)?)));
    };
    let document = ReportJson {
        detail: Some(detail),
        status: Some(Status::UnprocessableEntity.code),
        title: Some(text(language, "status-422")),
        kind: Some("about:blank"),
        ..shown
    };
    let kind = ContentType::new("application", "problem+json");
    Ok((Status::UnprocessableEntity, (kind, written(&document)?)))
}

fn written(report: &ReportJson) -> Result<String, HttpError> {
    serde_json::to_string(report).map_err(|error| {
        tracing::error!(%error, "the report of an import was not written");
        HttpError::status(Status::InternalServerError)
    })
}
