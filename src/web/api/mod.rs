//! The JSON API, version 1: the same workflows as the pages. The list of its routes.

mod activations;
mod allowances;
mod audit;
mod compliance;
mod compliance_json;
mod corrections;
mod declarations;
mod described;
mod docs;
mod dry_run;
mod employee_access;
mod employees;
mod erasure;
mod events;
mod exempt_office;
mod exemptions;
pub mod health;
mod holidays;
mod import_plan;
mod imports;
mod imports_made;
mod mail_addresses;
mod mails;
mod me;
mod metrics;
mod office_purchases;
mod offices;
mod own_access;
mod own_data;
mod paging;
mod periods;
mod placements;
mod policies;
mod policy_documents;
mod policy_preview;
mod policy_warnings;
mod purchase_decisions;
mod purchase_json;
mod purchases;
mod recaps;
mod receipts;
mod reminders;
mod roles;
mod seller_codes;
mod seller_json;
mod sellers;
mod sent_exemption;
mod sent_purchase;
mod settings;
mod shared_parts;
mod tokens;
mod transfers;
mod transparency;
mod webhooks;

use rocket::{Route, routes};
use utoipa::OpenApi;

use crate::web::answers::error_page::ProblemDocument;

/// What is mounted and what is described are one list.
macro_rules! served {
    ($($module:ident::$route:ident,)*) => {
        /// The OpenAPI description of the routes below.
        #[derive(OpenApi)]
        #[openapi(
            info(title = "Pekan", version = "1"),
            components(schemas(ProblemDocument)),
            paths($($module::$route,)*)
        )]
        struct Document;

        pub fn routes() -> Vec<Route> {
            routes![docs::page, $($module::$route,)*]
        }
    };
}

served![
    tokens::issue,
    tokens::revoke,
    me::show,
    me::compliance,
    own_access::list_sessions,
    own_access::end_session,
    own_access::list_keys,
    own_access::revoke_key,
    own_data::download,
    declarations::show,
    declarations::make,
    declarations::remove,
    purchases::log,
    purchases::list,
    purchases::show,
    purchases::edit,
    purchases::add_receipt,
    purchase_decisions::void,
    purchase_decisions::review,
    shared_parts::list,
    shared_parts::confirm,
    shared_parts::decline,
    shared_parts::withdraw,
    shared_parts::edit,
    receipts::show,
    receipts::thumbnail,
    sellers::list,
    sellers::add,
    seller_codes::by_qris,
    seller_codes::by_photo,
    sellers::show,
    sellers::edit,
    sellers::merge,
    sellers::undo_merge,
    events::list,
    events::add,
    events::show,
    events::edit,
    events::cancel,
    events::plan,
    office_purchases::list,
    office_purchases::log,
    office_purchases::void,
    offices::add,
    offices::list,
    offices::edit,
    compliance::show,
    compliance::trend,
    recaps::csv,
    recaps::xlsx,
    recaps::pdf,
    employees::add,
    employees::list,
    employees::show,
    employees::edit,
    employee_access::list_sessions,
    employee_access::end_session,
    employee_access::list_keys,
    employee_access::revoke_key,
    employee_access::disable_account,
    employee_access::enable_account,
    employee_access::reset_second_factor,
    corrections::list_own,
    corrections::ask,
    corrections::list,
    corrections::done,
    corrections::refuse,
    erasure::preview,
    erasure::erase,
    activations::issue,
    activations::activate,
    placements::add,
    placements::depart,
    placements::take_back,
    placements::stay,
    transfers::propose,
    transfers::list,
    transfers::accept,
    transfers::refuse,
    transfers::withdraw,
    exemptions::request,
    exemptions::list,
    exempt_office::exempt,
    exemptions::document,
    exemptions::approve,
    exemptions::refuse,
    exemptions::withdraw,
    holidays::put,
    holidays::remove,
    holidays::list,
    policies::add,
    policy_preview::preview,
    policies::list,
    policies::end,
    policy_documents::attach,
    policy_documents::show,
    transparency::show,
    allowances::csv,
    allowances::signature,
    allowances::public_key,
    periods::show,
    periods::close_now,
    periods::accept,
    periods::refuse,
    roles::grant,
    roles::list,
    roles::revoke,
    imports::plan,
    imports::send,
    imports_made::list,
    imports_made::undo,
    mails::reminders,
    mails::list,
    mails::retry,
    mails::retry_failed,
    mails::cancel,
    mail_addresses::list,
    mail_addresses::clear,
    webhooks::list,
    webhooks::show,
    webhooks::retry,
    webhooks::cancel,
    audit::list,
    settings::show,
    settings::change,
    docs::document,
];
