//! Who did what, for auditors and administrators.

use std::collections::HashMap;

use rocket::get;

use super::{PAGE, zone};
use crate::rules::{AuditId, EmployeeId, RoleKind};
use crate::store::{audit, employees};
use crate::web::HttpError;
use crate::web::answers::page::Page;
use crate::web::guards::context::Context;
use crate::web::guards::who::Auditor;
use crate::web::input::query::{Query, parameters};
use crate::web::input::url_id::UrlId;
use crate::web::request::local;
use crate::web::views::audit::{AuditPage, AuditRow, details};

parameters! {
    pub struct AuditQuery {
        /// Entries older than this one.
        pub sebelum: Option<UrlId<AuditId>>,
    }
}

#[get("/admin/audit")]
pub async fn list(
    context: Context<'_, Auditor>,
    query: Query<AuditQuery>,
) -> Result<Page, HttpError> {
    let user = &context.user;
    let db = context.db();
    let before = query.0.sebelum.map(|UrlId(id)| id);
    let mut entries = audit::newest(db, before, PAGE + 1).await?;
    let more = entries.len() as u64 > PAGE;
    entries.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let next = entries.last().filter(|_| more);
    let next = next.map(|entry| format!("/admin/audit?sebelum={}", entry.id));
    let ids = entries.iter().flat_map(|entry| [entry.actor_id, employee(&entry.subject)]);
    let ids: Vec<EmployeeId> = ids.flatten().collect();
    let people: HashMap<_, _> = employees::by_ids(db, ids)
        .await?
        .into_iter()
        .map(|employee| (employee.id, employee))
        .collect();
    let zone = zone(user);
    let administers = user.is(RoleKind::Administrator);
    let rows = entries.into_iter().map(|entry| {
        let owner = employee(&entry.subject).and_then(|id| people.get(&id));
        let owner = owner.filter(|_| administers);
        let period = entry.subject.strip_prefix("periods/").filter(|_| administers);
        let purchase = entry.subject.strip_prefix("purchases/");
        let url = owner
            .map(|employee| format!("/admin/pegawai/{}", employee.number))
            .or_else(|| period.map(|label| format!("/admin/periode/{label}")))
            .or_else(|| purchase.map(|id| format!("/belanja/{id}")));
        let actor = entry.actor_id.and_then(|id| people.get(&id));
        AuditRow {
            id: entry.id,
            at: local(entry.at, zone),
            actor: actor.map(|actor| actor.name.clone()),
            action: entry.action,
            subject: entry.subject,
            subject_url: url,
            details: details(&entry.details),
        }
    });
    let view = AuditPage { entries: rows.collect(), next_url: next };
    Ok(context.render(&view))
}

/// Whose record it is about, if it is about a person.
fn employee(subject: &str) -> Option<EmployeeId> {
    subject.strip_prefix("employees/")?.parse().ok()
}
