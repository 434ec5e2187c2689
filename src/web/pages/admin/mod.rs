//! What administrators look after. The list of their routes.

mod access;
mod accounts;
mod allowances;
#[cfg(test)]
mod amounts;
mod audit;
mod audit_filter;
mod backups;
mod breach_roster;
mod corrections;
mod employee_list;
mod employees;
mod erasure;
mod exempt_office;
mod exemptions;
mod first_steps;
mod holidays;
pub mod imports;
mod levels;
mod mail_addresses;
mod mail_alarms;
mod mail_schedule;
mod mails;
mod new_employee;
mod offices;
mod operator_desk;
mod overview;
mod periods;
mod placements;
mod policies;
mod roles;
mod settings;
mod settings_form;
mod situation;
mod slips;
mod transfers;
mod webhooks;

use rocket::{Route, routes};

use crate::rules::{Office, OfficeId, OfficeTree, Zone};
use crate::web::guards::viewer::SignedIn;
use crate::web::views::OfficeChoice;

pub fn routes() -> Vec<Route> {
    [looked_after(), allowances::routes()].concat()
}

fn looked_after() -> Vec<Route> {
    routes![
        overview::show,
        employee_list::list,
        employee_list::download,
        breach_roster::download,
        new_employee::new,
        new_employee::add,
        employees::show,
        employees::by_number,
        employees::edit,
        access::end_session,
        access::revoke_key,
        access::disable_account,
        access::enable_account,
        access::reset_second_factor,
        corrections::list,
        corrections::done,
        corrections::refuse,
        erasure::show,
        erasure::erase,
        accounts::list,
        accounts::invite_many,
        accounts::print_many,
        accounts::print_one,
        accounts::invite_one,
        accounts::message,
        transfers::list,
        transfers::propose,
        transfers::accept,
        transfers::refuse,
        transfers::withdraw,
        placements::place,
        placements::depart,
        placements::take_back,
        placements::stay,
        imports::made::list,
        imports::made::undo,
        imports::send::form,
        imports::send::send,
        imports::files::template,
        imports::files::errors,
        imports::files::faulty_rows,
        imports::files::mapping,
        offices::list,
        offices::new,
        offices::add,
        offices::show,
        offices::edit,
        offices::contact,
        policies::show::list,
        policies::show::show,
        policies::show::end,
        policies::show::attach,
        policies::add::new,
        policies::add::add,
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
        roles::list,
        roles::grant,
        roles::grant_here,
        roles::revoke,
        mail_schedule::show,
        mail_schedule::show_sample,
        mail_schedule::show_letter,
        mails::list,
        mails::show,
        mails::retry,
        mails::retry_failed,
        mails::cancel,
        mail_addresses::list,
        mail_addresses::clear,
        mail_addresses::mark,
        audit::list,
        audit::download,
        settings::show,
        settings::save,
        settings::logo,
        settings::try_mail,
        webhooks::list,
        webhooks::add,
        webhooks::end,
        webhooks::resume,
        webhooks::retry,
        webhooks::cancel,
        first_steps::show,
        first_steps::leave,
        first_steps::hide,
    ]
}

/// Rows on one page of a list.
const PAGE: u64 = 50;

/// A parameter as it stands in an address.
fn in_address(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// The address of a list that is narrowed to some fields; those left empty stand in no address.
fn address(path: &str, fields: &[(&str, &str)]) -> String {
    let filled = fields.iter().filter(|(_, value)| !value.is_empty());
    let query: Vec<_> =
        filled.map(|(name, value)| format!("{name}={}", in_address(value))).collect();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
}

/// All offices, each after the one above it, with how deep it lies.
pub(super) fn in_order(tree: &OfficeTree) -> Vec<(&Office, usize)> {
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
fn office_choices(tree: &OfficeTree) -> Vec<OfficeChoice> {
    let offices = in_order(tree).into_iter().map(|(office, _)| office);
    offices.map(OfficeChoice::of).collect()
}

/// The same, of those whose people the viewer manages.
fn managed_office_choices(user: &SignedIn) -> Vec<OfficeChoice> {
    let tree = &user.rulebook.offices;
    let managed = user.viewer.managed_offices(tree);
    let offices = in_order(tree).into_iter().map(|(office, _)| office);
    offices.filter(|office| managed.holds(office.id)).map(OfficeChoice::of).collect()
}

fn office_name(tree: &OfficeTree, id: Option<OfficeId>) -> Option<&str> {
    id.and_then(|id| tree.get(id)).map(|office| office.name.as_str())
}

/// The zone in which administration tells the time: that of the root.
fn zone(user: &SignedIn) -> Zone {
    user.rulebook.offices.roots().next().map_or(Zone::Wib, |root| root.zone)
}
