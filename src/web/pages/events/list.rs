//! The events of a year: what is planned, what was held, and the days of a month.

use chrono::{Datelike, Months, NaiveDate};
use rocket::{get, post};

use super::Keeper;
use crate::rules::event::{EventKind, Held, Occurrence, year};
use crate::store::events::{self, Event};
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::who::SignedInAs;
use crate::web::input::form::Form;
use crate::web::input::query::{Between, Query, parameters};
use crate::web::views::events::{EventRow, EventsPage, MonthRow};
use crate::web::views::form_values::FormValues;
use crate::workflows::events as verbs;

parameters! {
    pub struct EventsQuery {
        pub tahun: Option<Between<2000, 2199>>,
        pub bulan: Option<Between<1, 12>>,
    }
}

#[get("/acara")]
pub async fn list(context: Context<'_>, query: Query<EventsQuery>) -> Result<Page, HttpError> {
    let today = context.user.today;
    let chosen = query.0.tahun.and_then(|chosen| i32::try_from(chosen.0).ok());
    let number = chosen.unwrap_or_else(|| today.year());
    let usual = if number == today.year() { today.month() } else { 1 };
    let month = query.0.bulan.map_or(usual, |chosen| chosen.0);
    page(&context, (number, month), FormValues::default()).await
}

async fn page<R: SignedInAs>(
    context: &Context<'_, R>,
    (number, month): (i32, u32),
    typed: FormValues,
) -> Result<Page, HttpError> {
    let user = &context.user;
    let (first, last) = year(number).ok_or_else(HttpError::not_found)?;
    let begins = NaiveDate::from_ymd_opt(number, month, 1).ok_or_else(HttpError::not_found)?;
    let found = events::between(context.db(), first, last).await?;
    let is_place = |event: &&Event| event.kind == EventKind::SalePoint;
    let mut all: Vec<(Occurrence, &Event)> = Vec::new();
    for event in found.iter().filter(|event| !is_place(event)) {
        let times = events::schedule(event).occurrences(first, last);
        all.extend(times.into_iter().map(|once| (once, event)));
    }
    all.sort_by_key(|(once, event)| (once.from, event.id));
    let sum = |those: &dyn Fn(&Occurrence) -> bool| {
        let mut sum = Held::default();
        for (once, event) in all.iter().filter(|(once, _)| those(once)) {
            sum.add(event.state, *once, user.today);
        }
        sum
    };
    let months = (0..12).map(|later| first + Months::new(later)).map(|month| MonthRow {
        month,
        number: month.month(),
        sum: sum(&|once| once.from.month() == month.month()).into(),
    });
    let of_month = all.iter().filter(|(once, _)| once.from.month() == begins.month());
    let plan = user.settings.event_plans.get(&number).copied();
    Ok(context.render(&EventsPage {
        year: number,
        plan,
        sum: sum(&|_| true).into(),
        months: months.collect(),
        month: begins,
        events: of_month
            .map(|(once, event)| EventRow::of(event, Some(*once), user.today))
            .collect(),
        places: found
            .iter()
            .filter(is_place)
            .map(|event| EventRow::of(event, None, user.today))
            .collect(),
        keeps: user.viewer.may_keep_sellers(),
        form: FormValues::default().with_some("planned", plan).overlaid(typed),
    }))
}

/// How many events are planned for a year.
#[post("/acara/rencana", data = "<form>")]
pub async fn plan(context: Keeper<'_>, form: Form) -> Result<Answer, HttpError> {
    form.0.only(&["year", "planned"], &[])?;
    let number = form.0.text("year").parse().unwrap_or(0);
    let planned = form.0.text("planned").to_owned();
    let done = verbs::plan_year(context.store(), &context.user.warrant(), (number, planned)).await;
    let shown = year(number).map_or(context.user.today.year(), |_| number);
    let again = page(&context, (shown, 1), form.0.values());
    let done = done.map(|_| format!("/acara?tahun={number}"));
    context.finish_versioned(done, "flash-admin-saved", again).await
}
