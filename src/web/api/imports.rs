//! Tables of people, offices, transfers, exemptions and holidays: looked at first (`dry_run`),
//! written whole or not at all.

use std::collections::BTreeMap;

use rocket::http::{ContentType, Status};
use rocket::serde::json::Json;
use rocket::{State, post};
use serde::Serialize;
use utoipa::ToSchema;

use super::ProblemDocument;
use super::dry_run::DryRun;
use super::import_plan::{self, PlanJson, UnknownJson};
use crate::rules::ImportId;
use crate::text::{Language, text};
use crate::web::guards::caller::Caller;
use crate::web::guards::who::Importer;
use crate::web::input::import_kind::KindOfCall;
use crate::web::input::query::Query;
use crate::web::input::table::{RowJson, SentTable, describe_rows};
use crate::web::{AppState, HttpError};
use crate::workflows::WorkflowError;
use crate::workflows::imports::import::import_mapped;
use crate::workflows::imports::reading;
use crate::workflows::imports::report::ImportReport;

/// What is said of a table that was refused: its report, or what is wrong with the call before it was read.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "for the description: what is answered is one of the two")]
enum RefusedTable {
    Report(ReportJson),
    Call(ProblemDocument),
}

/// What a table did, or would do. Of one that was refused it is a problem document, too.
#[derive(Serialize, ToSchema)]
pub struct ReportJson {
    changed: usize,
    created: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// Any, and nothing was written.
    errors: Vec<RowJson>,
    /// Rows that the file hides, and that were read.
    hidden_rows: Vec<u64>,
    /// Columns of the file that were not read.
    ignored: Vec<String>,
    /// The number to undo it by; `null` while nothing was written.
    #[schema(value_type = Option<i64>)]
    import: Option<ImportId>,
    /// New people who can be invited now; an import invites nobody.
    invitable: usize,
    /// Rows that say nothing of anybody, by why they were passed over.
    passed: BTreeMap<&'static str, Vec<u64>>,
    rows: usize,
    /// The sheet that was read, where there are sheets.
    sheet: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    unchanged: usize,
    /// Values that nobody knows, each once.
    unknown: Vec<UnknownJson>,
    /// What is odd about a row, and is accepted all the same.
    warnings: Vec<RowJson>,
}

type Reply = (Status, (ContentType, String));

/// Imports a table of the kind that the path names. With an error nothing is written: 422, the
/// report in the problem document.
#[utoipa::path(context_path = "/api", tag = "imports",
    params(("kind" = inline(KindOfCall), Path), DryRun),
    request_body(content = Vec<u8>, content_type = "multipart/form-data",
        description = "part `file`: XLSX, XLS, ODS or CSV with the columns of its kind; of placements, what \
            a row leaves empty stays as it was. Part `mapping`: how columns and values are read, as \
            `plan` answers it"),
    responses((status = 200, body = ReportJson), (status = 422, body = RefusedTable,
        content_type = "application/problem+json")))]
#[post("/v1/imports/<kind>", data = "<table>")]
pub async fn send(
    kind: KindOfCall,
    caller: Caller<Importer>,
    query: Query<DryRun>,
    table: SentTable,
    app: &State<AppState>,
) -> Result<Reply, HttpError> {
    let user = caller.0;
    let dry_run = query.0.dry_run.unwrap_or_default();
    let SentTable { file, mapping } = table;
    let report =
        import_mapped(&app.store, &user.warrant(), kind.0, &file, mapping, dry_run).await?;
    reply(report, dry_run, user.language)
}

/// Says how a table of the kind that the path names would be read: which column holds what, and which
/// values nobody knows. Nothing is written. What is answered, changed where it is wrong, may be sent
/// with the table as `mapping`.
#[utoipa::path(context_path = "/api", tag = "imports",
    params(("kind" = inline(KindOfCall), Path)),
    request_body(content = Vec<u8>, content_type = "multipart/form-data",
        description = "part `file`; part `mapping`, JSON, where some of it has been said already"),
    responses((status = 200, body = PlanJson)))]
#[post("/v1/imports/<kind>/plan", data = "<table>")]
pub async fn plan(
    kind: KindOfCall,
    caller: Caller<Importer>,
    table: SentTable,
    app: &State<AppState>,
) -> Result<Json<PlanJson>, HttpError> {
    let (user, SentTable { file, mapping }) = (caller.0, table);
    match reading::look(&app.store, &user.warrant(), kind.0, &file, mapping).await? {
        Ok((sheet, questions)) => Ok(Json(PlanJson::of(&sheet, &questions, user.language))),
        Err(faults) => {
            let problems = faults.into_iter().map(|fault| fault.problem).collect();
            Err(HttpError::from(WorkflowError::Invalid(problems)))
        }
    }
}

fn reply(report: ImportReport, dry_run: bool, language: Language) -> Result<Reply, HttpError> {
    let shown = ReportJson {
        changed: report.changed,
        created: report.created,
        detail: None,
        errors: describe_rows(language, &report.errors),
        hidden_rows: report.file.hidden_rows.clone(),
        ignored: report.file.ignored.clone(),
        import: report.import,
        invitable: report.invitable,
        passed: report.file.passed.iter().map(|(why, rows)| (why.name(), rows.clone())).collect(),
        rows: report.rows,
        sheet: report.file.sheet.clone(),
        status: None,
        title: None,
        kind: None,
        unchanged: report.unchanged,
        unknown: import_plan::unknown(&report.questions),
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
