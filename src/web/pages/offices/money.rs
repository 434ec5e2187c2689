//! Where the money of an office's people went in a period: channels, lines of business, sellers with their share.

use rocket::{State, get};

use super::period_of;
use crate::rules::{Office, Period};
use crate::standing::money;
use crate::store::money::Question;
use crate::text::Language;
use crate::web::answers::download::Download;
use crate::web::answers::page::Page;
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::query::{Query, parameters};
use crate::web::pages::figures_file::{self, MoneyList};
use crate::web::views::OfficeChoice;
use crate::web::views::money::{MoneyView, OfficeMoneyPage};
use crate::web::views::standing::PeriodLabel;
use crate::web::{AppState, HttpError};

parameters! {
    pub struct MoneyQuery {
        pub periode: Option<String>,
    }
}

#[get("/unit/<code>/belanja-umkm")]
pub async fn show(
    code: &str,
    context: Context<'_>,
    query: Query<MoneyQuery>,
) -> Result<Page, HttpError> {
    let user = &context.user;
    let (office, period) = asked(user, code, &query.0)?;
    let asked = (office, &period);
    let money = read(context.app, user, context.language, asked, false).await?;
    Ok(context.render(&OfficeMoneyPage {
        office: OfficeChoice::of(office),
        period: PeriodLabel::of(&period),
        money,
    }))
}

#[get("/unit/<code>/belanja-umkm/<list>")]
pub async fn download(
    code: &str,
    list: MoneyList,
    user: SignedIn,
    query: Query<MoneyQuery>,
    app: &State<AppState>,
) -> Result<Download, HttpError> {
    let (office, period) = asked(&user, code, &query.0)?;
    let money = read(app, &user, user.language, (office, &period), true).await?;
    let table = list.table(user.language, &money);
    figures_file::send(app, &user, list.name(), (&table, office, &period)).await
}

fn asked<'a>(
    user: &'a SignedIn,
    code: &str,
    query: &MoneyQuery,
) -> Result<(&'a Office, Period), HttpError> {
    let office = user.office_in_sight(code)?;
    Ok((office, period_of(&user.rulebook, office, query.periode.as_deref(), user.now)?))
}

async fn read(
    app: &AppState,
    user: &SignedIn,
    language: Language,
    (office, period): (&Office, &Period),
    all: bool,
) -> Result<MoneyView, HttpError> {
    let tree = &user.rulebook.offices;
    let below = tree.subtree(office.id);
    let everywhere = below.len() == tree.iter().count();
    let question = Question {
        days: (period.start, period.end),
        offices: (!everywhere).then_some(below.as_slice()),
    };
    let money = money::of(app.store.reader(), question).await?;
    Ok(MoneyView::of(&money, language, &user.settings.channels, all))
}
