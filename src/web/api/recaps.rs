//! The recap of an office as a file.

use rocket::{State, get};
use utoipa::IntoParams;

use crate::reports::table::Dialect;
use crate::rules::Period;
use crate::rules::recap::Paper;
use crate::web::answers::streamed::Streamed;
use crate::web::documents::recap::{self, Format};
use crate::web::guards::caller::Caller;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::query::{Query, parameters};
use crate::web::{AppState, HttpError};

parameters! {
    #[derive(IntoParams)]
    #[into_params(parameter_in = Query)]
    pub struct TableQuery {
        /// `2026-W47` or `2026-11`; this week if it is left out.
        #[param(value_type = Option<String>)]
        pub period: Option<Period>,
        /// `semicolon` with the mark of UTF-8, as spreadsheets in Indonesia open it, or `comma`.
        #[param(value_type = Option<String>)]
        pub separator: Option<Dialect>,
    }
}

parameters! {
    #[derive(IntoParams)]
    #[into_params(parameter_in = Query)]
    pub struct SheetQuery {
        /// `2026-W47` or `2026-11`; this week if it is left out.
        #[param(value_type = Option<String>)]
        pub period: Option<Period>,
        /// `f4` (215 × 330 mm) or `a4`; F4 if it is left out.
        #[param(value_type = Option<String>)]
        pub paper: Option<Paper>,
    }
}

/// The recap as a table: a line for everybody in sight, then one with the totals. Amounts in rupiah.
#[utoipa::path(context_path = "/api", tag = "offices", params(("code" = String, Path), TableQuery),
    responses((status = 200, description = "CSV", content_type = "text/csv")))]
#[get("/v1/offices/<code>/recap.csv")]
pub async fn csv(
    caller: Caller,
    code: &str,
    query: Query<TableQuery>,
    app: &State<AppState>,
) -> Result<Streamed, HttpError> {
    let dialect = query.0.separator.unwrap_or(Dialect::Spreadsheet);
    file(app, &caller.0, (code, query.0.period), Format::Csv(dialect)).await
}

/// The recap as a workbook, with what stands above it and who signs. Amounts in rupiah.
#[utoipa::path(context_path = "/api", tag = "offices", params(("code" = String, Path), SheetQuery),
    responses((status = 200, description = "XLSX",
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
#[get("/v1/offices/<code>/recap.xlsx")]
pub async fn xlsx(
    caller: Caller,
    code: &str,
    query: Query<SheetQuery>,
    app: &State<AppState>,
) -> Result<Streamed, HttpError> {
    let paper = query.0.paper.unwrap_or(Paper::F4);
    file(app, &caller.0, (code, query.0.period), Format::Xlsx(paper)).await
}

/// The recap to be signed. It bears number and code once it was issued, and a draft says that it is one.
#[utoipa::path(context_path = "/api", tag = "offices", params(("code" = String, Path), SheetQuery),
    responses((status = 200, description = "PDF", content_type = "application/pdf")))]
#[get("/v1/offices/<code>/recap.pdf")]
pub async fn pdf(
    caller: Caller,
    code: &str,
    query: Query<SheetQuery>,
    app: &State<AppState>,
) -> Result<Streamed, HttpError> {
    let paper = query.0.paper.unwrap_or(Paper::F4);
    file(app, &caller.0, (code, query.0.period), Format::Pdf(paper)).await
}

async fn file(
    app: &AppState,
    user: &SignedIn,
    (code, period): (&str, Option<Period>),
    format: Format,
) -> Result<Streamed, HttpError> {
    let office = user.office_in_sight(code)?;
    let period = period.unwrap_or_else(|| Period::week_of(office.zone.date(user.now)));
    recap::file(app, user, (office, &period), format).await
}
