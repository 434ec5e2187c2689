//! The offices right below one, and their figures as a file.

use rocket::{State, get};

use super::period_of;
use crate::standing::report::{self, Asked, People, Report};
use crate::web::answers::download::Download;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::query::{Query, parameters};
use crate::web::pages::figures_file::{self, percent};
use crate::web::views::offices::ChildOfficeRow;
use crate::web::{AppState, HttpError};

parameters! {
    pub struct BelowQuery {
        pub periode: Option<String>,
    }
}

/// The offices below, the lowest rate first; those that owe nothing last.
pub(super) fn by_attention(report: &Report<'_>) -> Vec<ChildOfficeRow> {
    let mut children: Vec<ChildOfficeRow> = report
        .children()
        .map(|(child, sum)| ChildOfficeRow::of(child, &sum, report.previous_of(child.id).as_ref()))
        .collect();
    children.sort_by(|a, b| {
        let rate = |child: &ChildOfficeRow| child.rate.unwrap_or(f64::INFINITY);
        let lacking = |child: &ChildOfficeRow| child.open + child.short;
        rate(a).total_cmp(&rate(b)).then_with(|| lacking(b).cmp(&lacking(a)))
    });
    children
}

/// The same as a table.
#[get("/unit/<code>/unit.csv")]
pub async fn download(
    code: &str,
    user: SignedIn,
    query: Query<BelowQuery>,
    app: &State<AppState>,
) -> Result<Download, HttpError> {
    let office = user.office_in_sight(code)?;
    let period = period_of(&user.rulebook, office, query.0.periode.as_deref(), user.now)?;
    let (rulebook, db) = (&*user.rulebook, app.store.reader());
    let past = period.last(2);
    let asked = Asked {
        office: office.id,
        periods: &past,
        people: People::Nobody,
        kept: Some(&app.kept_figures.live),
    };
    let (report, _) = report::with_trend(db, rulebook, asked, user.now).await?;
    let rows = by_attention(&report).into_iter().map(|child| {
        let figures = [child.obliged, child.met, child.open + child.short].map(|n| n.to_string());
        let mut row = vec![child.code, child.name];
        row.extend(figures);
        row.extend([percent(child.rate), percent(child.previous)]);
        row.push(child.counted_amount.to_string());
        row
    });
    let table = figures_file::table(user.language, "office-children", &HEADINGS, rows.collect());
    figures_file::send(app, &user, "unit", (&table, office, &period)).await
}

const HEADINGS: [&str; 8] = [
    "office-code",
    "office",
    "office-obliged",
    "office-met-of",
    "office-open-short",
    "office-rate",
    "office-previous",
    "office-counted",
];
