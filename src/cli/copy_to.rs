//! `pekan copy-to postgres://…`: an installation moves from SQLite to PostgreSQL.

use chrono::{DateTime, Utc};

use super::{Outcome, Result, parts};
use crate::rules::{Period, PeriodKind, Summary, Zone};
use crate::standing::report;
use crate::store::copy::Copy;
use crate::store::{self, ConnectionTrait, contents, rulebook};

pub async fn copy_to(target: &str) -> Result {
    if !["postgres://", "postgresql://"].iter().any(|scheme| target.starts_with(scheme)) {
        return Err("the target is an address such as postgres://user@host/pekan".into());
    }
    let parts = parts::open().await?;
    let (source, now) = (&parts.config.database_url, parts.clock.now());
    if !source.starts_with("sqlite:") {
        return Err("PEKAN_DATABASE_URL names no SQLite database to copy from".into());
    }
    let copy = Copy::begin(source, target).await?.ok_or(
        "the target is not empty: make a new database, for what is in this one would be lost",
    )?;
    copy.run(&|table, rows| println!("{rows:>9}  {table}")).await?;
    let (before, after) = (contents::of(copy.source()).await?, contents::of(copy.target()).await?);
    let differing: Vec<_> =
        before.rows.iter().filter(|(table, rows)| after.rows.get(*table) != Some(*rows)).collect();
    if !differing.is_empty() {
        return Err(format!("not the same numbers of rows, nothing was kept: {differing:?}").into());
    }
    let (before, after) = (figures(copy.source(), now).await?, figures(copy.target(), now).await?);
    if let Some((was, is)) = before.iter().zip(&after).find(|(was, is)| was != is) {
        return Err(format!("not the same figures, nothing was kept: {was:?}, {is:?}").into());
    }
    if before.len() != after.len() {
        return Err("not the same offices, nothing was kept".into());
    }
    copy.keep().await?;
    println!("the same rows, and the same figures of {} offices and periods", before.len());
    println!("now stop Pekan, set PEKAN_DATABASE_URL to the new address, and start it again;");
    println!(
        "the receipts stay where they are. What was written since is in the old database only"
    );
    Ok(Outcome::Done)
}

#[derive(Debug, PartialEq)]
struct Figures {
    office: String,
    period: Period,
    closed: bool,
    summary: Summary,
}

/// Of every office in the periods that run, and in the last ones that are closed.
async fn figures(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
) -> std::result::Result<Vec<Figures>, store::Error> {
    let rulebook = rulebook::read(db).await?;
    let today = Zone::Wib.date(now);
    let mut periods = Vec::new();
    for kind in PeriodKind::ALL {
        periods.push(Period::of(kind, today));
        let closed = rulebook.closed.iter().filter(|period| period.kind == kind);
        periods.extend(closed.max_by_key(|period| period.start).copied());
    }
    let mut offices: Vec<_> = rulebook.offices.iter().collect();
    offices.sort_by_key(|office| office.id.0);
    let mut figures = Vec::new();
    for period in periods {
        for office in &offices {
            let report = report::of_office(db, &rulebook, office.id, &period, now).await?;
            let (closed, summary) = (report.closed, report.summary());
            figures.push(Figures { office: office.code.clone(), period, closed, summary });
        }
    }
    Ok(figures)
}
