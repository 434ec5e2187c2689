//! Periods: closed by the worker or by hand, and what was amended since.

use rocket::http::CookieJar;
use rocket::{State, get, post};
use serde_json::{Value, json};

use super::{Answer, mendable, page_number, shown};
use crate::rules::amendment::Decision;
use crate::rules::problem::shown as shown_value;
use crate::rules::{Period, PeriodKind, close};
use crate::store::amendments::{self, Search};
use crate::store::closings::{self, Closing};
use crate::web::form::Form;
use crate::web::page::{Frame, Page, leave_flash};
use crate::web::request::local;
use crate::web::viewer::{Administrator, SignedIn};
use crate::web::{Failure, Pekan, amendments as told};
use crate::workflows::close_period::{self, IN_A_REQUEST};
use crate::workflows::decide_amendment::{self, Which};
use crate::workflows::people;

/// Periods on one page, and pages back in time.
const ROWS: usize = 12;
const PAGES: usize = 10;
/// Amendments, and proposals, on one page.
const CHANGES: u64 = 20;

#[get("/admin/periode?<jenis>&<halaman>")]
pub async fn list(
    jenis: Option<&str>,
    halaman: Option<&str>,
    me: Administrator,
    frame: Frame,
    pekan: &State<Pekan>,
) -> Result<Page, Failure> {
    let kind = match jenis {
        None => usual_kind(&me.0),
        Some(text) => PeriodKind::parse(text)
            .ok_or_else(|| Failure::invalid(shown_value("jenis", "unknown-choice", text)))?,
    };
    index(pekan, &frame, &me.0, kind, page_number(halaman)?).await
}

/// By which most are measured.
fn usual_kind(me: &SignedIn) -> PeriodKind {
    let monthly = close::grace(&me.rulebook, &Period::week_of(me.today)).is_none()
        && close::grace(&me.rulebook, &Period::month_of(me.today)).is_some();
    if monthly { PeriodKind::Month } else { PeriodKind::Week }
}

async fn index(
    pekan: &Pekan,
    frame: &Frame,
    me: &SignedIn,
    kind: PeriodKind,
    page: u64,
) -> Result<Page, Failure> {
    let db = pekan.store.reader();
    let back = usize::try_from(page).unwrap_or(PAGES).min(PAGES) * ROWS;
    let mut periods = Period::of(kind, me.today).last(back);
    periods.truncate(ROWS);
    periods.reverse();
    let (newest, oldest) = (periods[0].start, periods[periods.len() - 1].start);
    let found = closings::between(db, kind, oldest, newest).await?;
    let counts = amendments::counts(db).await?;
    let rows = periods.iter().map(|period| {
        let own = found.iter().filter(|closing| closing.start_on == period.start);
        let mut row = state_of(me, period, &own.cloned().collect::<Vec<_>>());
        for (field, state) in [("amendments", "made"), ("proposals", "proposed")] {
            row[field] = counted(&counts, period, state).into();
        }
        row
    });
    let waiting: i64 =
        counts.iter().filter(|count| count.state == "proposed").map(|count| count.number).sum();
    let own = json!({
        "kind": kind.name(),
        "periods": rows.collect::<Vec<_>>(),
        "proposals": waiting,
        "pager": shown::pager(page, (ROWS * PAGES) as u64, ROWS as u64,
            &format!("/admin/periode?jenis={}&halaman=", kind.name())),
    });
    Ok(frame.page("admin/periods/index.html", "admin", me, own))
}

fn counted(counts: &[amendments::Count], period: &Period, state: &str) -> i64 {
    let own = counts.iter().find(|count| {
        count.kind == period.kind.name() && count.start_on == period.start && count.state == state
    });
    own.map_or(0, |count| count.number)
}

/// `running`, `due`, `closing` or `closed`; `free` while nobody is asked for anything.
fn state_of(me: &SignedIn, period: &Period, found: &[Closing]) -> Value {
    let zones = close_period::zones_in_use(&me.rulebook, found);
    let of =
        |zone: &crate::rules::Zone| found.iter().find(|closing| closing.time_zone == zone.name());
    let closed = zones.iter().all(|zone| of(zone).is_some_and(Closing::is_closed));
    let closing = found.iter().any(|closing| !closing.is_closed());
    let due = close_period::due_zones(&me.rulebook, period, me.now);
    let to_close = zones.iter().any(|zone| due.contains(zone) && of(zone).is_none());
    let state = match () {
        () if closed => "closed",
        () if closing => "closing",
        () if close::grace(&me.rulebook, period).is_none() => "free",
        () if to_close => "due",
        () => "running",
    };
    let (people, done): (i64, i64) = (
        found.iter().map(|closing| closing.people).sum(),
        found.iter().map(|closing| closing.done).sum(),
    );
    json!({
        "label": period.label(),
        "kind": period.kind.name(),
        "start": period.start,
        "end": period.end,
        "deadline": close::last_day(&me.rulebook, period),
        "state": state,
        "people": people,
        "done": done,
        "can_close": to_close || closing,
    })
}

fn read(label: &str) -> Result<Period, Failure> {
    Period::parse(label).ok_or_else(Failure::not_found)
}

#[get("/admin/periode/<label>?<halaman>&<usulan>")]
pub async fn show(
    label: &str,
    halaman: Option<&str>,
    usulan: Option<&str>,
    me: Administrator,
    frame: Frame,
    pekan: &State<Pekan>,
) -> Result<Page, Failure> {
    let pages = (page_number(halaman)?, page_number(usulan)?);
    one(pekan, &frame, &me.0, &read(label)?, pages, json!({})).await
}

async fn one(
    pekan: &Pekan,
    frame: &Frame,
    me: &SignedIn,
    period: &Period,
    (page, proposals): (u64, u64),
    form: Value,
) -> Result<Page, Failure> {
    let (db, day) = (pekan.store.reader(), people::scope_day(me.now));
    let found = closings::of(db, period).await?;
    let made = Search { period: Some(*period), state: "made", ..Search::default() };
    let proposed = Search { state: "proposed", ..made.clone() };
    let of_page = |page: u64| ((page - 1) * CHANGES, CHANGES);
    let path = format!("/admin/periode/{}", period.label());
    let total = amendments::count(db, &me.scope(), &made, day).await?;
    let waiting = amendments::count(db, &me.scope(), &proposed, day).await?;
    let own = json!({
        "period": state_of(me, period, &found),
        "zones": zones(me, period, &found),
        "amendments": told::list(db, me, &made, of_page(page)).await?,
        "amendments_total": total,
        "pager": shown::pager(page, total, CHANGES, &format!("{path}?halaman=")),
        "proposals": told::list(db, me, &proposed, of_page(proposals)).await?,
        "proposals_total": waiting,
        "proposals_pager": shown::pager(proposals, waiting, CHANGES, &format!("{path}?usulan=")),
        "form": form,
    });
    Ok(frame.page("admin/periods/show.html", "admin", me, own))
}

fn zones(me: &SignedIn, period: &Period, found: &[Closing]) -> Vec<Value> {
    let used = close_period::zones_in_use(&me.rulebook, found).into_iter();
    let shown = used.map(|zone| {
        let own = found.iter().find(|closing| closing.time_zone == zone.name());
        json!({
            "zone": zone.label(),
            "due_at": local(close::due(&me.rulebook, period, zone), zone),
            "state": own.map_or("open", |closing| closing.state.as_str()),
            "closed_at": own.and_then(|closing| closing.closed_at).map(|at| local(at, zone)),
            "people": own.map(|closing| closing.people),
            "done": own.map(|closing| closing.done),
        })
    });
    shown.collect()
}

/// Closes by hand; what a request does not end, the worker does.
#[post("/admin/periode/<label>/tutup", data = "<form>")]
pub async fn close_now(
    label: &str,
    form: Form,
    me: Administrator,
    frame: Frame,
    cookies: &CookieJar<'_>,
    pekan: &State<Pekan>,
) -> Result<Answer, Failure> {
    let (me, period) = (me.0, read(label)?);
    form.0.only(&[], &[])?;
    if let Err(refused) = close_period::begin(&pekan.store, &me.by(), &period, me.now).await {
        let (status, problems) = mendable(refused)?;
        let page = one(pekan, &frame, &me, &period, (1, 1), json!({})).await?;
        return Ok(Answer::page(page.with_problems(status, &problems)));
    }
    let done = close_period::go_on(&pekan.store, &period, IN_A_REQUEST, me.now).await?;
    leave_flash(cookies, if done { "flash-period-closed" } else { "flash-period-closing" });
    Ok(Answer::done(format!("/admin/periode/{}", period.label())))
}

/// Accepts or refuses what is proposed: one of a period, or all of it.
#[post("/admin/periode/<label>/usulan", data = "<form>")]
pub async fn decide(
    label: &str,
    form: Form,
    me: Administrator,
    frame: Frame,
    cookies: &CookieJar<'_>,
    pekan: &State<Pekan>,
) -> Result<Answer, Failure> {
    let (me, form, period) = (me.0, form.0, read(label)?);
    form.only(&["id", "decision", "reason"], &[])?;
    let which = match form.text("id") {
        "" => Which::Many(Some(period)),
        text => Which::One(
            text.parse()
                .map_err(|_| Failure::invalid(shown_value("id", "unknown-choice", text)))?,
        ),
    };
    let (store, reason) = (&pekan.store, form.text("reason"));
    let decision = decision(form.text("decision"))?;
    match decide_amendment::decide(store, &me.by(), which, decision, reason, me.now).await {
        Ok(_) => {
            leave_flash(cookies, "flash-admin-decided");
            Ok(Answer::done(format!("/admin/periode/{}", period.label())))
        }
        Err(refused) => {
            let (status, problems) = mendable(refused)?;
            let page = one(pekan, &frame, &me, &period, (1, 1), form.typed()).await?;
            Ok(Answer::page(page.with_problems(status, &problems)))
        }
    }
}

/// Accepts or refuses all that is proposed, of every period.
#[post("/admin/usulan", data = "<form>")]
pub async fn decide_all(
    form: Form,
    me: Administrator,
    frame: Frame,
    cookies: &CookieJar<'_>,
    pekan: &State<Pekan>,
) -> Result<Answer, Failure> {
    let (me, form) = (me.0, form.0);
    form.only(&["decision", "reason"], &[])?;
    let (store, reason) = (&pekan.store, form.text("reason"));
    let decision = decision(form.text("decision"))?;
    let many = Which::Many(None);
    match decide_amendment::decide(store, &me.by(), many, decision, reason, me.now).await {
        Ok(_) => {
            leave_flash(cookies, "flash-admin-decided");
            Ok(Answer::done("/admin/periode"))
        }
        Err(refused) => {
            let (status, problems) = mendable(refused)?;
            let page = index(pekan, &frame, &me, usual_kind(&me), 1).await?;
            Ok(Answer::page(page.with_problems(status, &problems)))
        }
    }
}

fn decision(text: &str) -> Result<Decision, Failure> {
    match text {
        "accept" => Ok(Decision::Accept),
        "refuse" => Ok(Decision::Refuse),
        other => Err(Failure::invalid(shown_value("decision", "unknown-choice", other))),
    }
}
