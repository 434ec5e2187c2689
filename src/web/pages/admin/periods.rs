//! Periods: closed by the worker or by hand, and what was amended since.

use rocket::{get, post};

use super::{Desk, page_number};
use crate::rules::amendment::{Decision, State};
use crate::rules::problem::shown;
use crate::rules::{Period, PeriodKind, Zone, close};
use crate::standing::people;
use crate::store::amendments::{self, Search};
use crate::store::closings::{self, Closing};
use crate::web::Failure;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::viewer::SignedIn;
use crate::web::input::form::Form;
use crate::web::request::local;
use crate::web::views::Pager;
use crate::web::views::amendments as amendment_rows;
use crate::web::views::form_values::FormValues;
use crate::web::views::periods::{
    PeriodPage, PeriodProgress, PeriodRow, PeriodState, PeriodsPage, ZoneRow, ZoneState,
};
use crate::workflows::closing::close_period::{self, IN_A_REQUEST};
use crate::workflows::closing::decide_amendment::{self, Which};

/// Periods on one page, and pages back in time.
const ROWS: usize = 12;
const PAGES: usize = 10;
/// Amendments, and proposals, on one page.
const CHANGES: u64 = 20;

#[get("/admin/periode?<jenis>&<halaman>")]
pub async fn list(
    jenis: Option<&str>,
    halaman: Option<&str>,
    desk: Desk<'_>,
) -> Result<Page, Failure> {
    let kind = match jenis {
        None => usual_kind(&desk.me),
        Some(text) => PeriodKind::from_name(text)
            .ok_or_else(|| Failure::invalid(shown("jenis", "unknown-choice", text)))?,
    };
    index(&desk, kind, page_number(halaman)?).await
}

/// By which most are measured.
fn usual_kind(me: &SignedIn) -> PeriodKind {
    let monthly = close::grace(&me.rulebook, &Period::week_of(me.today)).is_none()
        && close::grace(&me.rulebook, &Period::month_of(me.today)).is_some();
    if monthly { PeriodKind::Month } else { PeriodKind::Week }
}

async fn index(desk: &Desk<'_>, kind: PeriodKind, page: u64) -> Result<Page, Failure> {
    let (db, me) = (desk.db(), &desk.me);
    let back = usize::try_from(page).unwrap_or(PAGES).min(PAGES) * ROWS;
    let mut periods = Period::of(kind, me.today).last(back);
    periods.truncate(ROWS);
    periods.reverse();
    let (newest, oldest) = (periods[0].start, periods[periods.len() - 1].start);
    let found = closings::between(db, kind, oldest, newest).await?;
    let counts = amendments::counts(db).await?;
    let rows = periods.iter().map(|period| {
        let own = found.iter().filter(|closing| closing.start_on == period.start);
        PeriodRow {
            progress: progress(me, period, &own.cloned().collect::<Vec<_>>()),
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
    Ok(desk.show(&PeriodsPage {
        kind,
        periods: rows.collect(),
        proposals: waiting,
        pager: Pager::new(page, (ROWS * PAGES) as u64, ROWS as u64, base),
    }))
}

fn counted(counts: &[amendments::Count], period: &Period, state: State) -> i64 {
    let own = counts.iter().find(|count| {
        count.kind == period.kind && count.start_on == period.start && count.state == state
    });
    own.map_or(0, |count| count.number)
}

fn progress(me: &SignedIn, period: &Period, found: &[Closing]) -> PeriodProgress {
    let zones = close_period::zones_in_use(&me.rulebook, found);
    let of = |zone: &Zone| found.iter().find(|closing| closing.time_zone == *zone);
    let closed = zones.iter().all(|zone| of(zone).is_some_and(Closing::is_closed));
    let closing = found.iter().any(|closing| !closing.is_closed());
    let due = close_period::due_zones(&me.rulebook, period, me.now);
    let to_close = zones.iter().any(|zone| due.contains(zone) && of(zone).is_none());
    let state = match () {
        () if closed => PeriodState::Closed,
        () if closing => PeriodState::Closing,
        () if close::grace(&me.rulebook, period).is_none() => PeriodState::Free,
        () if to_close => PeriodState::Due,
        () => PeriodState::Running,
    };
    PeriodProgress {
        label: period.label(),
        kind: period.kind,
        start: period.start,
        end: period.end,
        deadline: close::last_day(&me.rulebook, period),
        state,
        people: found.iter().map(|closing| closing.people).sum(),
        done: found.iter().map(|closing| closing.done).sum(),
        can_close: to_close || closing,
    }
}

fn read(label: &str) -> Result<Period, Failure> {
    Period::parse(label).ok_or_else(Failure::not_found)
}

#[get("/admin/periode/<label>?<halaman>&<usulan>")]
pub async fn show(
    label: &str,
    halaman: Option<&str>,
    usulan: Option<&str>,
    desk: Desk<'_>,
) -> Result<Page, Failure> {
    let pages = (page_number(halaman)?, page_number(usulan)?);
    one(&desk, &read(label)?, pages, FormValues::default()).await
}

async fn one(
    desk: &Desk<'_>,
    period: &Period,
    (page, proposals): (u64, u64),
    form: FormValues,
) -> Result<Page, Failure> {
    let (db, me) = (desk.db(), &desk.me);
    let day = people::scope_day(me.now);
    let found = closings::of(db, period).await?;
    let made = Search { period: Some(*period), ..Search::of(State::Made) };
    let proposed = Search { state: State::Proposed, ..made.clone() };
    let of_page = |page: u64| ((page - 1) * CHANGES, CHANGES);
    let path = format!("/admin/periode/{}", period.label());
    let total = amendments::count(db, &me.scope(), &made, day).await?;
    let waiting = amendments::count(db, &me.scope(), &proposed, day).await?;
    Ok(desk.show(&PeriodPage {
        period: progress(me, period, &found),
        zones: zones(me, period, &found),
        amendments: amendment_rows::list(db, me, &made, of_page(page)).await?,
        amendments_total: total,
        pager: Pager::new(page, total, CHANGES, format!("{path}?halaman=")),
        proposals: amendment_rows::list(db, me, &proposed, of_page(proposals)).await?,
        proposals_total: waiting,
        proposals_pager: Pager::new(proposals, waiting, CHANGES, format!("{path}?usulan=")),
        form,
    }))
}

fn zones(me: &SignedIn, period: &Period, found: &[Closing]) -> Vec<ZoneRow> {
    let used = close_period::zones_in_use(&me.rulebook, found).into_iter();
    let rows = used.map(|zone| {
        let own = found.iter().find(|closing| closing.time_zone == zone);
        ZoneRow {
            zone: zone.label().to_owned(),
            due_at: local(close::due(&me.rulebook, period, zone), zone),
            state: match own {
                None => ZoneState::Open,
                Some(closing) if closing.is_closed() => ZoneState::Closed,
                Some(_) => ZoneState::Closing,
            },
            closed_at: own.and_then(|closing| closing.closed_at).map(|at| local(at, zone)),
            people: own.map(|closing| closing.people),
            done: own.map(|closing| closing.done),
        }
    });
    rows.collect()
}

/// Closes by hand; what a request does not end, the worker does.
#[post("/admin/periode/<label>/tutup", data = "<form>")]
pub async fn close_now(label: &str, form: Form, desk: Desk<'_>) -> Result<Answer, Failure> {
    let (me, period) = (&desk.me, read(label)?);
    form.0.only(&[], &[])?;
    let begun = close_period::begin(desk.store(), &me.by(), &period, me.now).await;
    let path = format!("/admin/periode/{}", period.label());
    let done = match begun {
        Ok(()) => close_period::go_on(desk.store(), &period, IN_A_REQUEST, me.now).await?,
        Err(_) => false,
    };
    let flash = if done { "flash-period-closed" } else { "flash-period-closing" };
    desk.finish(begun.map(|()| path), flash, one(&desk, &period, (1, 1), FormValues::default()))
        .await
}

/// Accepts or refuses what is proposed: one of a period, or all of it.
#[post("/admin/periode/<label>/usulan", data = "<form>")]
pub async fn decide(label: &str, form: Form, desk: Desk<'_>) -> Result<Answer, Failure> {
    let (me, form, period) = (&desk.me, form.0, read(label)?);
    form.only(&["id", "decision", "reason"], &[])?;
    let which = match form.text("id") {
        "" => Which::Many(Some(period)),
        text => Which::One(
            text.parse().map_err(|_| Failure::invalid(shown("id", "unknown-choice", text)))?,
        ),
    };
    let (decision, reason) = (decision(form.text("decision"))?, form.text("reason"));
    let decided =
        decide_amendment::decide(desk.store(), &me.by(), which, decision, reason, me.now).await;
    let next = decided.map(|_| format!("/admin/periode/{}", period.label()));
    let again = one(&desk, &period, (1, 1), form.values());
    desk.finish(next, "flash-admin-decided", again).await
}

/// Accepts or refuses all that is proposed, of every period.
#[post("/admin/usulan", data = "<form>")]
pub async fn decide_all(form: Form, desk: Desk<'_>) -> Result<Answer, Failure> {
    let (me, form) = (&desk.me, form.0);
    form.only(&["decision", "reason"], &[])?;
    let (decision, reason) = (decision(form.text("decision"))?, form.text("reason"));
    let many = Which::Many(None);
    let decided =
        decide_amendment::decide(desk.store(), &me.by(), many, decision, reason, me.now).await;
    let again = index(&desk, usual_kind(me), 1);
    desk.finish(decided.map(|_| "/admin/periode"), "flash-admin-decided", again).await
}

fn decision(text: &str) -> Result<Decision, Failure> {
    match text {
        "accept" => Ok(Decision::Accept),
        "refuse" => Ok(Decision::Refuse),
        other => Err(Failure::invalid(shown("decision", "unknown-choice", other))),
    }
}
