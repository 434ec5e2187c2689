//! The pages. The list of their routes.

mod account;
mod activation;
pub mod admin;
mod assets;
mod declarations;
mod edit_purchase;
pub mod events;
mod exemption_reviews;
mod exemptions;
mod figures_file;
mod history;
pub mod leaders;
mod log_for;
mod log_purchase;
mod logo;
pub mod office_purchases;
mod offices;
mod own_data;
mod paging;
mod passwords;
mod people;
mod policy_documents;
mod provider_sign_in;
mod purchase_form;
mod purchases;
mod recaps;
mod receipts;
mod regulation;
mod reviews;
mod scan_code;
mod second_factor;
mod seller_confirmation;
pub mod sellers;
mod sessions;
mod setup;
mod several;
mod shared_parts;
mod staff;
mod transparency;
mod typed_form;
mod week;

use rocket::{Route, routes};

pub fn routes() -> Vec<Route> {
    [records_and_offices(), accounts()].concat()
}

fn records_and_offices() -> Vec<Route> {
    routes![
        week::show,
        week::put_aside,
        declarations::make,
        declarations::remove,
        log_for::show,
        log_purchase::new,
        log_purchase::log,
        several::show,
        several::begin,
        several::next,
        several::discard,
        scan_code::form,
        scan_code::read,
        purchases::show,
        purchases::void,
        purchases::undo,
        edit_purchase::form,
        edit_purchase::save,
        history::list,
        shared_parts::show,
        shared_parts::answer,
        shared_parts::change,
        shared_parts::withdraw,
        exemptions::list,
        exemptions::request,
        exemptions::show,
        exemptions::document,
        exemptions::withdraw,
        exemption_reviews::list,
        exemption_reviews::decide,
        receipts::show,
        receipts::small,
        reviews::next,
        reviews::one,
        reviews::decide,
        reviews::undo,
        reviews::all::list,
        reviews::all::verify,
        offices::show,
        offices::download,
        offices::tables::download,
        offices::money::show,
        offices::money::download,
        offices::remind::show,
        offices::remind::send,
        offices::remind::message,
        recaps::show,
        recaps::csv,
        recaps::xlsx,
        recaps::pdf,
        recaps::issue::letterhead,
        recaps::issue::publish,
        recaps::issue::keep,
        recaps::issue::scan,
        recaps::check::show,
        recaps::receipts,
        transparency::show,
        transparency::json,
        transparency::csv,
        seller_confirmation::show,
        seller_confirmation::answer,
        regulation::show,
        regulation::poster,
        policy_documents::show,
        staff::show,
        staff::by_number,
        logo::show,
        assets::show,
        assets::shared_in,
        assets::phone_worker,
    ]
}

/// One's own account, and the ways into it.
fn accounts() -> Vec<Route> {
    routes![
        account::show,
        account::save,
        account::change_password,
        account::end_session,
        account::end_other_sessions,
        account::add_phone,
        account::end_phone,
        account::revoke_key,
        second_factor::show,
        second_factor::begin,
        second_factor::confirm,
        second_factor::remove,
        own_data::notice,
        own_data::show,
        own_data::download,
        own_data::ask,
        passwords::forgot,
        passwords::send,
        passwords::sent,
        passwords::choose,
        passwords::set,
        activation::form,
        activation::open,
        setup::form,
        setup::create,
        sessions::form,
        sessions::open,
        sessions::code_form,
        sessions::code,
        sessions::end,
        provider_sign_in::sign_in,
        provider_sign_in::confirm,
        provider_sign_in::come_back,
        sessions::language,
    ]
}
