//! Ways into accounts: invitations, slips to print, messages to send.

use serde::Serialize;

use super::{OfficeChoice, View};
use crate::documents::qr::Qr;
use crate::documents::slips::Slip;
use crate::web::input::person_segment::PersonSegment;

/// Who cannot sign in yet, and what can be done about it.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct AccountsPage {
    /// The code of the office that is looked at, with all below it.
    pub office: Option<String>,
    pub offices: Vec<OfficeChoice>,
    pub counts: WaitingCounts,
    /// No mail server is set: mails are written to a folder.
    pub without_server: bool,
}

impl View for AccountsPage {
    const TEMPLATE: &'static str = "admin/accounts/index.html";
}

/// How many people cannot sign in yet.
#[derive(Clone, Copy, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct WaitingCounts {
    pub all: usize,
    /// Those with an address who were not invited yet.
    pub to_invite: usize,
    /// Those with an address who were.
    pub to_invite_again: usize,
    /// Those whom no mail can reach.
    pub without_address: usize,
    /// Those to whom nothing was handed or sent, with an address or without.
    pub not_reached: usize,
}

/// Slips as a page, to be printed by the browser.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SlipsPage {
    pub slips: Vec<PrintedSlip>,
    /// The page to go back to.
    pub back: String,
}

impl View for SlipsPage {
    const TEMPLATE: &'static str = "admin/accounts/slips.html";
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PrintedSlip {
    pub is_first: bool,
    pub institution: String,
    pub office: String,
    pub name: String,
    pub number: String,
    /// In two halves.
    pub code: [String; 2],
    /// The QR code as the path of an SVG, and how many modules its sides have.
    pub qr_path: String,
    pub qr_modules: f32,
    pub address: String,
    pub until: String,
    pub help: Option<String>,
}

impl PrintedSlip {
    pub fn new(slip: Slip, qr: &Qr) -> Self {
        let (one, other) = slip.code.split_at(slip.code.len() / 2);
        Self {
            is_first: slip.is_first,
            code: [one.to_owned(), other.to_owned()],
            institution: slip.institution,
            office: slip.office,
            name: slip.name,
            number: slip.number,
            qr_path: qr.svg_path(),
            qr_modules: qr.modules(),
            address: slip.address,
            until: slip.until,
            help: slip.help,
        }
    }
}

/// A message that is about to be sent by hand.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MessagePage {
    /// In the addresses of their pages.
    pub segment: PersonSegment,
    pub name: String,
    /// As it is dialled.
    pub telephone: String,
    pub text: String,
    /// Opens WhatsApp with the text.
    pub href: String,
}

impl View for MessagePage {
    const TEMPLATE: &'static str = "admin/accounts/message.html";
}
