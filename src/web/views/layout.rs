//! What every page shows around its own: who looks at it, where, in which language.

use serde::Serialize;

use crate::rules::RoleKind;
use crate::rules::contact::Contact;
use crate::store::settings::Logo;
use crate::text::Language;
use crate::web::guards::viewer::SignedIn;

/// Templates know it as `page`.
#[derive(Clone, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct Layout {
    /// The token that forms carry.
    pub csrf: String,
    /// Path and query of the request.
    pub path: String,
    /// Below it lie the static files.
    pub assets: String,
    pub institution: String,
    pub viewer: Option<ViewerMenu>,
    /// The tab that is marked.
    pub nav: Option<String>,
    pub flash: Option<Flash>,
    /// Says that the clock is not the real one.
    pub clock_banner: Option<String>,
    pub now_year: i32,
    pub logo: Option<Logo>,
    /// Those that the footer offers.
    pub languages: Vec<Language>,
    /// The step of the first run at which an administrator is.
    pub step: Option<u8>,
    /// Whether an administrator is told that no mail leaves.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub mail_rests: bool,
    /// Who helps whoever looks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Contact>,
}

/// Who has signed in, and which tabs they have.
#[derive(Clone, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ViewerMenu {
    name: String,
    initials: String,
    pub number: String,
    /// The code of the office that the tab leads to.
    home_office: Option<String>,
    can: Can,
    /// How many sellers wait for whoever keeps them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sellers_waiting: Option<u64>,
    /// How many purchases are proposed to a reviewer, up to a hundred.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviews_waiting: Option<u64>,
}

#[derive(Clone, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
#[expect(clippy::struct_excessive_bools, reason = "each is a tab that is there or not")]
struct Can {
    office: bool,
    review: bool,
    administer: bool,
    /// Looks after people: all of them, or those of some offices.
    manage: bool,
    /// Records purchases for others.
    log_for: bool,
    audit: bool,
    /// Reads what offices have bought from their own budget.
    ledger: bool,
    sellers: bool,
    /// Reads the figures of all offices side by side.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    leads: bool,
}

/// What the request before this one came to.
#[derive(Clone, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct Flash {
    /// `ok`: what was asked for is done.
    pub kind: String,
    pub text: String,
    /// The address that takes it back.
    pub undo: Option<String>,
}

impl ViewerMenu {
    pub fn of(user: &SignedIn) -> Self {
        let offices = &user.rulebook.offices;
        let headed = user.viewer.own_offices().next().or(user.office);
        let everywhere = user.may_audit();
        let home = if everywhere { offices.roots().next().map(|root| root.id) } else { headed };
        let administer = user.is(RoleKind::Administrator);
        Self {
            name: user.employee.name.clone(),
            initials: initials(&user.employee.name),
            number: user.employee.number.clone(),
            home_office: home.and_then(|id| offices.get(id)).map(|office| office.code.clone()),
            can: Can {
                office: everywhere || user.viewer.own_offices().next().is_some(),
                review: user.may_review(),
                administer,
                manage: user.viewer.manages_people(),
                log_for: user.viewer.logs_for_others(),
                audit: user.may_audit(),
                ledger: user.viewer.reads_ledger(),
                sellers: user.viewer.may_keep_sellers(),
                leads: user.viewer.leads(offices),
            },
            sellers_waiting: None,
            reviews_waiting: None,
        }
    }

    pub fn keeps_sellers(&self) -> bool {
        self.can.sellers
    }
}

/// The first letters of the first two names, without titles in front of them.
fn initials(name: &str) -> String {
    let words = name.split(',').next().unwrap_or_default().split_whitespace();
    let names = words.filter(|word| !word.ends_with('.'));
    let letters = names.filter_map(|word| word.chars().find(|c| c.is_alphabetic()));
    letters.take(2).flat_map(char::to_uppercase).collect()
}
