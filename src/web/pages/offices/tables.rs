//! What an office's page shows, as files: people and periods, the trend, how people are spread around the minimum.

use rocket::get;
use rocket::request::FromParam;

use super::asked::{Asked, Names};
use super::table::Table as People;
use super::{MOST_IN_TABLE, Row, in_sight, names, period_of};
use crate::reports::table::{Heading, Table};
use crate::rules::distribution::{BEGINS, Columns};
use crate::rules::status::StatusGroup;
use crate::rules::summary::sort_by_shortfall;
use crate::rules::{Assessment, Period, Summary, close};
use crate::standing::report::{self, Report, Trend};
use crate::standing::{assess, sums};
use crate::text::{self, Arg, Language, text, text_with};
use crate::web::HttpError;
use crate::web::answers::download::Download;
use crate::web::guards::context::Context;
use crate::web::input::query::{Query, parameters};
use crate::web::pages::figures_file::{self, percent};
use crate::web::views::standing::PERIODS;
use crate::workflows::trail::Export;

/// Which of them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum OfficeTable {
    People,
    Trend,
    Spread,
}

impl OfficeTable {
    /// As addresses and files call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::People => "pegawai",
            Self::Trend => "perkembangan",
            Self::Spread => "sebaran",
        }
    }
}

impl<'a> FromParam<'a> for OfficeTable {
    type Error = ();

    fn from_param(text: &'a str) -> Result<Self, ()> {
        let all = [Self::People, Self::Trend, Self::Spread];
        let is_it = |one: &Self| text.strip_suffix(".csv") == Some(one.name());
        all.into_iter().find(is_it).ok_or(())
    }
}

parameters! {
    pub struct TableQuery {
        pub periode: Option<String>,
        pub status: Option<StatusGroup>,
        pub nama: Names,
    }
}

#[get("/unit/<code>/tabel/<table>")]
pub async fn download(
    code: &str,
    table: OfficeTable,
    context: Context<'_>,
    query: Query<TableQuery>,
) -> Result<Download, HttpError> {
    let (user, query) = (&context.user, query.0);
    let office = user.office_in_sight(code)?;
    let period = period_of(&user.rulebook, office, query.periode.as_deref(), user.now)?;
    let past = period.last(PERIODS);
    let of = report::Asked {
        office: office.id,
        periods: &past,
        people: report::People::OwnAbove(MOST_IN_TABLE),
        kept: Some(&context.app.kept_figures.live),
    };
    let (report, trend) = report::with_trend(context.db(), &user.rulebook, of, user.now).await?;
    let (language, about) = (user.language, (office, &period));
    let rows = match table {
        OfficeTable::People => {
            let (group, opened) = (query.status, query.nama.opened);
            let asked = Asked { office, period, by_name: false, group, opened };
            let rows = people(&context, (asked, past), &report).await?;
            let (office, period) = (office.code.clone(), period.label());
            let export = Export::Recap { office, period, format: "pegawai.csv" };
            return figures_file::send_noted(
                context.app,
                user,
                table.name(),
                (&rows, about),
                export,
            )
            .await;
        }
        OfficeTable::Trend => trend_table(language, &trend, |one| match one.closed {
            true => "period-closed",
            false if close::is_running(&user.rulebook, office, &one.period, user.now) => {
                "period-open"
            }
            false => "period-over",
        }),
        OfficeTable::Spread => spread_table(language, report.distribution),
    };
    figures_file::send(context.app, user, table.name(), (&rows, office, &period)).await
}

/// Everybody whom the page names on any of its sheets, in rupiah for each period.
async fn people(
    context: &Context<'_>,
    (asked, periods): (Asked<'_>, Vec<Period>),
    report: &Report<'_>,
) -> Result<Table, HttpError> {
    let (user, language) = (&context.user, context.user.language);
    let mut standing = in_sight(user, &report.standing);
    sort_by_shortfall(&mut standing);
    names::close(context, &asked, &mut standing).await;
    let (rulebook, now) = (&*user.rulebook, user.now);
    let table = People { rulebook, asked, periods, now, page: 1 };
    let standing: Vec<Row<'_>> = table.ordered(context.store(), standing).await?;
    let ids: Vec<_> = standing.iter().map(|(id, _)| *id).collect();
    let (people, roster) = assess::people_of_page(context.db(), &ids, &table.periods).await?;
    let rows = standing.iter().filter_map(|(id, one)| {
        let (employee, person) = (roster.names.get(id)?, people.get(id)?);
        let office = one.office.and_then(|id| rulebook.offices.get(id));
        let mut row = vec![employee.number.clone(), employee.name.clone()];
        row.push(office.map_or_else(String::new, |office| office.name.clone()));
        row.push(text(language, &format!("status-{}", one.status.name().replace('_', "-"))));
        row.push(one.shortfall.map_or_else(String::new, |missing| missing.to_string()));
        row.extend(
            table.periods.iter().map(|period| amount(&person.assess(rulebook, period, now))),
        );
        Some(row)
    });
    let rows = rows.collect();
    let keys = ["recap-number", "recap-name", "recap-office", "recap-status", "recap-shortfall"];
    let mut made = figures_file::table(language, "heat-person", &keys, rows);
    made.columns[0].digits = true;
    made.columns.extend(table.periods.iter().map(|period| Heading {
        words: text::recap::period(language, period),
        width: 18,
        digits: false,
    }));
    Ok(made)
}

/// What counted; nothing where nothing was asked and nothing bought.
fn amount(one: &Assessment<'_>) -> String {
    if one.counted == 0 && !one.status.obliged() {
        return String::new();
    }
    one.counted.to_string()
}

fn trend_table(
    language: Language,
    trend: &Trend,
    state: impl Fn(&sums::Sum) -> &'static str,
) -> Table {
    let rows = trend.sums.iter().zip(&trend.year_before).map(|(sum, before)| {
        let figures = &sum.summary;
        vec![
            text::recap::period(language, &sum.period),
            text(language, state(sum)),
            figures.obliged.to_string(),
            figures.met.to_string(),
            percent(figures.rate()),
            percent(before.as_ref().and_then(Summary::rate)),
            figures.counted_amount.to_string(),
        ]
    });
    figures_file::table(language, "office-rate", &TREND, rows.collect())
}

const TREND: [&str; 7] = [
    "recap-period",
    "recap-status",
    "office-obliged",
    "office-met-of",
    "office-rate",
    "year-before",
    "office-counted",
];

fn spread_table(language: Language, people: Columns) -> Table {
    let rows = people.iter().enumerate().map(|(at, people)| {
        let from = BEGINS[at].to_string();
        let to = BEGINS.get(at + 1).map_or_else(String::new, ToString::to_string);
        let key = match at {
            0 => "dots-nothing",
            1 => "dots-below",
            _ if to.is_empty() => "dots-from",
            _ => "dots-between",
        };
        let args = [("from", Arg::from(&from)), ("to", Arg::from(&to))];
        vec![text_with(language, key, &args), people.to_string()]
    });
    figures_file::table(language, "dots-title", &["dots-share", "office-people"], rows.collect())
}
