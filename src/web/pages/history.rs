//! All that I have recorded, month by month if wanted.

use chrono::NaiveDate;
use rocket::get;

use super::paging::{PAGE, PageNumber};
use crate::rules::amendment::State as AmendmentState;
use crate::rules::problem::{self, Problem};
use crate::rules::{Period, PeriodKind, period_kind};
use crate::standing::assess;
use crate::standing::closed_zones::ClosedZones;
use crate::store::amendments::Search;
use crate::store::purchases::{self, Purchase};
use crate::store::totals;
use crate::web::HttpError;
use crate::web::answers::page::Page;
use crate::web::guards::context::Context;
use crate::web::input::query::{Parameter, Query, parameters};
use crate::web::views::purchases::{
    HistoryPage, HistoryPeriod, HistoryTotal, MonthChoice, PurchaseRow,
};
use crate::web::views::standing::PeriodLabel;
use crate::web::views::{Pager, amendments};

/// The newest changes of closed periods.
const AMENDMENTS: u64 = 10;
/// Days that hold every purchase, and that every database knows.
const ALL: (NaiveDate, NaiveDate) = (
    NaiveDate::from_ymd_opt(1990, 1, 1).expect("a date"),
    NaiveDate::from_ymd_opt(2199, 12, 31).expect("a date"),
);

/// A month by its label; every month where it is left out or empty.
pub struct Month(Option<Period>);

impl Parameter for Month {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(Self(None)) };
        let month = Period::parse(text).filter(|period| period.kind == PeriodKind::Month);
        let wrong = || problem::problem_with_value(name, "unknown-choice", text);
        month.map(|month| Self(Some(month))).ok_or_else(wrong)
    }
}

parameters! {
    pub struct HistoryQuery {
        pub bulan: Month,
        pub halaman: PageNumber,
    }
}

#[get("/riwayat")]
pub async fn list(context: Context<'_>, query: Query<HistoryQuery>) -> Result<Page, HttpError> {
    let HistoryQuery { bulan: Month(month), halaman: PageNumber(page) } = query.0;
    let (db, user) = (context.db(), &context.user);
    let days = month.map(|month| (month.start, month.end));
    let (found, count) =
        purchases::of_employee(db, user.employee.id, days, (page - 1) * PAGE, PAGE).await?;
    let tallies = totals::of(db, user.employee.id, PeriodKind::Month, ALL.0, ALL.1).await?;
    let counted: i64 = tallies
        .iter()
        .filter(|(start, _)| month.is_none_or(|month| month.start == **start))
        .map(|(_, tally)| tally.sum(None).0)
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
    let mine = Search { employee: Some(user.employee.id), ..Search::of(AmendmentState::Made) };
    let view = HistoryPage {
        month: label,
        months,
        total: HistoryTotal { count, counted },
        periods: by_period(&context, &found).await?,
        pager: Pager::new(page, count, PAGE, base),
        amendments: amendments::list(db, user, &mine, (0, AMENDMENTS)).await?,
    };
    Ok(context.render(&view))
}

/// The purchases of a page by the periods in which they lie. One statement asks how those stand.
async fn by_period(
    context: &Context<'_>,
    found: &[Purchase],
) -> Result<Vec<HistoryPeriod>, HttpError> {
    let user = &context.user;
    let kind = period_kind::of_employee(&user.rulebook, &user.placements, user.today);
    let days = found.iter().map(|purchase| purchase.row.purchased_on);
    let (Some(first), Some(last)) = (days.clone().min(), days.max()) else {
        return Ok(Vec::new());
    };
    let periods = Period::covering(kind, first, last);
    let (rulebook, placements) = (&user.rulebook, user.placements.clone());
    let person =
        assess::person(context.db(), rulebook, user.employee.id, placements, &periods).await?;
    let closed =
        ClosedZones::of(context.db(), rulebook, user.employee.id, found, Some((&person, kind)))
            .await?;
    let groups = periods.iter().rev().filter_map(|period| {
        let inside = found.iter().filter(|purchase| period.contains(purchase.row.purchased_on));
        let purchases: Vec<_> =
            inside.map(|one| PurchaseRow::of(one, rulebook, &user.placements, &closed)).collect();
        let assessment = person.assess(rulebook, period, user.now);
        (!purchases.is_empty()).then(|| HistoryPeriod {
            period: PeriodLabel::of(period),
            counted: assessment.counted,
            status: assessment.status,
            shortfall: assessment.shortfall,
            purchases,
        })
    });
    Ok(groups.collect())
}
