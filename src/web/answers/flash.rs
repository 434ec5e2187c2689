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
/// After a decision; the details are the id of the purchase.
const REVIEWED: [&str; 2] = ["flash-review-verified", "flash-review-rejected"];
/// After many were accepted; the details are two numbers.
const ACCEPTED: &str = "flash-review-accepted";

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

/// Says on the next page what was decided about a purchase, and lets it be taken back there.
pub fn leave_reviewed(cookies: &CookieJar<'_>, key: &str, id: PurchaseId) {
    leave(cookies, &format!("{key} {id}"));
}

/// Says on the next page how many purchases were accepted together, and how many were left as they are.
pub fn leave_accepted(cookies: &CookieJar<'_>, accepted: usize, left: usize) {
    leave(cookies, &format!("{ACCEPTED} {accepted}-{left}"));
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
        None if REVIEWED.contains(&key) => {
            let undo = details.parse::<PurchaseId>().ok();
            (words()?, undo.map(|id| format!("/tinjau/urungkan/{id}")))
        }
        None if key == ACCEPTED => (accepted_words(language, details)?, None),
        None => (words()?, None),
    };
    Some(Flash { kind: "ok".into(), text, undo })
}

fn accepted_words(language: Language, details: &str) -> Option<String> {
    let (accepted, left) = details.split_once('-')?;
    let (accepted, left): (u32, u32) = (accepted.parse().ok()?, left.parse().ok()?);
    let words = |key, count: u32| text::text_with(language, key, &[("count", Arg::from(count))]);
    let told = words(ACCEPTED, accepted);
    Some(if left == 0 { told } else { format!("{told} {}", words("flash-review-left", left)) })
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
