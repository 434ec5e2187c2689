//! What was decided in a closed period, for the system that reckons allowances: signed, off by default.

use rocket::{State, get};
use utoipa::IntoParams;

use crate::rules::Period;
use crate::web::answers::download::Download;
use crate::web::documents::allowances::{self, SignedFile};
use crate::web::guards::caller::Caller;
use crate::web::guards::who::PeopleManager;
use crate::web::input::query::{Query, parameters};
use crate::web::{AppState, HttpError};

parameters! {
    #[derive(IntoParams)]
    #[into_params(parameter_in = Query)]
    pub struct AllowancesQuery {
        /// The code of an office: that and all below it; everybody whom the caller manages if it is left out.
        pub office: Option<String>,
    }
}

/// A line for everybody with a NIP: `nip`, `period`, `period_start`, `period_end`, `obliged` (1 or 0), `met` (1 or
/// 0; empty where nothing was asked), `counted` (rupiah), `status`, `decided_at`, `amendment`. The header
/// `Pekan-Signature` is the Ed25519 signature of the body, base64. 404 unless an administrator has switched the
/// export on, 409 while the period is not closed.
#[utoipa::path(context_path = "/api", tag = "periods",
    params(("period" = String, Path, description = "`2026-W47` or `2026-11`"), AllowancesQuery),
    responses((status = 200, description = "CSV", content_type = "text/csv")))]
#[get("/v1/periods/<period>/allowances.csv")]
pub async fn csv(
    caller: Caller<PeopleManager>,
    period: &str,
    query: Query<AllowancesQuery>,
    app: &State<AppState>,
) -> Result<SignedFile, HttpError> {
    allowances::must_be_on(app)?;
    allowances::file(app, &caller.0, &read(period)?, query.0.office.as_deref()).await
}

/// The signature of that file, as it is at this moment: 64 bytes.
#[utoipa::path(context_path = "/api", tag = "periods",
    params(("period" = String, Path, description = "`2026-W47` or `2026-11`"), AllowancesQuery),
    responses((status = 200, description = "Ed25519", content_type = "application/octet-stream")))]
#[get("/v1/periods/<period>/allowances.csv.sig")]
pub async fn signature(
    caller: Caller<PeopleManager>,
    period: &str,
    query: Query<AllowancesQuery>,
    app: &State<AppState>,
) -> Result<Download, HttpError> {
    allowances::must_be_on(app)?;
    allowances::signature(app, &caller.0, &read(period)?, query.0.office.as_deref()).await
}

/// The public key with which signatures of this installation are verified: Ed25519, `SubjectPublicKeyInfo`.
#[utoipa::path(context_path = "/api", tag = "periods",
    responses((status = 200, description = "PEM", content_type = "application/x-pem-file")))]
#[get("/v1/signing-key.pem")]
pub async fn public_key(caller: Caller, app: &State<AppState>) -> Result<Download, HttpError> {
    allowances::public_key(app, &caller.0).await
}

fn read(label: &str) -> Result<Period, HttpError> {
    Period::parse(label).ok_or_else(HttpError::not_found)
}
