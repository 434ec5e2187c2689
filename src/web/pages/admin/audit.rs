//! Who did what, for auditors and administrators: a list, and the same as a file.

use std::collections::HashMap;

use rocket::get;

use super::audit_filter::{AuditQuery, Filter, Reader, choice};
use super::{PAGE, zone};
use crate::reports::table::{Heading, Table};
use crate::rules::EmployeeId;
use crate::rules::audit::AuditAction;
use crate::store::audit::Entry;
use crate::store::employees;
use crate::text::{self, formats};
use crate::web::HttpError;
use crate::web::answers::download::{Download, Kind};
use crate::web::answers::page::Page;
use crate::web::input::person_segment::person_path;
use crate::web::input::query::Query;
use crate::web::request::local;
use crate::web::views::audit::{AuditPage, AuditRow, Choice, details};
use crate::web::views::audit_sentence::{Known, label, sentence};
use crate::workflows::trail::{Export, note_export};

#[get("/admin/audit")]
pub async fn list(context: Reader<'_>, query: Query<AuditQuery>) -> Result<Page, HttpError> {
    let filter = Filter::read(&context, query.0).await?;
    let mut entries = filter.entries(&context, filter.before, PAGE + 1).await?;
    let more = entries.len() as u64 > PAGE;
    entries.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let next = entries.last().filter(|_| more);
    let next = next.map(|entry| filter.url("/admin/audit", &[("sebelum", &entry.id.to_string())]));
    let known = known(&context, &entries).await?;
    let zone = zone(&context.user);
    let actions = AuditAction::ALL.into_iter().map(|action| Choice {
        value: action.name().to_owned(),
        label: label(context.language, action),
    });
    let mut actions: Vec<_> = actions.collect();
    actions.sort_by(|a, b| a.label.cmp(&b.label));
    let rows = entries.iter().map(|entry| AuditRow {
        id: entry.id,
        at: local(entry.at, zone),
        actor: known.name(entry.actor_id).map(str::to_owned),
        sentence: sentence(context.language, entry, &known),
        action: entry.action.name().to_owned(),
        subject: entry.subject.clone(),
        subject_url: subject_url(entry, &known),
        details: details(&entry.details),
    });
    Ok(context.render(&AuditPage {
        entries: rows.collect(),
        form: filter.form(),
        actor: filter.actor.found.as_ref().map(choice),
        about: filter.about.found.as_ref().map(choice),
        actions,
        file_url: filter.url("/admin/audit/jejak.csv", &[]),
        meant: filter.meant,
        next_url: next,
    }))
}

/// The most that one file holds.
const MOST_LINES: usize = 50_000;
/// Entries that are read at once.
const AT_ONCE: u64 = 1_000;

/// The narrowed list as CSV; where it is cut, the last line says so.
#[get("/admin/audit/jejak.csv")]
pub async fn download(
    context: Reader<'_>,
    query: Query<AuditQuery>,
) -> Result<Download, HttpError> {
    let filter = Filter::read(&context, query.0).await?;
    let (language, zone) = (context.language, zone(&context.user));
    let headings = [
        ("audit-at", 24, false),
        ("audit-actor", 30, false),
        ("number", 21, true),
        ("audit-sentence", 80, false),
        ("audit-about", 30, false),
        ("number", 21, true),
        ("audit-record", 20, false),
        ("audit-details", 60, false),
    ];
    let columns = headings.map(|(key, width, digits)| {
        let words = text::text(language, key);
        Heading { words, width, digits }
    });
    let mut table = Table { name: "audit".into(), columns: columns.to_vec(), ..Table::default() };
    let mut before = filter.before;
    loop {
        let entries = filter.entries(&context, before, AT_ONCE).await?;
        let known = known(&context, &entries).await?;
        table.rows.extend(entries.iter().map(|entry| {
            let name = |id| known.name(id).unwrap_or_default().to_owned();
            let number = |id| known.number(id).unwrap_or_default().to_owned();
            let by = known.name(entry.actor_id);
            vec![
                local(entry.at, zone),
                by.map_or_else(|| text::text(language, "audit-system"), str::to_owned),
                number(entry.actor_id),
                sentence(language, entry, &known),
                name(entry.about_id),
                number(entry.about_id),
                entry.subject.clone(),
                entry.details.clone(),
            ]
        }));
        before = entries.last().map(|entry| entry.id);
        if (entries.len() as u64) < AT_ONCE {
            break;
        }
        if table.rows.len() >= MOST_LINES {
            let most = formats::number(language, i64::try_from(MOST_LINES).unwrap_or(i64::MAX));
            let cut = text::text_with(language, "audit-cut", &[("most", (&most).into())]);
            table.rows.push(vec![cut]);
            break;
        }
    }
    let export = Export::Audit { count: table.rows.len() };
    note_export(context.store(), &context.user.warrant(), export).await?;
    let body = table.csv().map_err(|error| {
        tracing::error!(%error, "the audit as a file");
        HttpError::status(rocket::http::Status::InternalServerError)
    })?;
    Ok(Download::of(Kind::Csv, "jejak-audit", body))
}

async fn known<'a>(context: &'a Reader<'_>, entries: &[Entry]) -> Result<Known<'a>, HttpError> {
    let ids = entries.iter().flat_map(|entry| [entry.actor_id, entry.about_id]).flatten();
    let mut ids: Vec<EmployeeId> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    let people: HashMap<_, _> = employees::by_ids(context.db(), ids)
        .await?
        .into_iter()
        .map(|employee| (employee.id, (employee.number, employee.name)))
        .collect();
    Ok(Known { people, rulebook: &context.user.rulebook })
}

/// The page of the record.
fn subject_url(entry: &Entry, known: &Known<'_>) -> Option<String> {
    let (table, id) = entry.subject.split_once('/')?;
    Some(match table {
        "employees" => {
            let id = id.parse().ok()?;
            known.name(Some(id))?;
            person_path(id)
        }
        "periods" => format!("/admin/periode/{id}"),
        "purchases" => format!("/belanja/{id}"),
        "exemptions" => format!("/pengecualian/{id}"),
        "policies" => format!("/admin/kebijakan/{id}"),
        "mails" => format!("/admin/surel/{id}"),
        "corrections" => "/admin/perbaikan".into(),
        "offices" => {
            let office = known.rulebook.offices.get(id.parse().ok()?)?;
            format!("/admin/unit/{}", office.code)
        }
        _ => return None,
    })
}
