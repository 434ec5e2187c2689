//! The recap of an office as pages and API hand it out.

use crate::documents::jpeg::Jpeg;
use crate::documents::recap::pdf;
use crate::reports::pieces;
use crate::reports::recap::{csv, xlsx};
use crate::reports::table::Dialect;
use crate::rules::recap::{Issue, Paper, Recap, Sheet};
use crate::rules::{Office, Period, Problem};
use crate::secret;
use crate::standing;
use crate::store::logos;
use crate::store::recaps::{self, RecapRow};
use crate::text::Language;
use crate::web::answers::download::Kind;
use crate::web::answers::streamed::Streamed;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::query::{Parameter, choice};
use crate::web::{AppState, HttpError};
use crate::workflows::trail::{Export, note_export};

/// What is downloaded.
#[derive(Clone, Copy)]
pub enum Format {
    Csv(Dialect),
    Xlsx(Paper),
    Pdf(Paper),
}

impl Format {
    fn name(self) -> &'static str {
        match self {
            Self::Csv(_) => "csv",
            Self::Xlsx(_) => "xlsx",
            Self::Pdf(_) => "pdf",
        }
    }
}

impl Parameter for Option<Paper> {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        choice(name, text, Paper::from_name)
    }
}

/// `semicolon` for spreadsheets, `comma` for programs; on pages `titik-koma` and `koma`.
impl Parameter for Option<Dialect> {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        choice(name, text, |text| match text {
            "semicolon" | "titik-koma" => Some(Dialect::Spreadsheet),
            "comma" | "koma" => Some(Dialect::Plain),
            _ => None,
        })
    }
}

/// A recap as somebody sees it, with all that were issued of it, the newest first.
pub struct Seen {
    pub sheet: Sheet,
    pub issued: Vec<RecapRow>,
    /// Whether it was said what stands above it and who signs.
    pub has_letterhead: bool,
}

/// Reads it. It bears the number and code of one that was issued only while all of it is as it was then.
pub async fn see(
    app: &AppState,
    user: &SignedIn,
    (office, period): (&Office, &Period),
) -> Result<Seen, HttpError> {
    let (db, rulebook) = (app.store.reader(), &*user.rulebook);
    let about = (office, period);
    let recap = standing::recap::recap(db, rulebook, about, &user.scope(), user.now).await?;
    let issued = recaps::of_office(db, office.id, period).await?;
    let (letterhead, has_letterhead) =
        standing::recap::letterhead(db, office, user.language, user.now).await?;
    let standing = standing_issue(&recap, &issued);
    let sheet = match standing {
        None => Sheet { recap, letterhead, issue: None, on: office.zone.date(user.now) },
        Some(row) => Sheet {
            recap: Recap {
                institution: row.institution.clone(),
                office: row.office_name.clone(),
                ..recap
            },
            letterhead: row.letterhead(),
            issue: Some(issue(app, row)),
            on: row.issued_on,
        },
    };
    Ok(Seen { sheet, issued, has_letterhead })
}

/// The newest that still is what it was.
pub fn standing_issue<'a>(recap: &Recap, issued: &'a [RecapRow]) -> Option<&'a RecapRow> {
    let sheet_sha256 = (!issued.is_empty()).then(|| secret::sha256(recap.canonical()))?;
    issued.iter().find(|row| row.sheet_sha256 == sheet_sha256)
}

fn issue(app: &AppState, row: &RecapRow) -> Issue {
    Issue {
        number: row.number.clone(),
        code: row.code.clone(),
        link: app.config.link(&format!("/rekap/{}", row.code)),
    }
}

/// Hands one out and notes it.
pub async fn file(
    app: &AppState,
    user: &SignedIn,
    (office, period): (&Office, &Period),
    format: Format,
) -> Result<Streamed, HttpError> {
    let sheet = see(app, user, (office, period)).await?.sheet;
    // Two versions of one recap are told apart.
    let amendment = sheet.recap.amendment;
    let version = amendment.map_or(String::new(), |number| format!("-perubahan-{number}"));
    let name = format!("rekap-{}-{}{version}", office.code, period.label());
    let made = make(app, user.language, sheet, (name, format)).await?;
    let (office, period) = (office.code.clone(), period.label());
    let export = Export::Recap { office, period, format: format.name() };
    note_export(&app.store, &user.warrant(), export).await?;
    Ok(made)
}

async fn make(
    app: &AppState,
    language: Language,
    sheet: Sheet,
    (name, format): (String, Format),
) -> Result<Streamed, HttpError> {
    let (kind, logo) = match format {
        Format::Csv(_) => (Kind::Csv, None),
        Format::Xlsx(_) => (Kind::Xlsx, None),
        Format::Pdf(_) => (Kind::Pdf, logo(app).await?),
    };
    let pieces = pieces::written(move |out| {
        match format {
            Format::Csv(dialect) => csv(language, dialect, &sheet.recap, out)?,
            Format::Xlsx(paper) => xlsx(language, &sheet, paper, out)?,
            Format::Pdf(paper) => pdf(language, &sheet, paper, logo.as_ref(), out)?,
        }
        Ok(())
    });
    Streamed::of(kind, &name, pieces).await
}

/// The picture of the institution; none where there is none that a PDF can show.
async fn logo(app: &AppState) -> Result<Option<Jpeg>, HttpError> {
    let settings = app.store.settings_at_hand();
    let Some(logo) = &settings.logo else { return Ok(None) };
    Ok(logos::bytes(app.store.reader(), &logo.sha256).await?.and_then(Jpeg::read))
}
