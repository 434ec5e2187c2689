//! An office for its head: who has met the minimum, who has not, how it went so far.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use rocket::{State, get};
use serde_json::{Value, json};

use super::history::{page_number, unreadable};
use super::shown::{self, PERIODS};
use crate::rules::{
    Assessment, EmployeeId, Office, OfficeId, Period, PeriodKind, Rulebook, Summary, policy,
};
use crate::store::employees::{self, Employee};
use crate::store::{self, Store};
use crate::web::page::{Frame, Page};
use crate::web::viewer::SignedIn;
use crate::web::{Failure, Pekan};
use crate::workflows::assess::{self, Person};

/// Above this only the office's own people are in the table, beside the offices below it.
const MOST_IN_TABLE: usize = 400;
const ROWS: usize = 60;
const ATTENTION: usize = 8;

/// An office in the viewer's scope, or nothing.
pub fn in_scope<'a>(me: &'a SignedIn, code: &str) -> Result<&'a Office, Failure> {
    let office = me.rulebook.offices.by_code(code).ok_or_else(Failure::not_found)?;
    if me.scope().holds_office(office.id) { Ok(office) } else { Err(Failure::not_found()) }
}

/// The period that is asked for, else the present one of the policy that governs the office.
pub fn period_of(
    rulebook: &Rulebook,
    office: &Office,
    asked: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Period, Failure> {
    let today = office.zone.date(now);
    if let Some(text) = asked {
        let period = Period::parse(text).filter(|period| period.start <= today);
        return period.ok_or_else(|| unreadable("periode", text));
    }
    let governs = |period: &Period| {
        policy::governing(&rulebook.policies, &rulebook.offices, office.id, period).is_some()
    };
    let (week, month) = (Period::week_of(today), Period::month_of(today));
    Ok(if !governs(&week) && governs(&month) { month } else { week })
}

/// The people of an office and below over some periods, and how they stand in the last of them.
pub struct Board<'a> {
    pub rulebook: &'a Rulebook,
    pub office: &'a Office,
    pub periods: Vec<Period>,
    pub people: &'a [Person],
    pub now: DateTime<Utc>,
    /// The office and all below it.
    pub below: Vec<OfficeId>,
}

impl<'a> Board<'a> {
    fn period(&self) -> Period {
        self.periods[self.periods.len() - 1]
    }

    /// Everybody who counts for the office in the last period, with how they stand.
    pub fn standing(&self) -> Vec<(&'a Person, Assessment<'a>)> {
        let period = self.period();
        let assessed = self.people.iter().map(|person| {
            let assessment = person.assess(self.rulebook, &period, self.now);
            (person, assessment)
        });
        let here = |office: Option<OfficeId>| office.is_some_and(|id| self.below.contains(&id));
        assessed.filter(|(_, assessment)| here(assessment.office)).collect()
    }

    fn own_summaries(&self, period: &Period) -> HashMap<OfficeId, Summary> {
        assess::own_summaries(self.people, self.rulebook, period, self.now)
    }

    fn children(&self, own: &HashMap<OfficeId, Summary>) -> Vec<Value> {
        let tree = &self.rulebook.offices;
        let children = tree.children(Some(self.office.id)).map(|child| {
            let sum = assess::summary(own, tree, child.id);
            json!({
                "code": child.code,
                "name": child.name,
                "obliged": sum.obliged,
                "met": sum.met,
                "open": sum.open,
                "short": sum.short,
                "rate": sum.rate(),
                "counted_amount": sum.counted_amount,
            })
        });
        children.collect()
    }

    fn trend(&self) -> Vec<Value> {
        let points = self.periods.iter().map(|period| {
            let own = self.own_summaries(period);
            let sum = assess::summary(&own, &self.rulebook.offices, self.office.id);
            json!({ "start": period.start, "rate": sum.rate() })
        });
        points.collect()
    }

    fn cells(&self, person: &Person) -> Vec<Value> {
        let cells = self.periods.iter().map(|period| {
            let one = person.assess(self.rulebook, period, self.now);
            json!({ "amount": one.counted, "minimum": one.minimum, "status": one.status })
        });
        cells.collect()
    }
}

/// Those who miss the most come first; whoever owes nothing comes last.
fn by_shortfall(rows: &mut [(&Person, Assessment<'_>)]) {
    rows.sort_by_key(|(person, one)| {
        let missing = if one.status.obliged() { one.shortfall } else { None };
        (std::cmp::Reverse(missing), one.counted, person.id)
    });
}

pub async fn names(
    store: &Store,
    ids: impl IntoIterator<Item = EmployeeId>,
) -> store::Result<HashMap<EmployeeId, Employee>> {
    let found = employees::by_ids(store.reader(), ids).await?;
    Ok(found.into_iter().map(|employee| (employee.id, employee)).collect())
}

#[get("/unit/<code>?<periode>&<urut>&<halaman>")]
pub async fn show(
    code: &str,
    periode: Option<&str>,
    urut: Option<&str>,
    halaman: Option<&str>,
    me: SignedIn,
    frame: Frame,
    pekan: &State<Pekan>,
) -> Result<Page, Failure> {
    let office = in_scope(&me, code)?;
    let period = period_of(&me.rulebook, office, periode, me.now)?;
    let (by_name, page) = (by_name(urut)?, page_number(halaman)?);
    let below = me.rulebook.offices.subtree(office.id);
    let past = period.last(PERIODS);
    let people = assess::roster(pekan.store.reader(), Some(&below), &past).await?;
    let (rulebook, now) = (&*me.rulebook, me.now);
    let board = Board { rulebook, office, periods: past, people: &people, now, below };
    let own = board.own_summaries(&period);
    let summary = assess::summary(&own, &rulebook.offices, office.id);
    let mut standing = board.standing();
    by_shortfall(&mut standing);
    let (attention, attention_total) = attention(&pekan.store, rulebook, &standing).await?;
    let heat = heat(&pekan.store, &board, standing, by_name, page).await?;
    let values = json!({
        "office": { "code": office.code, "name": office.name },
        "crumbs": crumbs(&me, office),
        "period": shown::period(&period),
        "period_state": if is_open(rulebook, office, &period, now) { "open" } else { "closed" },
        "previous_url": address(office, &period.previous()),
        "next_url": (period.end < office.zone.date(now)).then(|| address(office, &period.next())),
        "summary": figures(&summary),
        "heat": heat,
        "attention": attention,
        "attention_total": attention_total,
        "children": board.children(&own),
        "trend": board.trend(),
        "csv_url": format!("/unit/{}/rekap.csv?periode={}", office.code, period.label()),
    });
    Ok(frame.page("offices/show.html", "office", &me, values))
}

/// The table is by name or, where nothing is asked, by what is missing.
fn by_name(urut: Option<&str>) -> Result<bool, Failure> {
    match urut.unwrap_or_default() {
        "" => Ok(false),
        "nama" => Ok(true),
        other => Err(unreadable("urut", other)),
    }
}

fn address(office: &Office, period: &Period) -> String {
    format!("/unit/{}?periode={}", office.code, period.label())
}

fn figures(summary: &Summary) -> Value {
    let mut figures = json!(summary);
    figures["rate"] = json!(summary.rate());
    figures
}

/// Whether the deadline of the period has not passed.
fn is_open(rulebook: &Rulebook, office: &Office, period: &Period, now: DateTime<Utc>) -> bool {
    let governing = policy::governing(&rulebook.policies, &rulebook.offices, office.id, period);
    let grace = governing.map_or(policy::DEFAULT_GRACE_DAYS, |policy| policy.grace_days);
    let deadline: NaiveDate = period.end + chrono::Days::new(grace.into());
    now < office.zone.end_of(deadline)
}

/// The offices above, as far as the viewer sees them, topmost first.
fn crumbs(me: &SignedIn, office: &Office) -> Vec<Value> {
    let scope = me.scope();
    let above = me.rulebook.offices.upwards(office.id).skip(1);
    let mut crumbs: Vec<Value> = above
        .take_while(|above| scope.holds_office(above.id))
        .map(|above| json!({ "code": above.code, "name": above.name }))
        .collect();
    crumbs.reverse();
    crumbs
}

/// Who is short, those first who miss the most; and how many they are.
async fn attention(
    store: &Store,
    rulebook: &Rulebook,
    standing: &[(&Person, Assessment<'_>)],
) -> store::Result<(Vec<Value>, usize)> {
    use crate::rules::Status::{Open, Short};
    let short: Vec<_> =
        standing.iter().filter(|(_, one)| matches!(one.status, Open | Short)).collect();
    let first = &short[..short.len().min(ATTENTION)];
    let names = names(store, first.iter().map(|(person, _)| person.id)).await?;
    let rows = first.iter().filter_map(|(person, one)| {
        let employee = names.get(&person.id)?;
        let office = one.office.and_then(|id| rulebook.offices.get(id));
        Some(json!({
            "number": employee.number,
            "name": employee.name,
            "office": office.map(|office| &office.name),
            "shortfall": one.shortfall.unwrap_or_default(),
            "count": one.count,
            "status": one.status,
        }))
    });
    Ok((rows.collect(), short.len()))
}

/// The table of people and periods, a page of it.
async fn heat(
    store: &Store,
    board: &Board<'_>,
    mut standing: Vec<(&Person, Assessment<'_>)>,
    by_name: bool,
    page: u64,
) -> store::Result<Value> {
    if standing.len() > MOST_IN_TABLE {
        standing.retain(|(_, one)| one.office == Some(board.office.id));
    }
    let mut names = HashMap::new();
    if by_name {
        names = self::names(store, standing.iter().map(|(person, _)| person.id)).await?;
        standing
            .sort_by_key(|(person, _)| names.get(&person.id).map(|one| one.name.to_lowercase()));
    }
    let total = standing.len();
    let first = usize::try_from(page - 1).unwrap_or(usize::MAX).saturating_mul(ROWS).min(total);
    let rows = &standing[first..(first + ROWS).min(total)];
    if !by_name {
        names = self::names(store, rows.iter().map(|(person, _)| person.id)).await?;
    }
    let rows: Vec<Value> = rows
        .iter()
        .filter_map(|(person, _)| {
            let employee = names.get(&person.id)?;
            let cells = board.cells(person);
            Some(json!({ "number": employee.number, "name": employee.name, "cells": cells }))
        })
        .collect();
    if rows.is_empty() {
        return Ok(Value::Null);
    }
    let here = address(board.office, &board.period());
    let (sort, base) = if by_name {
        ("name", format!("{here}&urut=nama&halaman="))
    } else {
        ("shortfall", format!("{here}&halaman="))
    };
    let sort_url = if by_name { here } else { format!("{here}&urut=nama") };
    let kind: PeriodKind = board.period().kind;
    Ok(json!({
        "kind": kind.name(),
        "starts": board.periods.iter().map(|period| period.start).collect::<Vec<_>>(),
        "rows": rows,
        "sort": sort,
        "sort_url": sort_url,
        "pager": shown::pager(page, total as u64, ROWS as u64, &base),
    }))
}
