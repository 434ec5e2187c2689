//! What an office's page shows, as files: people and periods, the trend, how people are spread around the minimum.

use rocket::get;
use rocket::request::FromParam;

use super::asked::{Asked, Names};
use super::people::worst_first;
use super::table::Table as People;
use super::{Row, names, period_of, report_of, state_of};
use crate::reports::table::{Heading, Table};
use crate::rules::distribution::Columns;
use crate::rules::status::StatusGroup;
use crate::rules::{Glance, Office, Period, Summary};
use crate::standing::glance::Glances;
use crate::standing::report::{self, Report, Trend};
use crate::text::{self, Arg, Language, text, text_with};
use crate::web::HttpError;
use crate::web::answers::download::Download;
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::query::{Query, parameters};
use crate::web::pages::figures_file::{self, called, percent};
use crate::web::views::distribution::Distribution;
use crate::web::views::offices::PeriodState;
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

    /// What is noted of it: people's figures leave as they do in a recap.
    fn export(self, office: &Office, period: &Period) -> Export {
        let (office, period) = (office.code.clone(), period.label());
        match self {
            Self::People => Export::Recap { office, period, format: "pegawai.csv" },
            Self::Trend | Self::Spread => Export::Figures { table: self.name(), office, period },
        }
    }
}

impl<'a> FromParam<'a> for OfficeTable {
    type Error = ();

    fn from_param(text: &'a str) -> Result<Self, ()> {
        called(text, [Self::People, Self::Trend, Self::Spread], Self::name)
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
    let of = report_of(&context, office, &past);
    let (report, trend) = report::with_trend(context.db(), &user.rulebook, of, user.now).await?;
    let rows = match table {
        OfficeTable::People => {
            let (group, opened) = (query.status, query.nama.opened);
            let asked = Asked { office, period, by_name: false, group, opened };
            people(&context, (asked, past), &report).await?
        }
        OfficeTable::Trend => trend_table(user, office, &trend),
        OfficeTable::Spread => spread_table(user.language, report.distribution),
    };
    let (rows, export) = ((&rows, (office, &period)), table.export(office, &period));
    figures_file::send_noted(context.app, user, table.name(), rows, export).await
}

/// Everybody whom the page names on any of its sheets, in rupiah for each period.
async fn people(
    context: &Context<'_>,
    (asked, periods): (Asked<'_>, Vec<Period>),
    report: &Report<'_>,
) -> Result<Table, HttpError> {
    let (user, language) = (&context.user, context.user.language);
    let mut standing = worst_first(user, report);
    names::close(context, &asked, &mut standing).await;
    let rulebook = &*user.rulebook;
    let table = People { rulebook, asked, periods, page: 1 };
    let standing: Vec<Row<'_>> = table.ordered(context.store(), standing).await?;
    let ids: Vec<_> = standing.iter().map(|(id, _)| *id).collect();
    let glances =
        Glances::of_people(context.db(), rulebook, &ids, &table.periods, user.now).await?;
    let rows = standing.iter().filter_map(|(id, one)| {
        let person = glances.of(*id)?;
        let office = one.office.and_then(|id| rulebook.offices.get(id));
        let mut row = vec![person.name.number.clone(), person.name.name.clone()];
        row.push(office.map_or_else(String::new, |office| office.name.clone()));
        row.push(text::status(language, one.status));
        row.push(one.shortfall.map_or_else(String::new, |missing| missing.to_string()));
        row.extend(table.periods.iter().map(|period| amount(person.in_period(period))));
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
fn amount(one: Glance) -> String {
    if one.counted == 0 && !one.status.obliged() {
        return String::new();
    }
    one.counted.to_string()
}

fn trend_table(user: &SignedIn, office: &Office, trend: &Trend) -> Table {
    let language = user.language;
    let rows = trend.sums.iter().zip(&trend.year_before).map(|(sum, before)| {
        let figures = &sum.summary;
        vec![
            text::recap::period(language, &sum.period),
            text(language, period_state(state_of(user, office, &sum.period))),
            figures.obliged.to_string(),
            figures.met.to_string(),
            percent(figures.rate()),
            percent(before.as_ref().and_then(Summary::rate)),
            figures.counted_amount.to_string(),
        ]
    });
    figures_file::table(language, "office-rate", &TREND, rows.collect())
}

/// The key of its words.
fn period_state(state: PeriodState) -> &'static str {
    match state {
        PeriodState::Open => "period-open",
        PeriodState::Over => "period-over",
        PeriodState::Closed => "period-closed",
    }
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

/// No rows where nobody is asked for an amount.
fn spread_table(language: Language, people: Columns) -> Table {
    let columns = Distribution::of(people).map(|spread| spread.columns).unwrap_or_default();
    let rows = columns.iter().map(|column| {
        let from = column.from.to_string();
        let to = column.to.unwrap_or_default().to_string();
        let args = [("from", Arg::from(&from)), ("to", Arg::from(&to))];
        vec![text_with(language, column.share.key(), &args), column.people.to_string()]
    });
    figures_file::table(language, "dots-title", &["dots-share", "office-people"], rows.collect())
}
