//! The imports that were made, and taking one back.

use std::collections::HashMap;

use rocket::{get, post};

use super::files::template_address;
use crate::store::imports::Import;
use crate::store::{employees, imports};
use crate::web::Failure;
use crate::web::answers::page::{Answer, Page};
use crate::web::input::form::Form;
use crate::web::pages::admin::{Desk, zone};
use crate::web::request::local;
use crate::web::views::imports::{ImportRow, ImportsPage, TableRow};
use crate::workflows;
use crate::workflows::imports::import::TableOf;

/// Older ones are not taken back any more, for something else has touched what they changed.
const SHOWN: u64 = 50;

#[get("/admin/impor")]
pub async fn list(desk: Desk<'_>) -> Result<Page, Failure> {
    page(&desk).await
}

async fn page(desk: &Desk<'_>) -> Result<Page, Failure> {
    let found = imports::newest(desk.db(), None, SHOWN).await?;
    let people = found.iter().flat_map(|import| [import.imported_by, import.undone_by]);
    let people: Vec<_> = people.flatten().collect();
    let names: HashMap<i64, String> = employees::by_ids(desk.db(), people)
        .await?
        .into_iter()
        .map(|employee| (employee.id, employee.name))
        .collect();
    let imports = found.into_iter().map(|import| row(desk, import, &names)).collect();
    let tables = [
        ("/admin/pegawai/impor", TableOf::Employees),
        ("/admin/unit/impor", TableOf::Offices),
        ("/admin/mutasi", TableOf::Placements),
    ];
    let tables = tables.map(|(address, of)| TableRow {
        kind: of.kind(),
        address: address.to_owned(),
        templates: template_address(of),
    });
    Ok(desk.show(&ImportsPage { imports, tables: tables.into() }))
}

fn row(desk: &Desk<'_>, import: Import, names: &HashMap<i64, String>) -> ImportRow {
    let name = |id: Option<i64>| id.and_then(|id| names.get(&id)).cloned();
    let zone = zone(&desk.me);
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
    }
}

#[post("/admin/impor/<id>/batal", data = "<form>")]
pub async fn undo(id: i64, desk: Desk<'_>, form: Form) -> Result<Answer, Failure> {
    let me = &desk.me;
    form.0.only(&[], &[])?;
    let undone = workflows::imports::undo(desk.store(), &me.by(), id, me.now).await;
    desk.finish(undone.map(|_| "/admin/impor"), "flash-import-undone", page(&desk)).await
}
