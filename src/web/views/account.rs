//! My account.

use serde::Serialize;

use super::View;
use super::form_values::FormValues;
use crate::rules::policy::ProrationRule;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct AccountPage {
    pub account: Account,
    /// What leave of some days does to the minimum now.
    pub leave_rule: ProrationRule,
    pub form: FormValues,
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
