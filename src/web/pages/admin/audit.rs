//! Who did what, for auditors and administrators: a list, and the same as a file.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use rocket::get;

use super::{PAGE, address, zone};
use crate::reports::table::{Heading, Table};
use crate::rules::audit::AuditAction;
use crate::rules::{AuditId, EmployeeId, Zone};
use crate::store::audit::{self, Entry, Search};
use crate::store::employees::{self, Employee};
use crate::text::{self, formats};
use crate::web::HttpError;
use crate::web::answers::download::Download;
use crate::web::answers::page::Page;
use crate::web::guards::context::Context;
use crate::web::guards::who::AdministrationReader;
use crate::web::input::person_segment::{PersonSegment, person_path};
use crate::web::input::query::{Chosen, Query, parameters};
use crate::web::input::url_id::UrlId;
use crate::web::request::local;
use crate::web::views::audit::{AuditPage, AuditRow, Choice, Meant, MeantPerson, details};
use crate::web::views::audit_sentence::{Known, label, sentence};
use crate::web::views::form_values::FormValues;
use crate::workflows::trail::{Export, note_export};

parameters! {
    pub struct AuditQuery {
        /// Who did it: the segment of a person, a number, or part of a name.
        pub oleh: Option<String>,
        /// Whom it is about.
        pub tentang: Option<String>,
        pub tindakan: Chosen<AuditAction>,
        pub dari: Chosen<NaiveDate>,
        /// The last day.
        pub sampai: Chosen<NaiveDate>,
        /// Entries older than this one.
        pub sebelum: Option<UrlId<AuditId>>,
    }
}

type Reader<'r> = Context<'r, AdministrationReader>;

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
    Ok(Download::csv("jejak-audit", body))
}

/// What the list is narrowed to.
struct Filter {
    actor: Person,
    about: Person,
    action: Option<AuditAction>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    before: Option<AuditId>,
    /// The people whom a text may mean that names nobody or several.
    meant: Vec<Meant>,
}

/// A filter for people, as it was typed and as it is understood.
#[derive(Default)]
struct Person {
    text: String,
    found: Option<Employee>,
}

impl Person {
    fn typed(text: Option<String>) -> Self {
        Self { text: text.unwrap_or_default().trim().to_owned(), found: None }
    }

    fn id(&self) -> Option<EmployeeId> {
        self.found.as_ref().map(|employee| employee.id)
    }

    /// As it stands in addresses.
    fn in_address(&self) -> String {
        self.id().map_or_else(|| self.text.clone(), |id| PersonSegment(id).to_string())
    }
}

fn choice(employee: &Employee) -> Choice {
    Choice {
        value: PersonSegment(employee.id).to_string(),
        label: format!("{} · {}", employee.name, employee.number),
    }
}

/// How many people are offered for a name that fits several.
const OFFERED: u64 = 8;

impl Filter {
    async fn read(context: &Reader<'_>, query: AuditQuery) -> Result<Self, HttpError> {
        let mut filter = Self {
            actor: Person::typed(query.oleh),
            about: Person::typed(query.tentang),
            action: query.tindakan.0,
            from: query.dari.0,
            to: query.sampai.0,
            before: query.sebelum.map(|UrlId(id)| id),
            meant: Vec::new(),
        };
        let mut unclear = Vec::new();
        for name in ["oleh", "tentang"] {
            let text = filter.person(name).text.clone();
            if text.is_empty() {
                continue;
            }
            let id = text.parse().ok().map(|PersonSegment(id)| id);
            let search = employees::Search {
                id,
                text: Some(text.clone()).filter(|_| id.is_none()),
                limit: OFFERED,
                ..employees::Search::default()
            };
            let found = employees::search(context.db(), &context.user.sight(), &search).await?;
            let exact = found.iter().find(|person| person.number == text);
            let only = found.first().filter(|_| found.len() == 1);
            match exact.or(only) {
                Some(person) => filter.person(name).found = Some(person.clone()),
                None => unclear.push((name, text, found)),
            }
        }
        // Now that both are looked for, no address has to say a number.
        for (name, text, found) in unclear {
            let people = found.into_iter().map(|person| MeantPerson {
                url: filter.url("/admin/audit", &[(name, &PersonSegment(person.id).to_string())]),
                name: person.name,
                number: person.number,
            });
            let meant = Meant { text, people: people.collect() };
            filter.meant.push(meant);
        }
        Ok(filter)
    }

    fn person(&mut self, name: &str) -> &mut Person {
        if name == "oleh" { &mut self.actor } else { &mut self.about }
    }

    /// Nothing while it is not clear who is meant.
    async fn entries(
        &self,
        context: &Reader<'_>,
        before: Option<AuditId>,
        limit: u64,
    ) -> Result<Vec<Entry>, HttpError> {
        if !self.meant.is_empty() {
            return Ok(Vec::new());
        }
        let zone = zone(&context.user);
        let search = Search {
            actor: self.actor.id(),
            about: self.about.id(),
            action: self.action,
            from: self.from.and_then(|day| midnight(day, zone)),
            until: self.to.and_then(|day| midnight(day.succ_opt()?, zone)),
            after: before,
            limit,
        };
        Ok(audit::search(context.db(), &search).await?)
    }

    /// The filter's fields and their values, those of `other` in place of its own.
    fn fields(&self) -> [(&'static str, String); 5] {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        [
            ("oleh", self.actor.in_address()),
            ("tentang", self.about.in_address()),
            ("tindakan", self.action.map(AuditAction::name).unwrap_or_default().to_owned()),
            ("dari", day(self.from)),
            ("sampai", day(self.to)),
        ]
    }

    fn form(&self) -> FormValues {
        self.fields().into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    fn url(&self, path: &str, other: &[(&str, &str)]) -> String {
        let own = self.fields();
        let own = own.iter().map(|(name, value)| (*name, value.as_str()));
        let own = own.filter(|(name, _)| other.iter().all(|(theirs, _)| theirs != name));
        address(path, &own.chain(other.iter().copied()).collect::<Vec<_>>())
    }
}

fn midnight(day: NaiveDate, zone: Zone) -> Option<DateTime<Utc>> {
    let local = zone.offset().from_local_datetime(&day.and_time(NaiveTime::MIN)).single()?;
    Some(local.with_timezone(&Utc))
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
        "offices" => {
            let office = known.rulebook.offices.get(id.parse().ok()?)?;
            format!("/admin/unit/{}", office.code)
        }
        _ => return None,
    })
}
