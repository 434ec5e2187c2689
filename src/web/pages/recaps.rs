//! The recap of an office as a file, and the receipts of its people.

use rocket::{State, get};

use super::offices::{in_sight, period_of};
use crate::reports::recap::{self, Line};
use crate::rules::{Assessment, Rulebook};
use crate::standing::report;
use crate::store::employees::Employee;
use crate::web::answers::download::Download;
use crate::web::answers::streamed_archive::StreamedArchive;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::query::{Query, parameters};
use crate::web::views::people::by_id;
use crate::web::{AppState, HttpError};
use crate::workflows::purchases::take_receipts::take_receipts;
use crate::workflows::trail::{Export, note_export};

parameters! {
    pub struct RecapQuery {
        pub periode: Option<String>,
    }
}

#[get("/unit/<code>/rekap.csv")]
pub async fn download(
    code: &str,
    user: SignedIn,
    query: Query<RecapQuery>,
    app: &State<AppState>,
) -> Result<Download, HttpError> {
    let office = user.office_in_sight(code)?;
    let period = period_of(&user.rulebook, office, query.0.periode.as_deref(), user.now)?;
    let (rulebook, db) = (&*user.rulebook, app.store.reader());
    let report = report::of_office(db, rulebook, office.id, &period, user.now).await?;
    let amendment = report.amendment;
    let standing = in_sight(&user, report.standing);
    let names = by_id(&app.store, standing.iter().map(|(id, _)| *id)).await?;
    let mut lines: Vec<Line> =
        standing.iter().filter_map(|(id, one)| Some(line(rulebook, names.get(id)?, one))).collect();
    lines.sort_by(|a, b| (&a.office, &a.name).cmp(&(&b.office, &b.name)));
    let body = recap::csv(user.language, &lines).map_err(|error| {
        tracing::error!(%error, "recap");
        HttpError::status(rocket::http::Status::InternalServerError)
    })?;
    let export = Export::Recap { office: office.code.clone(), period: period.label() };
    note_export(&app.store, &user.warrant(), export).await?;
    // Two versions of one recap are told apart.
    let version = amendment.map_or(String::new(), |number| format!("-perubahan-{number}"));
    let name = format!("rekap-{}-{}{version}", office.code, period.label());
    Ok(Download::csv(&name, body))
}

/// Its receipts with the drawn sample, for auditors.
#[get("/unit/<code>/nota.zip")]
pub async fn receipts(
    code: &str,
    user: SignedIn,
    query: Query<RecapQuery>,
    app: &State<AppState>,
) -> Result<StreamedArchive, HttpError> {
    let office = user.office_in_sight(code)?;
    let period = period_of(&user.rulebook, office, query.0.periode.as_deref(), user.now)?;
    app.throttle.receipts(user.employee.id)?;
    let name = format!("nota-{}-{}", office.code, period.label());
    let wanted = (office, period, user.language);
    let pieces = take_receipts(&app.store, &app.storage, &user.warrant(), wanted).await?;
    Ok(StreamedArchive::of(&name, pieces))
}

fn line(rulebook: &Rulebook, employee: &Employee, one: &Assessment<'_>) -> Line {
    let office = one.office.and_then(|id| rulebook.offices.get(id));
    Line {
        number: employee.number.clone(),
        name: employee.name.clone(),
        office: office.map(|office| office.name.clone()).unwrap_or_default(),
        status: one.status.name(),
        minimum: one.minimum,
        counted: one.counted,
        count: one.count,
        shortfall: one.shortfall,
    }
}
