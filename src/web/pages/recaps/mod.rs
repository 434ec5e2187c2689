//! The recap of an office: its page, its files, and the receipts of its people.

pub mod check;
pub mod issue;
mod sheet;

use rocket::{State, get};

use super::offices::period_of;
use crate::reports::table::Dialect;
use crate::rules::recap::Paper;
use crate::rules::{Office, Period};
use crate::web::answers::download::Kind;
use crate::web::answers::page::Page;
use crate::web::answers::streamed::Streamed;
use crate::web::documents::recap::{self, Format};
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::query::{Query, parameters};
use crate::web::opened_names;
use crate::web::views::form_values::FormValues;
use crate::web::{AppState, HttpError};
use crate::workflows::purchases::take_receipts::take_receipts;

parameters! {
    pub struct RecapQuery {
        pub periode: Option<String>,
        pub kertas: Option<Paper>,
        /// Between the cells of a CSV.
        pub pemisah: Option<Dialect>,
    }
}

/// An office in sight, and the period that is asked for.
fn asked<'a>(
    user: &'a SignedIn,
    code: &str,
    periode: Option<&str>,
) -> Result<(&'a Office, Period), HttpError> {
    let office = user.office_in_sight(code)?;
    Ok((office, period_of(&user.rulebook, office, periode, user.now)?))
}

/// As it is printed.
#[get("/unit/<code>/rekap")]
pub async fn show(
    code: &str,
    context: Context<'_>,
    query: Query<RecapQuery>,
) -> Result<Page, HttpError> {
    let RecapQuery { periode, kertas, .. } = query.0;
    let (office, period) = asked(&context.user, code, periode.as_deref())?;
    let paper = kertas.unwrap_or(Paper::F4);
    opened_names::note_office(context.store(), &context.user, (office, &period)).await;
    sheet::page(&context, (office, &period), paper, FormValues::default()).await
}

#[get("/unit/<code>/rekap.csv")]
pub async fn csv(
    code: &str,
    user: SignedIn,
    query: Query<RecapQuery>,
    app: &State<AppState>,
) -> Result<Streamed, HttpError> {
    let dialect = query.0.pemisah.unwrap_or(Dialect::Spreadsheet);
    file(app, &user, code, &query.0, Format::Csv(dialect)).await
}

#[get("/unit/<code>/rekap.xlsx")]
pub async fn xlsx(
    code: &str,
    user: SignedIn,
    query: Query<RecapQuery>,
    app: &State<AppState>,
) -> Result<Streamed, HttpError> {
    let paper = query.0.kertas.unwrap_or(Paper::F4);
    file(app, &user, code, &query.0, Format::Xlsx(paper)).await
}

#[get("/unit/<code>/rekap.pdf")]
pub async fn pdf(
    code: &str,
    user: SignedIn,
    query: Query<RecapQuery>,
    app: &State<AppState>,
) -> Result<Streamed, HttpError> {
    let paper = query.0.kertas.unwrap_or(Paper::F4);
    file(app, &user, code, &query.0, Format::Pdf(paper)).await
}

async fn file(
    app: &AppState,
    user: &SignedIn,
    code: &str,
    query: &RecapQuery,
    format: Format,
) -> Result<Streamed, HttpError> {
    let (office, period) = asked(user, code, query.periode.as_deref())?;
    recap::file(app, user, (office, &period), format).await
}

parameters! {
    pub struct ReceiptsQuery {
        pub periode: Option<String>,
    }
}

/// Its receipts with the drawn sample, for auditors.
#[get("/unit/<code>/nota.zip")]
pub async fn receipts(
    code: &str,
    user: SignedIn,
    query: Query<ReceiptsQuery>,
    app: &State<AppState>,
) -> Result<Streamed, HttpError> {
    let (office, period) = asked(&user, code, query.0.periode.as_deref())?;
    app.throttle.receipts(user.employee.id)?;
    let name = format!("nota-{}-{}", office.code, period.label());
    let wanted = (office, period, user.language);
    let pieces = take_receipts(&app.store, &app.storage, &user.warrant(), wanted).await?;
    Streamed::of(Kind::Zip, &name, pieces).await
}
