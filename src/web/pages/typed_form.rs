//! What was typed into a form whose session had ended: it waits in the browser that sent it, and in nobody
//! else's, until its owner has signed in.

use std::collections::BTreeMap;

use rocket::http::CookieJar;
use serde::{Deserialize, Serialize};

use crate::rules::EmployeeId;
use crate::web::answers::page::cookie;

const COOKIE: &str = "__Host-typed";
const A_DAY: i64 = 24 * 60 * 60;
/// Browsers keep cookies of four kilobytes, and write some characters as nine.
const MOST_BYTES: usize = 3_000;

#[derive(Deserialize, Serialize)]
pub struct TypedForm {
    owner: EmployeeId,
    fields: BTreeMap<String, String>,
}

impl TypedForm {
    /// None without an owner: a form of nobody comes back to nobody.
    pub fn of(owner: &str, fields: BTreeMap<String, String>) -> Option<Self> {
        Some(Self { owner: owner.parse().ok()?, fields })
    }

    pub fn leave(mut self, cookies: &CookieJar<'_>) {
        let room = |form: &Self| {
            let encoded = |text: &str| {
                text.bytes().map(|b| if b.is_ascii_alphanumeric() { 1 } else { 3 }).sum::<usize>()
            };
            form.fields.iter().map(|(name, text)| 12 + encoded(name) + encoded(text)).sum::<usize>()
        };
        for dispensable in ["description", "seller.district", "seller.name"] {
            if room(&self) > MOST_BYTES {
                self.fields.remove(dispensable);
            }
        }
        if room(&self) > MOST_BYTES {
            return;
        }
        if let Ok(json) = serde_json::to_string(&self) {
            let mut remembered = cookie(COOKIE, json);
            remembered.set_max_age(rocket::time::Duration::seconds(A_DAY));
            cookies.add(remembered);
        }
    }

    /// What this person typed into the form of this key.
    pub fn find(
        cookies: &CookieJar<'_>,
        owner: EmployeeId,
        key: &str,
    ) -> Option<BTreeMap<String, String>> {
        let remembered: Self = serde_json::from_str(cookies.get(COOKIE)?.value()).ok()?;
        let is_it =
            remembered.owner == owner && remembered.fields.get("key").is_some_and(|own| own == key);
        is_it.then_some(remembered.fields)
    }

    pub fn drop_cookie(cookies: &CookieJar<'_>) {
        if cookies.get(COOKIE).is_some() {
            cookies.remove(cookie(COOKIE, String::new()));
        }
    }
}
