//! What came after events, and after reminders.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use rocket::{State, get};

use super::{LeadersQuery, asked, head};
use crate::rules::{EventId, Office, Period};
use crate::store::effects::{self, EventSums, Reminded};
use crate::store::events::Event;
use crate::store::{self, ConnectionTrait};
use crate::text;
use crate::web::answers::download::Download;
use crate::web::answers::page::Page;
use crate::web::guards::context::Context;
use crate::web::guards::who::Leader;
use crate::web::input::query::Query;
use crate::web::pages::figures_file::{self, percent};
use crate::web::views::effects::{EventEffect, ReminderEffect};
use crate::web::views::leaders::{LeaderEventsPage, LeaderRemindersPage, LeadersTab};
use crate::web::{AppState, HttpError};

/// Events that are shown, of so many days before the end of the period.
const EVENTS: u64 = 20;
const LOOKED_BACK: u64 = 365;

#[get("/pimpinan/acara")]
pub async fn events(
    context: Context<'_, Leader>,
    query: Query<LeadersQuery>,
) -> Result<Page, HttpError> {
    let (root, period) = asked(&context.user, query.0.periode.as_deref())?;
    let events = effects_of_events(context.db(), &period, context.user.today).await?;
    Ok(context.render(&LeaderEventsPage {
        head: head(&context, (root, &period), LeadersTab::Events, Vec::new()),
        days: effects::BESIDE,
        events,
    }))
}

#[get("/pimpinan/acara.csv")]
pub async fn events_file(
    context: Context<'_, Leader>,
    query: Query<LeadersQuery>,
    app: &State<AppState>,
) -> Result<Download, HttpError> {
    let user = &context.user;
    let (root, period) = asked(user, query.0.periode.as_deref())?;
    let events = effects_of_events(context.db(), &period, user.today).await?;
    let rows = events.into_iter().map(|one| {
        let mut cells = vec![one.name, one.first.to_string(), one.last.to_string()];
        cells.extend([one.before, one.during, one.after].map(|amount| amount.to_string()));
        cells
    });
    let headings = [
        "event-name",
        "leaders-first",
        "leaders-last",
        "leaders-before",
        "leaders-during",
        "leaders-after",
    ];
    let table = figures_file::table(user.language, "leaders-events", &headings, rows.collect());
    figures_file::send(app, user, "acara", (&table, root, &period)).await
}

async fn effects_of_events(
    db: &impl ConnectionTrait,
    period: &Period,
    today: NaiveDate,
) -> store::Result<Vec<EventEffect>> {
    let last = period.end.min(today);
    let events = effects::events_between(db, (last - Days::new(LOOKED_BACK), last), EVENTS).await?;
    let days = |event: &Event| {
        // One without an end, or that still goes on, is looked at as far as it has come.
        let end = event.to_on.unwrap_or(today).min(today);
        (event.id, event.from_on, end.max(event.from_on))
    };
    let asked: Vec<_> = events.iter().map(days).collect();
    let found = effects::of_events(db, &asked).await?;
    let found: HashMap<EventId, EventSums> =
        found.into_iter().map(|sums| (sums.event_id, sums)).collect();
    let rows = events.iter().zip(&asked).filter_map(|(event, (_, first, last))| {
        let sums = found.get(&event.id)?;
        Some(EventEffect::of(event, (*first, *last), sums, today))
    });
    let mut rows: Vec<EventEffect> = rows.collect();
    EventEffect::put_on_one_scale(&mut rows);
    Ok(rows)
}

#[get("/pimpinan/pengingat")]
pub async fn reminders(
    context: Context<'_, Leader>,
    query: Query<LeadersQuery>,
) -> Result<Page, HttpError> {
    let (root, period) = asked_closed(&context, query.0.periode.as_deref())?;
    let closed = context.user.rulebook.is_closed(&period);
    let reminders = effects_of_reminders(context.db(), &period).await?;
    Ok(context.render(&LeaderRemindersPage {
        head: head(&context, (root, &period), LeadersTab::Reminders, Vec::new()),
        closed,
        reminders,
    }))
}

#[get("/pimpinan/pengingat.csv")]
pub async fn reminders_file(
    context: Context<'_, Leader>,
    query: Query<LeadersQuery>,
    app: &State<AppState>,
) -> Result<Download, HttpError> {
    let user = &context.user;
    let (root, period) = asked_closed(&context, query.0.periode.as_deref())?;
    let rows = effects_of_reminders(context.db(), &period).await?.into_iter().map(|one| {
        let by = if one.by_hand { "leaders-by-hand" } else { "leaders-by-itself" };
        let kind = text::text(user.language, &format!("mail-kind-{}", one.kind.name()));
        let mut cells = vec![kind, text::text(user.language, by)];
        let people = [one.reminded, one.met, one.met_late, one.short];
        cells.extend(people.map(|people| people.to_string()));
        cells.push(percent(one.rate));
        cells
    });
    let headings = [
        "leaders-reminder",
        "leaders-way",
        "leaders-reminded",
        "office-met-of",
        "office-met-late",
        "office-open-short",
        "leaders-completed",
    ];
    let table = figures_file::table(user.language, "leaders-reminders", &headings, rows.collect());
    figures_file::send(app, user, "pengingat", (&table, root, &period)).await
}

/// What was completed is known of what is closed: where no period is named, the last one that is.
fn asked_closed<'a>(
    context: &'a Context<'_, Leader>,
    period: Option<&str>,
) -> Result<(&'a Office, Period), HttpError> {
    let (root, chosen) = asked(&context.user, period)?;
    if period.is_some() {
        return Ok((root, chosen));
    }
    let recent = chosen.last(6);
    let closed = recent.iter().rev().find(|one| context.user.rulebook.is_closed(one));
    Ok((root, closed.copied().unwrap_or(chosen)))
}

async fn effects_of_reminders(
    db: &impl ConnectionTrait,
    period: &Period,
) -> store::Result<Vec<ReminderEffect>> {
    let found: Vec<Reminded> = effects::of_reminders(db, period).await?;
    Ok(ReminderEffect::of(&found))
}
