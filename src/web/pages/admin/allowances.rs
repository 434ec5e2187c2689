//! What was decided in closed periods, for the system that reckons allowances.

use rocket::{Route, State, get, routes};

use super::{address, managed_office_choices};
use crate::rules::{Period, period_kind};
use crate::web::answers::download::Download;
use crate::web::answers::page::Page;
use crate::web::documents::allowances::{self, SignedFile};
use crate::web::guards::context::Context;
use crate::web::guards::who::PeopleManager;
use crate::web::input::query::{Query, parameters};
use crate::web::pages::paging::unreadable;
use crate::web::views::allowances::{AllowancesPage, ChosenPeriod, closed_periods};
use crate::web::views::standing::PeriodLabel;
use crate::web::{AppState, HttpError};
use crate::workflows::allowances::signing_key::signing_key;

pub fn routes() -> Vec<Route> {
    routes![show, csv, signature, public_key]
}

parameters! {
    pub struct AllowancesQuery {
        pub periode: Option<String>,
        /// The code of an office: that and all below it.
        pub unit: Option<String>,
    }
}

impl AllowancesQuery {
    fn unit(&self) -> Option<&str> {
        self.unit.as_deref().filter(|code| !code.is_empty())
    }

    fn period(&self) -> Result<Option<Period>, HttpError> {
        let Some(text) = self.periode.as_deref() else { return Ok(None) };
        Period::parse(text).map(Some).ok_or_else(|| unreadable("periode", text))
    }
}

#[get("/admin/tunjangan")]
pub async fn show(
    context: Context<'_, PeopleManager>,
    query: Query<AllowancesQuery>,
) -> Result<Page, HttpError> {
    allowances::must_be_on(context.app)?;
    let (user, query) = (&context.user, query.0);
    let kind = period_kind::of_anybody(&user.rulebook, user.today);
    let closed = closed_periods(&user.rulebook, kind, user.today);
    let asked = query.period()?;
    let chosen = closed.iter().find(|one| asked.is_none_or(|asked| asked == **one));
    let unit = query.unit().unwrap_or_default();
    if !unit.is_empty() {
        user.office_in_sight(unit)?;
    }
    let key = signing_key(context.store(), &user.warrant()).await?;
    Ok(context.render(&AllowancesPage {
        periods: closed.iter().map(PeriodLabel::of).collect(),
        chosen: chosen.map(|period| {
            let fields = [("periode", period.label()), ("unit", unit.to_owned())];
            let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
            ChosenPeriod {
                period: PeriodLabel::of(period),
                csv_url: address("/admin/tunjangan/berkas.csv", &fields),
                signature_url: address("/admin/tunjangan/berkas.csv.sig", &fields),
            }
        }),
        offices: managed_office_choices(user),
        office: unit.to_owned(),
        public_key: key.public_pem(),
    }))
}

#[get("/admin/tunjangan/berkas.csv")]
pub async fn csv(
    context: Context<'_, PeopleManager>,
    query: Query<AllowancesQuery>,
) -> Result<SignedFile, HttpError> {
    allowances::must_be_on(context.app)?;
    let period = query.0.period()?.ok_or_else(HttpError::not_found)?;
    allowances::file(context.app, &context.user, &period, query.0.unit()).await
}

#[get("/admin/tunjangan/berkas.csv.sig")]
pub async fn signature(
    context: Context<'_, PeopleManager>,
    query: Query<AllowancesQuery>,
) -> Result<Download, HttpError> {
    allowances::must_be_on(context.app)?;
    let period = query.0.period()?.ok_or_else(HttpError::not_found)?;
    allowances::signature(context.app, &context.user, &period, query.0.unit()).await
}

#[get("/admin/tunjangan/kunci.pem")]
pub async fn public_key(
    context: Context<'_, PeopleManager>,
    app: &State<AppState>,
) -> Result<Download, HttpError> {
    allowances::must_be_on(app)?;
    allowances::public_key(app, &context.user).await
}
