//! Importing people: the file is checked first and waits on the server to be applied.

use rocket::http::Status;
use rocket::{State, get, post};
use serde_json::{Value, json};

use crate::reports::uploads::Uploads;
use crate::rules::Problem;
use crate::text::Language;
use crate::web::page::{Frame, Page};
use crate::web::table::{TableForm, told};
use crate::web::viewer::{Administrator, SignedIn};
use crate::web::{Failure, Pekan};
use crate::workflows::import_employees;
use crate::workflows::import_report::ImportReport;

#[get("/admin/pegawai/impor")]
pub fn form(me: Administrator, frame: Frame) -> Page {
    page(&frame, &me.0, None, Value::Null)
}

fn page(frame: &Frame, me: &SignedIn, upload: Option<String>, result: Value) -> Page {
    let own = json!({ "upload": upload, "result": result });
    frame.page("admin/employees/import.html", "admin", me, own)
}

#[post("/admin/pegawai/impor", data = "<form>")]
pub async fn send(
    form: TableForm,
    me: Administrator,
    frame: Frame,
    pekan: &State<Pekan>,
) -> Result<Page, Failure> {
    let (me, apply) = (me.0, form.text("action") == "apply");
    let uploads = Uploads::below(&pekan.config.data_dir);
    let (owner, upload) = (me.me.id, form.text("upload").to_owned());
    let table = match form.file {
        Some(file) => Some(file),
        None => uploads.find(owner, &upload).await.map_err(lost)?,
    };
    let Some(table) = table else {
        let missing = Problem::new("file", if upload.is_empty() { "missing" } else { "file-gone" });
        let blank = page(&frame, &me, None, Value::Null);
        return Ok(blank.with_problems(Status::UnprocessableEntity, &[missing]));
    };
    let report = import_employees::import(&pekan.store, &me.by(), &table, !apply, me.now).await?;
    let (sound, shown) = (report.errors.is_empty(), result(&report, apply, me.language));
    if apply && sound {
        return Ok(page(&frame, &me, None, shown));
    }
    let upload = if sound { Some(uploads.keep(owner, &table).await.map_err(lost)?) } else { None };
    let status = if sound { Status::Ok } else { Status::UnprocessableEntity };
    Ok(page(&frame, &me, upload, shown).with_problems(status, &[]))
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
