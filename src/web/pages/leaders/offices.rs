//! All offices as a dot plot and a table.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use rocket::{State, get};

use super::{asked, head};
use crate::rules::office_order::OfficeOrder;
use crate::rules::{OfficeId, OfficeTree, Period};
use crate::standing::offices::{AllOffices, all};
use crate::store::office_purchases::{self, OfficeSum};
use crate::web::answers::download::Download;
use crate::web::answers::page::Page;
use crate::web::guards::context::Context;
use crate::web::guards::who::Leader;
use crate::web::input::query::{Query, parameters};
use crate::web::pages::figures_file::{self, percent};
use crate::web::views::leaders::{
    KindLink, LeaderOffice, LeaderOfficesPage, LeadersTab, OrderLink,
};
use crate::web::views::standing::WorkedOut;
use crate::web::{AppState, HttpError};

parameters! {
    pub struct OfficesQuery {
        pub periode: Option<String>,
        pub urut: Option<OfficeOrder>,
        /// The kind of office.
        pub jenis: Option<String>,
    }
}

#[get("/pimpinan")]
pub async fn show(
    context: Context<'_, Leader>,
    query: Query<OfficesQuery>,
) -> Result<Page, HttpError> {
    let (user, query) = (&context.user, query.0);
    let (root, period) = asked(user, query.periode.as_deref())?;
    let order = query.urut.unwrap_or(OfficeOrder::Rate);
    let jenis = query.jenis.filter(|kind| !kind.is_empty());
    let Rows { rows, closed, at } = rows(&context, &period, (order, jenis.as_deref())).await?;
    let mut kept = vec![("urut", order.name().to_owned())];
    kept.extend(jenis.clone().map(|kind| ("jenis", kind)));
    let orders = OfficeOrder::ALL.map(|order| OrderLink {
        order,
        url: address("/pimpinan", &period, order, jenis.as_deref()),
    });
    let narrowed =
        |kind: String| KindLink { url: address("/pimpinan", &period, order, Some(&kind)), kind };
    Ok(context.render(&LeaderOfficesPage {
        head: head(&context, (root, &period), LeadersTab::Offices, kept)
            .worked_out(WorkedOut::of(at, user.now, root.zone)),
        closed,
        target: user.settings.target_rate.rate(),
        orders: orders.into(),
        order,
        kinds: kinds(&user.rulebook.offices).into_iter().map(narrowed).collect(),
        all_url: address("/pimpinan", &period, order, None),
        csv_url: address("/pimpinan/unit.csv", &period, order, jenis.as_deref()),
        kind: jenis,
        offices: rows,
    }))
}

/// All that is chosen, so that a link is a saved view.
fn address(path: &str, period: &Period, order: OfficeOrder, kind: Option<&str>) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("periode", &period.label()).append_pair("urut", order.name());
    if let Some(kind) = kind {
        query.append_pair("jenis", kind);
    }
    format!("{path}?{}", query.finish())
}

#[get("/pimpinan/unit.csv")]
pub async fn download(
    context: Context<'_, Leader>,
    query: Query<OfficesQuery>,
    app: &State<AppState>,
) -> Result<Download, HttpError> {
    let (user, query) = (&context.user, query.0);
    let (root, period) = asked(user, query.periode.as_deref())?;
    let order = query.urut.unwrap_or(OfficeOrder::Rate);
    let kind = query.jenis.as_deref().filter(|kind| !kind.is_empty());
    let Rows { rows, .. } = rows(&context, &period, (order, kind)).await?;
    let cells = rows.into_iter().map(|row| {
        let mut cells = vec![row.code, row.name, row.kind];
        cells.extend([row.obliged, row.met, row.lacking].map(|people| people.to_string()));
        cells.extend([percent(row.rate), percent(row.previous)]);
        let amounts = [row.counted_amount, row.shortfall_amount, row.ledger, row.ledger_small];
        cells.extend(amounts.map(|amount| amount.to_string()));
        cells
    });
    let table = figures_file::table(user.language, "leaders-offices", &HEADINGS, cells.collect());
    figures_file::send(app, user, "unit", (&table, root, &period)).await
}

const HEADINGS: [&str; 12] = [
    "office-code",
    "office",
    "office-kind",
    "office-obliged",
    "office-met-of",
    "office-open-short",
    "office-rate",
    "office-previous",
    "office-counted",
    "office-shortfall",
    "leaders-ledger",
    "leaders-ledger-small",
];

struct Rows {
    rows: Vec<LeaderOffice>,
    closed: bool,
    /// When they were worked out.
    at: DateTime<Utc>,
}

/// Every office with all below it; the topmost one, which is their sum, stands first.
async fn rows(
    context: &Context<'_, Leader>,
    period: &Period,
    (order, kind): (OfficeOrder, Option<&str>),
) -> Result<Rows, HttpError> {
    let (db, rulebook, now) = (context.db(), &context.user.rulebook, context.user.now);
    let (tree, kept) = (&rulebook.offices, &context.app.kept_figures.live);
    let AllOffices { offices, closed, at } = all(db, rulebook, period, kept, now).await?;
    let bought = office_purchases::by_office(db, (period.start, period.end)).await?;
    let bought: HashMap<OfficeId, OfficeSum> =
        bought.into_iter().map(|sum| (sum.office_id, sum)).collect();
    let meant = offices.iter().filter(|one| kind.is_none_or(|kind| one.office.kind == kind));
    let mut rows: Vec<LeaderOffice> = meant
        .map(|one| {
            let below = tree.subtree(one.office.id);
            let sums = || below.iter().filter_map(|id| bought.get(id));
            let ledger = (sums().map(|sum| sum.amount).sum(), sums().map(|sum| sum.small).sum());
            LeaderOffice::of(one, ledger)
        })
        .collect();
    rows.sort_by(|a, b| {
        let by = match order {
            OfficeOrder::Rate => {
                let rate = |row: &LeaderOffice| row.rate.unwrap_or(f64::INFINITY);
                rate(a).total_cmp(&rate(b))
            }
            OfficeOrder::Name => a.name.to_lowercase().cmp(&b.name.to_lowercase()),
            OfficeOrder::Lacking => b.lacking.cmp(&a.lacking),
            OfficeOrder::Amount => b.counted_amount.cmp(&a.counted_amount),
            OfficeOrder::Ledger => b.ledger_small.cmp(&a.ledger_small),
        };
        b.is_root.cmp(&a.is_root).then(by).then_with(|| a.code.cmp(&b.code))
    });
    Ok(Rows { rows, closed, at })
}

/// The kinds of offices that there are, each once.
fn kinds(tree: &OfficeTree) -> Vec<String> {
    let mut kinds: Vec<String> =
        tree.iter().filter(|office| office.parent.is_some()).map(|o| o.kind.clone()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}
