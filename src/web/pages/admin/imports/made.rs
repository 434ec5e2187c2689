//! The imports that were made, and taking one back.

use std::collections::HashMap;

use rocket::{get, post};

use super::addresses::{address, template_address};
use crate::rules::{EmployeeId, ImportId};
use crate::store::employees;
use crate::store::imports::{self, Import};
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::who::Administrator;
use crate::web::input::confirmed_form::ConfirmedForm;
use crate::web::input::url_id::UrlId;
use crate::web::pages::admin::zone;
use crate::web::request::local;
use crate::web::views::imports::{ImportRow, ImportsPage, TableRow};
use crate::workflows;
use crate::workflows::imports::table;

/// Older ones are not taken back any more, for something else has touched what they changed.
const SHOWN: u64 = 50;

#[get("/admin/impor")]
pub async fn list(context: Context<'_, Administrator>) -> Result<Page, HttpError> {
    page(&context).await
}

async fn page(context: &Context<'_, Administrator>) -> Result<Page, HttpError> {
    let found = imports::newest(context.db(), None, SHOWN).await?;
    let people = found.iter().flat_map(|import| [import.imported_by, import.undone_by]);
    let people: Vec<_> = people.flatten().collect();
    let names: HashMap<EmployeeId, String> = employees::by_ids(context.db(), people)
        .await?
        .into_iter()
        .map(|employee| (employee.id, employee.name))
        .collect();
    let imports = found.into_iter().map(|import| row(context, import, &names)).collect();
    let tables = table::all().filter(|table| table.undoable).map(|table| TableRow {
        kind: table.kind,
        address: address(table),
        templates: template_address(table),
    });
    Ok(context.render(&ImportsPage { imports, tables: tables.collect() }))
}

fn row(
    context: &Context<'_, Administrator>,
    import: Import,
    names: &HashMap<EmployeeId, String>,
) -> ImportRow {
    let name = |id: Option<EmployeeId>| id.and_then(|id| names.get(&id)).cloned();
    let zone = zone(&context.user);
    ImportRow {
        id: import.id,
        kind: import.kind,
        at: local(import.imported_at, zone),
        by: name(import.imported_by),
        rows: import.row_count,
        created: import.created,
        changed: import.changed,
        undone_at: import.undone_at.map(|at| local(at, zone)),
        undone_by: name(import.undone_by),
        rows_removed: import.rows_removed_at.is_some(),
    }
}

#[post("/admin/impor/<id>/batal", data = "<form>")]
pub async fn undo(
    id: UrlId<ImportId>,
    context: Context<'_, Administrator>,
    form: ConfirmedForm,
) -> Result<Answer, HttpError> {
    let user = &context.user;
    form.0.only(&[], &[])?;
    let undone = workflows::imports::undo(context.store(), &user.warrant(), id.0).await;
    context.finish(undone.map(|_| "/admin/impor"), "flash-import-undone", page(&context)).await
}
