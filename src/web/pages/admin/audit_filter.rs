//! What the audit is narrowed to: by whom, about whom, what, and when.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};

use super::{address, zone};
use crate::rules::audit::AuditAction;
use crate::rules::{AuditId, EmployeeId, Zone};
use crate::store::audit::{self, Entry, Search};
use crate::store::employees::{self, Employee};
use crate::web::HttpError;
use crate::web::guards::context::Context;
use crate::web::guards::who::AdministrationReader;
use crate::web::input::person_segment::PersonSegment;
use crate::web::input::query::{Chosen, parameters};
use crate::web::input::url_id::UrlId;
use crate::web::views::audit::{Choice, Meant, MeantPerson};
use crate::web::views::form_values::FormValues;

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

pub type Reader<'r> = Context<'r, AdministrationReader>;

/// What the list is narrowed to.
pub struct Filter {
    pub actor: Person,
    pub about: Person,
    action: Option<AuditAction>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    pub before: Option<AuditId>,
    /// The people whom a text may mean that names nobody or several.
    pub meant: Vec<Meant>,
}

/// A filter for people, as it was typed and as it is understood.
#[derive(Default)]
pub struct Person {
    text: String,
    pub found: Option<Employee>,
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

pub fn choice(employee: &Employee) -> Choice {
    Choice {
        value: PersonSegment(employee.id).to_string(),
        label: format!("{} · {}", employee.name, employee.number),
    }
}

/// How many people are offered for a name that fits several.
const OFFERED: u64 = 8;

impl Filter {
    pub async fn read(context: &Reader<'_>, query: AuditQuery) -> Result<Self, HttpError> {
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
    pub async fn entries(
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

    pub fn form(&self) -> FormValues {
        self.fields().into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    pub fn url(&self, path: &str, other: &[(&str, &str)]) -> String {
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
