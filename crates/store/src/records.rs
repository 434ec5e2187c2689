//! What is stored of one person over some periods, in one statement: a page asks for what it shows.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ConnectionTrait;
use serde::Deserialize;

use super::closed_results::{self, Outcome};
use super::gather::Lists;
use super::mails::{self, Notice};
use super::purchases::{self, Purchase};
use super::sellers::{self, Recent};
use super::shared_parts::OpenPart;
use super::totals::{self, Tallies};
use super::{Result, declarations, exemptions, shared_parts};
use pekan_rules::declaration::Reason;
use pekan_rules::{EmployeeId, Exemption, Period};

/// What is asked. The periods are of one kind, in order, and not none.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    pub employee: EmployeeId,
    pub periods: &'a [Period],
    /// Whether one of the periods is closed, so that results are stored.
    pub closed: bool,
    /// The days whose purchases are listed.
    pub purchases: Option<(NaiveDate, NaiveDate)>,
    /// How many of them at the most.
    pub most: Option<u64>,
    /// How many shops where they bought last.
    pub recent: Option<usize>,
    /// The period for which they may have declared that they buy nothing.
    pub declared: Option<&'a Period>,
    /// Whether parts of receipts that wait for their answer are listed.
    pub parts: bool,
    /// The instant for which is listed what their page says instead of mails.
    pub notices: Option<DateTime<Utc>>,
}

impl<'a> Question<'a> {
    /// Only what the rules ask.
    pub fn of(employee: EmployeeId, periods: &'a [Period]) -> Self {
        Self {
            employee,
            periods,
            closed: false,
            purchases: None,
            most: None,
            recent: None,
            declared: None,
            parts: false,
            notices: None,
        }
    }
}

/// The answer; empty where nothing was asked.
#[derive(Clone, Debug, Default)]
pub struct Records {
    /// Those that touch the periods.
    pub exemptions: Vec<Exemption>,
    pub tallies: Tallies,
    pub results: Vec<Outcome>,
    /// The newest record first.
    pub purchases: Vec<Purchase>,
    /// The newest first, each once.
    pub recent: Vec<Recent>,
    /// Why they buy nothing.
    pub declared: Option<Reason>,
    /// Parts of receipts that wait for their answer.
    pub parts: Vec<OpenPart>,
    /// What is said instead of mails, the newest first.
    pub notices: Vec<Notice>,
}

#[derive(Deserialize)]
struct Declared {
    reason: Reason,
}

pub async fn ask(db: &impl ConnectionTrait, question: &Question<'_>) -> Result<Records> {
    let Question { employee, periods, closed, purchases, most, recent, declared, parts, notices } =
        *question;
    let (first, last) = (periods[0], periods[periods.len() - 1]);
    let days = (first.start, last.end);
    let mut lists = Lists::new(db)
        .with("exemptions", exemptions::rows_of(employee, days))
        .with("totals", totals::rows_of(employee, first.kind, days));
    if closed {
        let results = closed_results::rows_of(employee, first.kind, (first.start, last.start));
        lists = lists.with("results", results);
    }
    if let Some(days) = purchases {
        lists = lists.with("purchases", purchases::own_rows(employee, days, most));
    }
    if recent.is_some() {
        lists = lists.with("recent", sellers::rows_of(employee));
    }
    if let Some(period) = declared {
        lists = lists.with("declared", declarations::rows_of(employee, period));
    }
    if parts {
        lists = lists.with("parts", shared_parts::open_rows(employee));
    }
    if let Some(now) = notices {
        lists = lists.with("notices", mails::shown_rows(employee, now));
    }
    let answer = lists.ask(db).await?;
    let mut records = Records {
        exemptions: answer
            .list::<exemptions::Days>("exemptions")?
            .into_iter()
            .map(Into::into)
            .collect(),
        tallies: totals::read(&answer.list("totals")?)?,
        ..Records::default()
    };
    if closed {
        records.results = closed_results::read(answer.list("results")?)?;
    }
    if purchases.is_some() {
        records.purchases = purchases::read(answer.list("purchases")?);
    }
    if let Some(most) = recent {
        records.recent = sellers::recent(answer.list("recent")?, most);
    }
    if declared.is_some() {
        let found = answer.list::<Declared>("declared")?.pop();
        records.declared = found.map(|declared| declared.reason);
    }
    if parts {
        records.parts = answer.list("parts")?;
    }
    if notices.is_some() {
        records.notices = answer.list("notices")?;
    }
    Ok(records)
}
