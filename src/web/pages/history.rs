//! All that I have recorded, month by month if wanted.

use chrono::NaiveDate;
use rocket::{State, get};

use crate::rules::amendment::State as AmendmentState;
use crate::rules::{Period, PeriodKind, problem};
use crate::store::amendments::Search;
use crate::store::{purchases, totals};
use crate::web::answers::page::{Frame, Page};
use crate::web::guards::viewer::SignedIn;
use crate::web::views::purchases::{HistoryPage, HistoryTotal, MonthChoice, rows};
use crate::web::views::{Pager, amendments};
use crate::web::{Failure, Pekan};

pub const PAGE: u64 = 30;
/// The newest changes of closed periods.
const AMENDMENTS: u64 = 10;
/// Days that hold every purchase, and that every database knows.
const ALL: (NaiveDate, NaiveDate) = (
    NaiveDate::from_ymd_opt(1990, 1, 1).expect("a date"),
    NaiveDate::from_ymd_opt(2199, 12, 31).expect("a date"),
);

#[get("/riwayat?<bulan>&<halaman>")]
pub async fn list(
    bulan: Option<&str>,
    halaman: Option<&str>,
    me: SignedIn,
    frame: Frame,
    pekan: &State<Pekan>,
) -> Result<Page, Failure> {
    let month = chosen_month(bulan)?;
    let page = page_number(halaman)?;
    let db = pekan.store.reader();
    let days = month.map(|month| (month.start, month.end));
    let (found, count) =
        purchases::of_employee(db, me.me.id, days, (page - 1) * PAGE, PAGE).await?;
    let tallies = totals::of(db, me.me.id, PeriodKind::Month, ALL.0, ALL.1).await?;
    let counted: i64 = tallies
        .iter()
        .filter(|(start, _)| month.is_none_or(|month| month.start == **start))
        .map(|(_, tally)| tally.amount)
        .sum();
    let mut months: Vec<NaiveDate> = tallies.into_keys().collect();
    months.sort_unstable_by(|a, b| b.cmp(a));
    let months = months
        .into_iter()
        .map(|start| MonthChoice { value: Period::month_of(start).label(), start })
        .collect();
    let label = month.map(|month| month.label());
    let base = label
        .as_ref()
        .map_or("/riwayat?halaman=".to_owned(), |label| format!("/riwayat?bulan={label}&halaman="));
    let mine = Search { employee: Some(me.me.id), ..Search::of(AmendmentState::Made) };
    let view = HistoryPage {
        month: label,
        months,
        total: HistoryTotal { count, counted },
        purchases: rows(&found, &me.rulebook, &me.placements),
        pager: Pager::new(page, count, PAGE, base),
        amendments: amendments::list(db, &me, &mine, (0, AMENDMENTS)).await?,
    };
    Ok(frame.show("history", &me, &view))
}

fn chosen_month(text: Option<&str>) -> Result<Option<Period>, Failure> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
    let month = Period::parse(text).filter(|period| period.kind == PeriodKind::Month);
    month.map(Some).ok_or_else(|| unreadable("bulan", text))
}

/// The number of a page, from 1.
pub fn page_number(text: Option<&str>) -> Result<u64, Failure> {
    let Some(text) = text else { return Ok(1) };
    let number = text.parse().ok().filter(|number| (1..=1_000_000).contains(number));
    number.ok_or_else(|| unreadable("halaman", text))
}

/// 422 for something in an address that cannot be.
pub fn unreadable(field: &str, text: &str) -> Failure {
    Failure::invalid(problem::shown(field, "unknown-choice", text))
}
