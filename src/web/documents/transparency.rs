//! What was published of closed periods, as pages and API hand it to anybody.

use rocket::Request;
use rocket::http::{ContentType, Header};
use rocket::request::{FromRequest, Outcome};
use rocket::response::{self, Responder, Response};

use crate::reports::table::{Dialect, csv_of};
use crate::rules::{Period, Zone};
use crate::store::publications::{self, Published};
use crate::text::{Language, text};
use crate::web::answers::download::Kind;
use crate::web::answers::http_error::reject;
use crate::web::answers::json::{content_tag, make_conditional};
use crate::web::request::{Visit, app_state, language};
use crate::web::views::transparency::{PeopleRow, PeriodFigures, SalesRow};
use crate::web::{AppState, HttpError};

/// The page and its files may be kept by anybody for a while: nothing in them changes but that a period comes.
const KEPT: &str = "public, max-age=300";

/// Anybody who asks for what is published; 404 while that is off, 429 for whoever asks too often.
pub struct Reader<'r> {
    pub app: &'r AppState,
    pub language: Language,
    /// The newest period first.
    pub published: Vec<Published>,
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Reader<'r> {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        match read(request).await {
            Ok(reader) => Outcome::Success(reader),
            Err(error) => Outcome::Error(reject(request, error)),
        }
    }
}

async fn read<'r>(request: &'r Request<'_>) -> Result<Reader<'r>, HttpError> {
    let app = app_state(request);
    app.throttle.reader(Visit::of(request).address)?;
    if !app.store.settings().await?.transparency {
        return Err(HttpError::not_found());
    }
    let published = publications::all(app.store.reader()).await?;
    Ok(Reader { app, language: language(request), published })
}

impl Reader<'_> {
    /// The period that is asked for, else the newest; 404 where it is not published.
    pub fn asked(&self, period: Option<&Period>) -> Result<Option<&Published>, HttpError> {
        match period {
            None => Ok(self.published.first()),
            Some(period) => {
                let found = self.published.iter().find(|one| one.period == *period);
                found.map(Some).ok_or_else(HttpError::not_found)
            }
        }
    }

    /// The figures of every period that is asked for: one, or all.
    pub fn figures(&self, period: Option<&Period>) -> Result<Vec<PeriodFigures>, HttpError> {
        let shown = match period {
            None => self.published.iter().collect(),
            Some(_) => self.asked(period)?.into_iter().collect::<Vec<_>>(),
        };
        Ok(shown.into_iter().map(|one| PeriodFigures::of(one, self.language)).collect())
    }

    /// The zone in which a moment is told: that of the institution.
    pub fn zone(&self) -> Zone {
        let rulebook = self.app.store.rulebook_at_hand();
        rulebook.offices.roots().next().map_or(Zone::Wib, |root| root.zone)
    }
}

/// A file of what is published.
pub struct PublicFile {
    body: Vec<u8>,
    kind: ContentType,
    name: Option<String>,
}

impl PublicFile {
    pub fn json(figures: &impl serde::Serialize) -> Result<Self, HttpError> {
        let body = serde_json::to_vec(figures).map_err(|error| failed(&error))?;
        Ok(Self { body, kind: ContentType::JSON, name: None })
    }

    /// One line a group, all tables below each other.
    pub fn csv(language: Language, figures: &[PeriodFigures]) -> Result<Self, HttpError> {
        let headings = COLUMNS.map(|key| text(language, key)).to_vec();
        let rows = figures.iter().flat_map(|one| rows(language, one));
        let body = csv_of(Dialect::Spreadsheet, std::iter::once(headings).chain(rows))
            .map_err(|error| failed(&error))?;
        Ok(Self { body, kind: Kind::Csv.content_type(), name: Some("transparansi.csv".to_owned()) })
    }
}

fn failed(error: &dyn std::fmt::Display) -> HttpError {
    tracing::error!(%error, "transparency");
    HttpError::status(rocket::http::Status::InternalServerError)
}

const COLUMNS: [&str; 11] = [
    "open-column-period",
    "open-column-table",
    "open-column-group",
    "recap-obliged",
    "recap-met",
    "recap-met-late",
    "recap-short",
    "open-column-rate",
    "money-sellers",
    "money-count",
    "open-column-amount",
];

fn rows(language: Language, figures: &PeriodFigures) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let first = |table: &str, name: &str| {
        let safe = crate::reports::table::safe(name);
        vec![figures.period.clone(), text(language, table), safe]
    };
    let mut put_people = |table: &str, one: &PeopleRow| {
        let mut cells = first(table, &one.name);
        cells.extend([one.obliged, one.met, one.met_late, one.short].map(|it| it.to_string()));
        let rate = one.rate.map(|rate| format!("{:.2}", rate * 100.0).replace('.', ","));
        cells.push(rate.unwrap_or_default());
        cells.extend([String::new(), String::new(), String::new()]);
        rows.push(cells);
    };
    if let Some(people) = &figures.people {
        put_people("open-people", &people.total);
        people.by_office_kind.iter().for_each(|one| put_people("open-by-kind", one));
    }
    let mut put_sales = |table: &str, one: &SalesRow| {
        let mut cells = first(table, &one.name);
        cells.extend([const { String::new() }; 5]);
        cells.extend([one.sellers.to_string(), one.purchases.to_string(), one.amount.to_string()]);
        rows.push(cells);
    };
    if let Some(money) = &figures.purchases {
        put_sales("open-money", &money.total);
        money.by_sub_district.iter().for_each(|one| put_sales("open-by-district", one));
        money.by_sector.iter().for_each(|one| put_sales("open-by-sector", one));
    }
    rows
}

impl<'r> Responder<'r, 'static> for PublicFile {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let tag = content_tag(&self.body);
        let mut response = Response::new();
        response.set_header(self.kind);
        response.set_header(Header::new("Vary", "Accept-Language, Cookie"));
        if let Some(name) = self.name {
            let disposition = format!("attachment; filename=\"{name}\"");
            response.set_header(Header::new("Content-Disposition", disposition));
        }
        response.set_sized_body(self.body.len(), std::io::Cursor::new(self.body));
        make_conditional(&mut response, request, tag);
        response.set_header(Header::new("Cache-Control", KEPT));
        Ok(response)
    }
}
