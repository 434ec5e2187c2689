//! What was decided in a closed period, signed, as pages and API hand it out.

use rocket::Responder;
use rocket::http::{Header, Status};

use crate::reports::table::{Dialect, csv_of};
use crate::rules::allowance::COLUMNS;
use crate::rules::{OfficeId, Period, Problem};
use crate::secret::signing::SigningKey;
use crate::standing::allowances;
use crate::store::closed_offices;
use crate::web::answers::download::{Download, Kind};
use crate::web::guards::viewer::SignedIn;
use crate::web::{AppState, HttpError};
use crate::workflows::WorkflowError;
use crate::workflows::allowances::signing_key::signing_key;
use crate::workflows::trail::{Export, note_export};

/// The signature of the file that comes with it, base64: nobody has to ask twice.
const HEADER: &str = "Pekan-Signature";

#[derive(Responder)]
pub struct SignedFile {
    file: Download,
    signature: Header<'static>,
}

/// The file with its signature; that it leaves is noted.
pub async fn file(
    app: &AppState,
    user: &SignedIn,
    period: &Period,
    office: Option<&str>,
) -> Result<SignedFile, HttpError> {
    let made = make(app, user, period, office).await?;
    let export = Export::Allowances {
        office: office.map(str::to_owned),
        period: period.label(),
        count: made.people,
    };
    note_export(&app.store, &user.warrant(), export).await?;
    let signature = Header::new(HEADER, made.signature_text());
    Ok(SignedFile { file: Download::of(Kind::Csv, &made.name, made.bytes), signature })
}

/// The signature alone.
pub async fn signature(
    app: &AppState,
    user: &SignedIn,
    period: &Period,
    office: Option<&str>,
) -> Result<Download, HttpError> {
    let made = make(app, user, period, office).await?;
    Ok(Download::signature(&format!("{}.csv", made.name), made.signature))
}

/// The public key, by which both are verified.
pub async fn public_key(app: &AppState, user: &SignedIn) -> Result<Download, HttpError> {
    let key = key(app, user).await?;
    Ok(Download::pem("pekan-kunci-publik", key.public_pem()))
}

async fn key(app: &AppState, user: &SignedIn) -> Result<SigningKey, HttpError> {
    Ok(signing_key(&app.store, &user.warrant()).await?)
}

/// 404 where the district hands nothing over.
pub fn must_be_on(app: &AppState) -> Result<(), HttpError> {
    let is_on = app.store.settings_at_hand().allowance_export;
    if is_on { Ok(()) } else { Err(HttpError::not_found()) }
}

struct Made {
    /// Without its ending.
    name: String,
    bytes: Vec<u8>,
    signature: [u8; 64],
    people: usize,
}

impl Made {
    fn signature_text(&self) -> String {
        use base64::Engine;
        base64::engine::general_purpose::STANDARD.encode(self.signature)
    }
}

async fn make(
    app: &AppState,
    user: &SignedIn,
    period: &Period,
    office: Option<&str>,
) -> Result<Made, HttpError> {
    must_be_on(app)?;
    let db = app.store.reader();
    let offices = offices(app, user, period, office).await?;
    let found = allowances::decided(db, period, offices.as_deref()).await?;
    let decisions = found.ok_or_else(|| {
        let open = Problem::new("period", "period-not-closed").with("period", period.label());
        HttpError::from(WorkflowError::Conflict(open))
    })?;
    let amendment = decisions.iter().filter_map(|one| one.amendment).max();
    // Two versions of one file are told apart.
    let version = amendment.map_or(String::new(), |number| format!("-perubahan-{number}"));
    let whose = office.map_or(String::new(), |code| format!("-{code}"));
    let name = format!("tunjangan{whose}-{}{version}", period.label());
    let (key, period, people) = (key(app, user).await?, *period, decisions.len());
    let work = move || {
        let rows = decisions.iter().map(|one| one.cells(&period).to_vec());
        let headings = COLUMNS.map(str::to_owned).to_vec();
        let bytes = csv_of(Dialect::Plain, std::iter::once(headings).chain(rows));
        bytes.map(|bytes| Made { signature: key.sign(&bytes), name, bytes, people })
    };
    // Off the threads that answer.
    let failed = |error: &dyn std::fmt::Display| {
        tracing::error!(%error, "allowances");
        HttpError::status(Status::InternalServerError)
    };
    let made = tokio::task::spawn_blocking(work).await.map_err(|error| failed(&error))?;
    made.map_err(|error| failed(&error))
}

/// Those that are asked for: an office with all that hung below it at the close, as far as the viewer manages
/// its people today; else all that they manage. None is everybody.
async fn offices(
    app: &AppState,
    user: &SignedIn,
    period: &Period,
    office: Option<&str>,
) -> Result<Option<Vec<OfficeId>>, HttpError> {
    let managed = user.viewer.managed_offices(&user.rulebook.offices);
    let Some(code) = office else { return Ok(managed.narrowing()) };
    let asked = user.office_in_sight(code)?;
    if !managed.holds(asked.id) {
        return Err(HttpError::forbidden());
    }
    let rows = closed_offices::of(app.store.reader(), period).await?;
    let below = allowances::below(&user.rulebook, &rows, asked.id)?;
    Ok(Some(below.into_iter().filter(|id| managed.holds(*id)).collect()))
}
