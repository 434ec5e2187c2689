//! Where everybody's money went in a period, and what offices bought from their own budgets beside it.

use chrono::{DateTime, Utc};
use rocket::{State, get};

use super::{LeadersQuery, asked, head};
use crate::rules::Period;
use crate::standing::kept::LARGE;
use crate::standing::money::{self, Money};
use crate::store::money::Question;
use crate::store::office_purchases::{self, Search};
use crate::web::answers::download::Download;
use crate::web::answers::page::Page;
use crate::web::guards::context::Context;
use crate::web::guards::who::Leader;
use crate::web::input::query::Query;
use crate::web::pages::figures_file::{self, MoneyList};
use crate::web::views::leaders::{LeaderMoneyPage, LeadersTab};
use crate::web::views::money::MoneyView;
use crate::web::views::office_purchases::LedgerSum;
use crate::web::views::standing::WorkedOut;
use crate::web::{AppState, HttpError};

#[get("/pimpinan/belanja")]
pub async fn show(
    context: Context<'_, Leader>,
    query: Query<LeadersQuery>,
) -> Result<Page, HttpError> {
    let (root, period) = asked(&context.user, query.0.periode.as_deref())?;
    let (money, at) = read(&context, &period, false).await?;
    let search = Search { from: period.start, to: period.end, offices: None };
    let ledger = office_purchases::ledger(context.db(), &search).await?;
    Ok(context.render(&LeaderMoneyPage {
        head: head(&context, (root, &period), LeadersTab::Money, Vec::new())
            .worked_out(WorkedOut::of(at, context.user.now, root.zone)),
        money,
        ledger: LedgerSum::of(ledger),
    }))
}

#[get("/pimpinan/belanja/<list>")]
pub async fn download(
    list: MoneyList,
    context: Context<'_, Leader>,
    query: Query<LeadersQuery>,
    app: &State<AppState>,
) -> Result<Download, HttpError> {
    let user = &context.user;
    let (root, period) = asked(user, query.0.periode.as_deref())?;
    let (money, _) = read(&context, &period, true).await?;
    let table = list.table(user.language, &money);
    figures_file::send(app, user, list.name(), (&table, root, &period)).await
}

async fn read(
    context: &Context<'_, Leader>,
    period: &Period,
    all: bool,
) -> Result<(MoneyView, DateTime<Utc>), HttpError> {
    let question = Question { days: (period.start, period.end), offices: None };
    let is_large = |money: &Money| usize::try_from(money.count).is_ok_and(|count| count > LARGE);
    let work = money::of(context.db(), question);
    let kept = context.app.kept_figures.money.get(*period, context.user.now, is_large, work);
    let found = kept.await?;
    let channels = &context.user.settings.channels;
    Ok((MoneyView::of(&found.value, context.language, channels, all), found.at))
}
