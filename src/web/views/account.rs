//! My account.

use chrono::NaiveDate;
use serde::Serialize;

use super::View;
use super::form_values::FormValues;
use crate::rules::policy::ProrationRule;
use crate::rules::{PushSubscriptionId, SessionId, TokenId};

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct AccountPage {
    pub account: Account,
    /// The one used last first.
    pub sessions: Vec<SessionRow>,
    /// Where they are told what mails would say; the newest first.
    pub phones: Vec<PhoneRow>,
    /// Whether the browser that shows the page is one of them.
    pub phone_here: bool,
    /// With which a browser lets us push to it, base64url.
    pub push_key: Option<String>,
    /// Keys to the API.
    pub keys: Vec<KeyRow>,
    /// Whether a code is asked for beside the password.
    pub second_factor: bool,
    /// The label of the zone in which instants are shown.
    pub zone: String,
    /// What leave of some days does to the minimum now.
    pub leave_rule: ProrationRule,
    pub form: FormValues,
}

/// A browser in which I am signed in.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SessionRow {
    pub id: SessionId,
    pub browser: Option<String>,
    /// The one that shows the page.
    pub current: bool,
    /// On a device of my own.
    pub remembered: bool,
    pub seen_at: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct KeyRow {
    pub id: TokenId,
    pub name: String,
    pub created_on: NaiveDate,
    pub expires_on: NaiveDate,
    /// Whether it needs one in its place now.
    pub ends_soon: bool,
    /// None for one that was never used.
    pub seen_at: Option<String>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PhoneRow {
    pub id: PushSubscriptionId,
    pub browser: Option<String>,
    /// The one that shows the page.
    pub current: bool,
    pub since: String,
}

impl View for AccountPage {
    const TEMPLATE: &'static str = "account/show.html";

    fn nav() -> Option<&'static str> {
        Some("account")
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct Account {
    pub name: String,
    pub number: String,
    pub email: Option<String>,
    /// The name of the office, for those who are placed today.
    pub office: Option<String>,
    /// The level of the position in words.
    pub position: Option<String>,
    pub position_title: Option<String>,
    /// Rupiah a month that a percentage is taken of.
    pub reference_amount: Option<i64>,
}
