//! Importing people: the file is checked first and waits on the server to be applied.

use rocket::http::Status;
use rocket::{get, post};
use serde_json::{Value, json};

use super::Desk;
use crate::reports::uploads::Uploads;
use crate::rules::Problem;
use crate::text::Language;
use crate::web::Failure;
use crate::web::page::Page;
use crate::web::table::{TableForm, told};
use crate::workflows::import::{self, TableOf};
use crate::workflows::import_report::ImportReport;

#[get("/admin/pegawai/impor")]
pub fn form(desk: Desk<'_>) -> Page {
    page(&desk, None, Value::Null)
}

fn page(desk: &Desk<'_>, upload: Option<String>, result: Value) -> Page {
    desk.page("admin/employees/import.html", json!({ "upload": upload, "result": result }))
}

#[post("/admin/pegawai/impor", data = "<form>")]
pub async fn send(desk: Desk<'_>, form: TableForm) -> Result<Page, Failure> {
    let (me, apply) = (&desk.me, form.text("action") == "apply");
    let uploads = Uploads::below(&desk.pekan.config.data_dir);
    let (owner, upload) = (me.me.id, form.text("upload").to_owned());
    let table = match form.file {
        Some(file) => Some(file),
        None => uploads.find(owner, &upload).await.map_err(lost)?,
    };
    let Some(table) = table else {
        let missing = Problem::new("file", if upload.is_empty() { "missing" } else { "file-gone" });
        let blank = page(&desk, None, Value::Null);
        return Ok(blank.with_problems(Status::UnprocessableEntity, &[missing]));
    };
    let (store, of) = (desk.store(), TableOf::Employees);
    let report = import::import(store, &me.by(), of, &table, !apply, me.now).await?;
    let (sound, shown) = (report.errors.is_empty(), result(&report, apply, me.language));
    if apply && sound {
        return Ok(page(&desk, None, shown));
    }
    let upload = if sound { Some(uploads.keep(owner, &table).await.map_err(lost)?) } else { None };
    let status = if sound { Status::Ok } else { Status::UnprocessableEntity };
    Ok(page(&desk, upload, shown).with_problems(status, &[]))
}

fn result(report: &ImportReport, applied: bool, language: Language) -> Value {
    json!({
        "rows": report.rows,
        "created": report.created,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "applied": applied && report.errors.is_empty(),
        "errors": told(language, &report.errors),
    })
}

fn lost(error: std::io::Error) -> Failure {
    tracing::error!(%error, "tables that wait to be imported");
    Failure::status(Status::ServiceUnavailable)
}
