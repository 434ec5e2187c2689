//! Periods: closed by the worker or by hand, and what was amended since.

use rocket::{get, post};

use crate::rules::amendment::{Decision, State};
use crate::rules::problem::problem_with_value;
use crate::rules::{Period, PeriodKind, close, period_kind};
use crate::store::amendments::{self, Search};
use crate::store::closings::{self, Closing};
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::guards::who::{AdministrationReader, Administrator, SignedInAs};
use crate::web::input::form::Form;
use crate::web::input::query::{Query, parameters};
use crate::web::pages::paging::PageNumber;
use crate::web::request::local;
use crate::web::views::form_values::FormValues;
use crate::web::views::periods::{PeriodPage, PeriodProgress, PeriodRow, PeriodState, PeriodsPage};
use crate::web::views::{Pager, amendments as amendment_rows};
use crate::workflows::closing::close_period::{self, IN_A_REQUEST};
use crate::workflows::closing::decide_amendment::{self, Which};

/// Periods on one page, and pages back in time.
const ROWS: usize = 12;
const PAGES: usize = 10;
/// Amendments, and proposals, on one page.
const CHANGES: u64 = 20;

parameters! {
    pub struct PeriodsQuery {
        /// `week` or `month`; by which most are measured where it is left out.
        pub jenis: Option<PeriodKind>,
        pub halaman: PageNumber,
    }
}

#[get("/admin/periode")]
pub async fn list(
    context: Context<'_, AdministrationReader>,
    query: Query<PeriodsQuery>,
) -> Result<Page, HttpError> {
    let kind = query
        .0
        .jenis
        .unwrap_or_else(|| period_kind::of_anybody(&context.user.rulebook, context.user.today));
    index(&context, kind, query.0.halaman.0).await
}

async fn index<R: SignedInAs>(
    context: &Context<'_, R>,
    kind: PeriodKind,
    page: u64,
) -> Result<Page, HttpError> {
    let (db, user) = (context.db(), &context.user);
    let back = usize::try_from(page).unwrap_or(PAGES).min(PAGES) * ROWS;
    let mut periods = Period::of(kind, user.today).last(back);
    periods.truncate(ROWS);
    periods.reverse();
    let (newest, oldest) = (periods[0].start, periods[periods.len() - 1].start);
    let found = closings::between(db, kind, oldest, newest).await?;
    let counts = amendments::counts(db).await?;
    let rows = periods.iter().map(|period| {
        let own = found.iter().find(|closing| closing.start_on == period.start);
        PeriodRow {
            progress: progress(user, period, own),
            amendments: counted(&counts, period, State::Made),
            proposals: counted(&counts, period, State::Proposed),
        }
    });
    let waiting: i64 = counts
        .iter()
        .filter(|count| count.state == State::Proposed)
        .map(|count| count.number)
        .sum();
    let base = format!("/admin/periode?jenis={}&halaman=", kind.name());
    Ok(context.render(&PeriodsPage {
        kind,
        periods: rows.collect(),
        proposals: waiting,
        pager: Pager::new(page, (ROWS * PAGES) as u64, ROWS as u64, base),
    }))
}

/// The latest periods of a kind that are over and not closed, the newest first.
pub async fn due<R: SignedInAs>(
    context: &Context<'_, R>,
    kind: PeriodKind,
) -> Result<Vec<Period>, HttpError> {
    let user = &context.user;
    let periods = Period::of(kind, user.today).last(ROWS);
    let (oldest, newest) = (periods[0].start, periods[periods.len() - 1].start);
    let found = closings::between(context.db(), kind, oldest, newest).await?;
    let due = periods.into_iter().rev().filter(|period| {
        let own = found.iter().find(|closing| closing.start_on == period.start);
        matches!(progress(user, period, own).state, PeriodState::Due | PeriodState::Closing)
    });
    Ok(due.collect())
}

fn counted(counts: &[amendments::Count], period: &Period, state: State) -> i64 {
    let own = counts.iter().find(|count| {
        count.kind == period.kind && count.start_on == period.start && count.state == state
    });
    own.map_or(0, |count| count.number)
}

fn progress(user: &SignedIn, period: &Period, closing: Option<&Closing>) -> PeriodProgress {
    let rulebook = &user.rulebook;
    let is_due = close::due(rulebook, period) <= user.now;
    let state = match closing {
        Some(closing) if closing.is_closed() => PeriodState::Closed,
        Some(_) => PeriodState::Closing,
        None if close::grace(rulebook, period).is_none() => PeriodState::Free,
        None if is_due => PeriodState::Due,
        None => PeriodState::Running,
    };
    PeriodProgress {
        label: period.label(),
        kind: period.kind,
        start: period.start,
        end: period.end,
        deadline: close::last_day(rulebook, period),
        state,
        people: closing.map_or(0, |closing| closing.people),
        done: closing.map_or(0, |closing| closing.done),
        can_close: match closing {
            Some(closing) => !closing.is_closed(),
            None => is_due,
        },
    }
}

fn read(label: &str) -> Result<Period, HttpError> {
    Period::parse(label).ok_or_else(HttpError::not_found)
}

parameters! {
    pub struct PeriodQuery {
        /// Of the amendments.
        pub halaman: PageNumber,
        /// Of the proposals.
        pub usulan: PageNumber,
    }
}

#[get("/admin/periode/<label>")]
pub async fn show(
    label: &str,
    context: Context<'_, AdministrationReader>,
    query: Query<PeriodQuery>,
) -> Result<Page, HttpError> {
    let pages = (query.0.halaman.0, query.0.usulan.0);
    one(&context, &read(label)?, pages, FormValues::default()).await
}

async fn one<R: SignedInAs>(
    context: &Context<'_, R>,
    period: &Period,
    (page, proposals): (u64, u64),
    form: FormValues,
) -> Result<Page, HttpError> {
    let (db, user) = (context.db(), &context.user);
    let found = closings::of(db, period).await?;
    let closed_at = found.as_ref().and_then(|closing| closing.closed_at);
    let zone = close::last_zone(&user.rulebook);
    let made = Search { period: Some(*period), ..Search::of(State::Made) };
    let proposed = Search { state: State::Proposed, ..made.clone() };
    let of_page = |page: u64| ((page - 1) * CHANGES, CHANGES);
    let path = format!("/admin/periode/{}", period.label());
    let total = amendments::count(db, &user.sight(), &made).await?;
    let waiting = amendments::count(db, &user.sight(), &proposed).await?;
    Ok(context.render(&PeriodPage {
        period: progress(user, period, found.as_ref()),
        due_at: local(close::due(&user.rulebook, period), zone),
        closed_at: closed_at.map(|at| local(at, zone)),
        zone: zone.label().into(),
        amendments: amendment_rows::list(db, user, &made, of_page(page)).await?,
        amendments_total: total,
        pager: Pager::new(page, total, CHANGES, format!("{path}?halaman=")),
        proposals: amendment_rows::list(db, user, &proposed, of_page(proposals)).await?,
        proposals_total: waiting,
        proposals_pager: Pager::new(proposals, waiting, CHANGES, format!("{path}?usulan=")),
        form,
    }))
}

/// Closes by hand; what a request does not end, the worker does.
#[post("/admin/periode/<label>/tutup", data = "<form>")]
pub async fn close_now(
    label: &str,
    form: Form,
    context: Context<'_, Administrator>,
) -> Result<Answer, HttpError> {
    let (user, period) = (&context.user, read(label)?);
    form.0.only(&[], &[])?;
    let begun = close_period::begin(context.store(), &user.warrant(), &period).await;
    let path = format!("/admin/periode/{}", period.label());
    let done = match begun {
        Ok(()) => close_period::go_on(context.store(), &period, IN_A_REQUEST, user.now).await?,
        Err(_) => false,
    };
    let flash = if done { "flash-period-closed" } else { "flash-period-closing" };
    context
        .finish(begun.map(|()| path), flash, one(&context, &period, (1, 1), FormValues::default()))
        .await
}

/// Accepts or refuses what is proposed: one of a period, or all of it.
#[post("/admin/periode/<label>/usulan", data = "<form>")]
pub async fn decide(
    label: &str,
    form: Form,
    context: Context<'_, Administrator>,
) -> Result<Answer, HttpError> {
    let (user, form, period) = (&context.user, form.0, read(label)?);
    form.only(&["id", "decision", "reason"], &[])?;
    let which =
        match form.text("id") {
            "" => Which::Many(Some(period)),
            text => Which::One(text.parse().map_err(|_| {
                HttpError::invalid(problem_with_value("id", "unknown-choice", text))
            })?),
        };
    let (decision, reason) = (decision(form.text("decision"))?, form.text("reason"));
    let decided =
        decide_amendment::decide(context.store(), &user.warrant(), which, decision, reason).await;
    let next = decided.map(|_| format!("/admin/periode/{}", period.label()));
    let again = one(&context, &period, (1, 1), form.values());
    context.finish(next, "flash-admin-decided", again).await
}

/// Accepts or refuses all that is proposed, of every period.
#[post("/admin/usulan", data = "<form>")]
pub async fn decide_all(
    form: Form,
    context: Context<'_, Administrator>,
) -> Result<Answer, HttpError> {
    let (user, form) = (&context.user, form.0);
    form.only(&["decision", "reason"], &[])?;
    let (decision, reason) = (decision(form.text("decision"))?, form.text("reason"));
    let many = Which::Many(None);
    let decided =
        decide_amendment::decide(context.store(), &user.warrant(), many, decision, reason).await;
    let kind = period_kind::of_anybody(&user.rulebook, user.today);
    let again = index(&context, kind, 1);
    context.finish(decided.map(|_| "/admin/periode"), "flash-admin-decided", again).await
}

fn decision(text: &str) -> Result<Decision, HttpError> {
    match text {
        "accept" => Ok(Decision::Accept),
        "refuse" => Ok(Decision::Refuse),
        other => Err(HttpError::invalid(problem_with_value("decision", "unknown-choice", other))),
    }
}
