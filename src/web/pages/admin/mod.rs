//! What administrators look after. The list of their routes.

mod audit;
mod desk;
mod employees;
mod exempt_office;
mod exemptions;
mod first_steps;
mod holidays;
mod import_files;
mod imports;
mod imports_made;
mod mails;
mod offices;
mod overview;
mod periods;
mod placements;
mod policies;
mod policy_add;
mod policy_form;
mod policy_preview;
mod reminder_fields;
mod roles;
mod settings;

use rocket::{Route, routes};
use serde_json::{Value, json};

use self::desk::Desk;
use super::history::page_number;
use super::shown;
use crate::rules::{Office, OfficeId, OfficeTree, Zone};
use crate::web::viewer::SignedIn;

pub fn routes() -> Vec<Route> {
    routes![
        overview::show,
        employees::list,
        employees::new,
        employees::add,
        employees::show,
        employees::edit,
        employees::invite,
        placements::place,
        placements::depart,
        placements::take_back,
        placements::stay,
        imports::people,
        imports::send_people,
        imports::transfers,
        imports::send_transfers,
        imports::offices,
        imports::send_offices,
        imports_made::list,
        imports_made::undo,
        import_files::template,
        import_files::errors,
        offices::list,
        offices::new,
        offices::add,
        offices::show,
        offices::edit,
        policies::list,
        policies::show,
        policies::end,
        policies::attach,
        policy_add::new,
        policy_add::add,
        periods::list,
        periods::show,
        periods::close_now,
        periods::decide,
        periods::decide_all,
        exempt_office::form,
        exempt_office::send,
        exemptions::list,
        exemptions::add,
        exemptions::decide,
        holidays::list,
        holidays::put,
        holidays::remove,
        holidays::take_built_in,
        imports::holidays,
        imports::send_holidays,
        imports::exemptions,
        imports::send_exemptions,
        roles::list,
        roles::grant,
        roles::revoke,
        mails::list,
        mails::show,
        mails::retry,
        audit::list,
        settings::show,
        settings::save,
        settings::logo,
        settings::try_mail,
        first_steps::show,
        first_steps::leave,
        first_steps::hide,
    ]
}

/// Rows on one page of a list.
const PAGE: u64 = 50;

fn pager(page: u64, total: u64, base: &str) -> Value {
    shown::pager(page, total, PAGE, base)
}

/// A parameter as it stands in an address.
fn in_address(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// All offices, each after the one above it, with how deep it lies.
fn in_order(tree: &OfficeTree) -> Vec<(&Office, usize)> {
    let mut open: Vec<(OfficeId, usize)> = tree.roots().map(|root| (root.id, 0)).collect();
    let mut found = Vec::new();
    while let Some((id, depth)) = open.pop() {
        found.extend(tree.get(id).map(|office| (office, depth)));
        let children: Vec<_> = tree.children(Some(id)).map(|child| (child.id, depth + 1)).collect();
        open.extend(children.into_iter().rev());
    }
    found
}

/// The offices that a form offers.
fn choices(tree: &OfficeTree) -> Vec<Value> {
    let offices = in_order(tree).into_iter();
    offices.map(|(office, _)| json!({ "code": office.code, "name": office.name })).collect()
}

fn office_name(tree: &OfficeTree, id: Option<OfficeId>) -> Option<&str> {
    id.and_then(|id| tree.get(id)).map(|office| office.name.as_str())
}

/// The zone in which administration tells the time: that of the root.
fn zone(me: &SignedIn) -> Zone {
    me.rulebook.offices.roots().next().map_or(Zone::Wib, |root| root.zone)
}
