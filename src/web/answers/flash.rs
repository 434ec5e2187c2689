//! What the page after a form says of it. The cookie holds a key of ours and, after a purchase was
//! recorded, what the words are made of; never words.

use chrono::NaiveDate;
use rocket::http::CookieJar;
use serde::{Deserialize, Serialize};

use super::page::cookie;
use crate::rules::{PeriodKind, PurchaseId, Status};
use crate::text::{self, Arg, Language, formats};
use crate::web::views::layout::Flash;

const COOKIE: &str = "__Host-flash";
const RECORDED: &str = "flash-purchase-recorded";

/// A purchase that was just recorded.
#[derive(Deserialize, Serialize)]
pub struct Recorded {
    pub id: PurchaseId,
    pub can_be_undone: bool,
    /// The past period in which it lies, as it stands now.
    pub mended: Option<Mended>,
}

/// Amounts in rupiah.
#[derive(Deserialize, Serialize)]
pub struct Mended {
    pub kind: PeriodKind,
    pub start: NaiveDate,
    pub counted: i64,
    pub minimum: Option<i64>,
    pub shortfall: Option<i64>,
    pub status: Status,
}

/// Leaves a message for the next page. `key` is one of ours in `locales/`.
pub fn leave(cookies: &CookieJar<'_>, key: &str) {
    cookies.add(cookie(COOKIE, key.to_owned()));
}

/// Says on the next page that a purchase is recorded, and lets it be undone there.
pub fn leave_recorded(cookies: &CookieJar<'_>, recorded: &Recorded) {
    // Numbers, dates and names of ours are always JSON.
    let details = serde_json::to_string(recorded).unwrap_or_default();
    leave(cookies, &format!("{RECORDED} {details}"));
}

/// The message that was left, if it is one of ours.
pub fn take(cookies: &CookieJar<'_>, language: Language) -> Option<Flash> {
    let left = cookies.get(COOKIE)?.value().to_owned();
    cookies.remove(cookie(COOKIE, String::new()));
    let (key, details) = left.split_once(' ').unwrap_or((&left, ""));
    let recorded = (key == RECORDED).then(|| serde_json::from_str::<Recorded>(details).ok());
    let known =
        key.starts_with("flash-") && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    // Whatever a browser sends as a key that we do not have is no message.
    let words = || known.then(|| text::known(language, key)).flatten();
    let (text, undo) = match recorded.flatten() {
        Some(Recorded { id, can_be_undone, mended }) => {
            let mended = mended.map(|mended| mended_words(language, &mended));
            (mended.or_else(words)?, can_be_undone.then(|| format!("/belanja/{id}/urungkan")))
        }
        None => (words()?, None),
    };
    Some(Flash { kind: "ok".into(), text, undo })
}

fn mended_words(language: Language, mended: &Mended) -> String {
    let Mended { kind, start, counted, minimum, shortfall, status } = *mended;
    let period = match kind {
        PeriodKind::Week => {
            let label = formats::week_label(language, start);
            format!("{label}, {}", formats::week_range(language, start))
        }
        PeriodKind::Month => formats::month_year(language, start),
    };
    let key = match status {
        Status::Met => "flash-purchase-mended-met",
        Status::MetLate => "flash-purchase-mended-late",
        Status::Open | Status::Short => "flash-purchase-mended-short",
        _ => "flash-purchase-mended-other",
    };
    let rupiah = |amount: Option<i64>| formats::rupiah(language, amount.unwrap_or(0));
    let (counted, minimum, shortfall) = (rupiah(Some(counted)), rupiah(minimum), rupiah(shortfall));
    let arguments = [
        ("period", Arg::from(&period)),
        ("counted", Arg::from(&counted)),
        ("minimum", Arg::from(&minimum)),
        ("shortfall", Arg::from(&shortfall)),
    ];
    text::text_with(language, key, &arguments)
}
