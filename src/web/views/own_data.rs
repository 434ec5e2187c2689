//! What is kept about people: what, why, for how long and who sees it; and one's own, to be taken along.

use chrono::NaiveDate;
use serde::Serialize;

use super::View;
use super::corrections::OwnCorrection;
use super::form_values::FormValues;
use crate::rules::correction::CorrectionField;
use crate::rules::opening::OpeningKind;
use crate::rules::{Retention, RoleKind};

/// For everybody, before they have signed in too.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct NoticePage {
    pub rows: Vec<NoticeRow>,
    pub signed_in: bool,
}

impl View for NoticePage {
    const TEMPLATE: &'static str = "account/notice.html";
}

/// A kind of what is kept.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct NoticeRow {
    /// The words are `notice-NAME`, `notice-why-NAME`, `notice-who-NAME` and, where no figure is set,
    /// `notice-long-NAME`.
    pub name: String,
    pub years: Option<u32>,
    pub months: Option<u32>,
}

impl NoticeRow {
    /// All of them, for as long as the settings say.
    pub fn all(kept: &Retention) -> Vec<Self> {
        let row = |name: &str, years, months| Self { name: name.into(), years, months };
        vec![
            row("person", None, None),
            row("purchases", None, None),
            row("receipts", kept.receipts_years, None),
            row("leave", None, None),
            row("documents", None, kept.documents_months),
            row("mails", None, kept.mail_months),
            row("leavers", None, kept.leavers_months),
            row("imports", None, kept.imports_months),
            row("devices", None, kept.devices_months),
            row("audit", None, None),
        ]
    }
}

/// One's own.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct OwnDataPage {
    /// What others have opened, the newest first.
    pub openings: Vec<OwnOpening>,
    /// What they have asked to have put right, the newest first.
    pub corrections: Vec<OwnCorrection>,
    /// What can be wrong.
    pub fields: Vec<CorrectionField>,
    /// Whether more may wait.
    pub can_ask: bool,
    pub form: FormValues,
}

impl View for OwnDataPage {
    const TEMPLATE: &'static str = "account/data.html";
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct OwnOpening {
    pub kind: OpeningKind,
    /// None of somebody who has no role any more.
    pub role: Option<RoleKind>,
    pub on: NaiveDate,
    /// The page of the record, where there is one.
    pub url: Option<String>,
}
