//! What pages and API show alike, and in which words. A page shows a [`View`].

pub mod account;
pub mod accounts;
pub mod allowances;
pub mod amendments;
pub mod api_docs;
pub mod audit;
pub mod audit_sentence;
pub mod corrections;
pub mod distribution;
pub mod effects;
pub mod employees;
pub mod erasure;
pub mod errors;
pub mod events;
pub mod exempt_office;
pub mod exemptions;
pub mod explanation;
pub mod first_steps;
pub mod form_values;
pub mod holidays;
pub mod import_matching;
pub mod imports;
pub mod layout;
pub mod leaders;
pub mod log_for;
pub mod mail_schedule;
pub mod mails;
pub mod money;
pub mod office_purchases;
pub mod office_tree;
pub mod offices;
pub mod operator_desk;
pub mod overview;
pub mod own_data;
pub mod passwords;
pub mod people;
pub mod periods;
pub mod placements;
pub mod policies;
pub mod policy_words;
pub mod purchase_form;
pub mod purchases;
pub mod recaps;
pub mod regulation;
pub mod remindings;
pub mod reviews;
pub mod roles;
pub mod scan_code;
pub mod second_factor;
pub mod seller_confirmation;
pub mod sellers;
pub mod sessions;
pub mod settings;
pub mod setup;
pub mod several;
pub mod shared_parts;
pub mod spread;
pub mod staff;
pub mod standing;
pub mod transfers;
pub mod transparency;
pub mod webhooks;
pub mod week;

#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::rules::Office;

/// What a page shows: its template is rendered with these fields, and with the [`layout::Layout`].
/// Each has samples in `tests/fixtures/pages`, which the tests read into it and render.
pub trait View: Serialize {
    const TEMPLATE: &'static str;

    /// The tab that is marked.
    fn nav() -> Option<&'static str> {
        Self::TEMPLATE.starts_with("admin/").then_some("admin")
    }
}

/// An office that a form offers.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct OfficeChoice {
    pub code: String,
    pub name: String,
}

impl OfficeChoice {
    pub fn of(office: &Office) -> Self {
        Self { code: office.code.clone(), name: office.name.clone() }
    }
}

/// Which page of a list this is; `base` is the address before the page's number.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct Pager {
    pub page: u64,
    pub pages: u64,
    pub base: String,
}

impl Pager {
    /// `size` rows stand on a page.
    pub fn new(page: u64, total: u64, size: u64, base: impl Into<String>) -> Self {
        Self { page, pages: total.div_ceil(size).max(1), base: base.into() }
    }
}
