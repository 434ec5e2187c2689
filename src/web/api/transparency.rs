//! What was published of closed periods, for anybody.

use rocket::get;
use utoipa::IntoParams;

use crate::rules::Period;
use crate::web::HttpError;
use crate::web::documents::transparency::{PublicFile, Reader};
use crate::web::input::query::{Query, parameters};
use crate::web::views::transparency::PeriodFigures;

parameters! {
    #[derive(IntoParams)]
    #[into_params(parameter_in = Query)]
    pub struct TransparencyQuery {
        /// `2026-W47` or `2026-11`; all that are published if it is left out.
        #[param(value_type = Option<String>)]
        pub period: Option<Period>,
    }
}

/// Totals of closed periods, without names; no group is smaller than five. 404 unless an administrator has switched
/// it on. The newest first; amounts in rupiah.
#[utoipa::path(context_path = "/api", tag = "transparency", params(TransparencyQuery),
    responses((status = 200, body = Vec<PeriodFigures>)))]
#[get("/v1/transparency")]
pub fn show(query: Query<TransparencyQuery>, reader: Reader<'_>) -> Result<PublicFile, HttpError> {
    PublicFile::json(&reader.figures(query.0.period.as_ref())?)
}
