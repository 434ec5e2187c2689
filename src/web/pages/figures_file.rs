//! Tables of figures, as files; that they leave is noted.

use rocket::http::Status;
use rocket::request::FromParam;

use crate::reports::table::{Heading, Table};
use crate::rules::{Office, Period};
use crate::text::{self, Language};
use crate::web::answers::download::{Download, Kind};
use crate::web::guards::viewer::SignedIn;
use crate::web::views::money::MoneyView;
use crate::web::{AppState, HttpError};
use crate::workflows::trail::{Export, note_export};

/// A table whose headings, and whose name, are texts by these keys.
pub fn table(language: Language, name: &str, headings: &[&str], rows: Vec<Vec<String>>) -> Table {
    let heading =
        |key: &&str| Heading { words: text::text(language, key), width: 18, digits: false };
    Table {
        name: text::text(language, name),
        columns: headings.iter().map(heading).collect(),
        rows,
    }
}

/// A rate as spreadsheets here read it: `81,25`; nothing where there is none.
pub fn percent(rate: Option<f64>) -> String {
    rate.map_or_else(String::new, |rate| format!("{:.2}", rate * 100.0).replace('.', ","))
}

/// Sends a table without names as CSV. `kind` is in the name of the file and in the note.
pub async fn send(
    app: &AppState,
    user: &SignedIn,
    kind: &'static str,
    (table, office, period): (&Table, &Office, &Period),
) -> Result<Download, HttpError> {
    let export =
        Export::Figures { table: kind, office: office.code.clone(), period: period.label() };
    send_noted(app, user, kind, (table, (office, period)), export).await
}

/// The same, whatever is noted of it.
pub async fn send_noted(
    app: &AppState,
    user: &SignedIn,
    kind: &'static str,
    (table, (office, period)): (&Table, (&Office, &Period)),
    export: Export,
) -> Result<Download, HttpError> {
    let body = table.csv().map_err(|error| {
        tracing::error!(%error, "table of figures");
        HttpError::status(Status::InternalServerError)
    })?;
    note_export(&app.store, &user.warrant(), export).await?;
    Ok(Download::of(Kind::Csv, &format!("{kind}-{}-{}", office.code, period.label()), body))
}

/// The table whose file is called like this.
pub fn called<T: Copy>(
    file: &str,
    tables: impl IntoIterator<Item = T>,
    name: fn(T) -> &'static str,
) -> Result<T, ()> {
    let is_it = |table: &T| file.strip_suffix(".csv") == Some(name(*table));
    tables.into_iter().find(is_it).ok_or(())
}

/// Which of the tables of money.
#[derive(Clone, Copy)]
pub enum MoneyList {
    Sellers,
    Districts,
    Goods,
    Channels,
}

impl<'a> FromParam<'a> for MoneyList {
    type Error = ();

    fn from_param(text: &'a str) -> Result<Self, ()> {
        called(text, [Self::Sellers, Self::Districts, Self::Goods, Self::Channels], Self::name)
    }
}

impl MoneyList {
    /// As addresses and files call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sellers => "penjual",
            Self::Districts => "kecamatan",
            Self::Goods => "bidang",
            Self::Channels => "kanal",
        }
    }

    fn heading(self) -> &'static str {
        match self {
            Self::Sellers => "log-seller",
            Self::Districts => "money-district",
            Self::Goods => "seller-goods",
            Self::Channels => "log-channel",
        }
    }

    pub fn table(self, language: Language, money: &MoneyView) -> Table {
        let list = match self {
            Self::Sellers => &money.sellers,
            Self::Districts => &money.districts,
            Self::Goods => &money.goods,
            Self::Channels => &money.channels,
        };
        let rows = list.rows.iter().map(|row| {
            let mut cells = vec![row.name.clone(), row.note.clone().unwrap_or_default()];
            cells.extend([row.sellers.to_string(), row.count.to_string(), row.amount.to_string()]);
            cells.push(percent(Some(row.share)));
            cells
        });
        let headings = [
            self.heading(),
            "money-district",
            "money-sellers",
            "money-count",
            "spread-amount",
            "spread-share",
        ];
        table(language, "money-title", &headings, rows.collect())
    }
}
