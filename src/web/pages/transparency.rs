//! What the public reads without signing in, where an administrator has switched it on.

use rocket::get;

use super::paging::unreadable;
use crate::rules::Period;
use crate::web::HttpError;
use crate::web::answers::page::Page;
use crate::web::documents::transparency::{PublicFile, Reader};
use crate::web::guards::context::Context;
use crate::web::guards::who::Guest;
use crate::web::input::query::{Query, parameters};
use crate::web::request::local;
use crate::web::views::standing::PeriodLabel;
use crate::web::views::transparency::{PeriodFigures, ShownPeriod, TransparencyPage};

parameters! {
    pub struct TransparencyQuery {
        /// The newest where it is left out; in files all.
        pub periode: Option<String>,
    }
}

impl TransparencyQuery {
    fn period(&self) -> Result<Option<Period>, HttpError> {
        let Some(text) = self.periode.as_deref() else { return Ok(None) };
        Period::parse(text).map(Some).ok_or_else(|| unreadable("periode", text))
    }
}

#[get("/transparansi")]
pub fn show(
    query: Query<TransparencyQuery>,
    reader: Reader<'_>,
    context: Context<'_, Guest>,
) -> Result<Page, HttpError> {
    let asked = query.0.period()?;
    let zone = reader.zone();
    let shown = reader.asked(asked.as_ref())?.map(|one| {
        let label = one.period.label();
        ShownPeriod {
            period: PeriodLabel::of(&one.period),
            figures: PeriodFigures::of(one, context.language),
            published_at: local(one.at, zone),
            zone: zone.label().to_owned(),
            json_url: format!("/transparansi.json?periode={label}"),
            csv_url: format!("/transparansi.csv?periode={label}"),
        }
    });
    let periods = reader.published.iter().map(|one| PeriodLabel::of(&one.period));
    Ok(context.render(&TransparencyPage { periods: periods.collect(), shown }))
}

#[get("/transparansi.json")]
pub fn json(query: Query<TransparencyQuery>, reader: Reader<'_>) -> Result<PublicFile, HttpError> {
    let period = query.0.period()?;
    PublicFile::json(&reader.figures(period.as_ref())?)
}

#[get("/transparansi.csv")]
pub fn csv(query: Query<TransparencyQuery>, reader: Reader<'_>) -> Result<PublicFile, HttpError> {
    let period = query.0.period()?;
    PublicFile::csv(reader.language, &reader.figures(period.as_ref())?)
}
