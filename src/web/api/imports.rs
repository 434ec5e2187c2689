//! Tables of people and offices: looked at first (`dry_run`), written whole or not at all.

use rocket::http::{ContentType, Status};
use rocket::{State, post};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::rules::problem::shown;
use crate::text::{Language, text};
use crate::web::table::{RowJson, SentTable, told};
use crate::web::viewer::Caller;
use crate::web::{Failure, Pekan};
use crate::workflows::import_report::ImportReport;
use crate::workflows::{import_employees, import_offices};

#[derive(Serialize, ToSchema)]
pub struct ReportJson {
    rows: usize,
    created: usize,
    changed: usize,
    unchanged: usize,
    /// Any, and nothing was written.
    errors: Vec<RowJson>,
    warnings: Vec<RowJson>,
}

type Reply = (Status, (ContentType, String));

/// Imports people. With an error nothing is written: 422, the report in the problem document.
#[utoipa::path(context_path = "/api", tag = "imports",
    params(("dry_run" = Option<bool>, Query)),
    request_body(content = Vec<u8>, content_type = "multipart/form-data",
        description = "part `file`: CSV"),
    responses((status = 200, body = ReportJson), (status = 422, body = ReportJson)))]
#[post("/v1/imports/employees?<dry_run>", data = "<table>")]
pub async fn employees(
    caller: Caller,
    dry_run: Option<&str>,
    table: SentTable,
    pekan: &State<Pekan>,
) -> Result<Reply, Failure> {
    let (me, dry_run) = (caller.0, is_dry(dry_run)?);
    let report =
        import_employees::import(&pekan.store, &me.by(), &table.0, dry_run, me.now).await?;
    Ok(reply(report, dry_run, me.language))
}

/// Imports offices, as people.
#[utoipa::path(context_path = "/api", tag = "imports",
    params(("dry_run" = Option<bool>, Query)),
    request_body(content = Vec<u8>, content_type = "multipart/form-data",
        description = "part `file`: CSV"),
    responses((status = 200, body = ReportJson), (status = 422, body = ReportJson)))]
#[post("/v1/imports/offices?<dry_run>", data = "<table>")]
pub async fn offices(
    caller: Caller,
    dry_run: Option<&str>,
    table: SentTable,
    pekan: &State<Pekan>,
) -> Result<Reply, Failure> {
    let (me, dry_run) = (caller.0, is_dry(dry_run)?);
    let report = import_offices::import(&pekan.store, &me.by(), &table.0, dry_run, me.now).await?;
    Ok(reply(report, dry_run, me.language))
}

fn is_dry(dry_run: Option<&str>) -> Result<bool, Failure> {
    match dry_run {
        None | Some("false") => Ok(false),
        Some("true") => Ok(true),
        Some(other) => Err(Failure::invalid(shown("dry_run", "unknown-choice", other))),
    }
}

fn reply(report: ImportReport, dry_run: bool, language: Language) -> Reply {
    let shown = ReportJson {
        rows: report.rows,
        created: report.created,
        changed: report.changed,
        unchanged: report.unchanged,
        errors: told(language, &report.errors),
        warnings: told(language, &report.warnings),
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
