//! Where everybody's money went in a period, and what offices bought from their own budgets beside it.

use rocket::{State, get};

use super::{LeadersQuery, asked, head};
use crate::rules::Period;
use crate::standing::money;
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
use crate::web::{AppState, HttpError};

#[get("/pimpinan/belanja")]
pub async fn show(
    context: Context<'_, Leader>,
    query: Query<LeadersQuery>,
) -> Result<Page, HttpError> {
    let (root, period) = asked(&context.user, query.0.periode.as_deref())?;
    let money = read(&context, &period, false).await?;
    let search = Search { from: period.start, to: period.end, offices: None };
    let ledger = office_purchases::ledger(context.db(), &search).await?;
    Ok(context.render(&LeaderMoneyPage {
        head: head(&context, (root, &period), LeadersTab::Money, Vec::new()),
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
    let money = read(&context, &period, true).await?;
    let table = list.table(user.language, &money);
    figures_file::send(app, user, list.name(), (&table, root, &period)).await
}

async fn read(
    context: &Context<'_, Leader>,
    period: &Period,
    all: bool,
) -> Result<MoneyView, HttpError> {
    let question = Question { days: (period.start, period.end), offices: None };
    let money = money::of(context.db(), question).await?;
    Ok(MoneyView::of(money, context.language, &context.user.settings.channels, all))
}
