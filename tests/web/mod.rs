//! The pages, as browsers ask for them.

mod account;
mod addresses;
mod admin;
mod allowances;
mod audit;
mod bad_addresses;
mod bad_inputs;
mod bad_sign_in;
mod bad_tables;
mod bad_uploads;
mod channels;
mod close_notices;
mod compression;
mod confirmed_forms;
mod corrections;
mod day_mails;
mod declarations;
mod desk;
mod doors;
mod doubted_sellers;
mod edit_purchase;
mod employees;
mod events;
mod exempt_office;
mod exemption_mails;
mod exemptions;
mod field_reports;
mod first_mail;
mod first_steps;
mod forwarded;
mod guessing;
mod headers;
mod holidays;
mod import_exemptions;
mod import_matching;
mod import_sellers;
mod imports;
mod keys;
mod leaving;
mod log_purchase;
mod mails;
mod merged_sellers;
mod notices;
mod office_figures;
mod office_purchases;
mod office_tables;
mod office_tree;
mod office_trend;
mod offices;
mod operators;
mod passwords;
mod periods;
mod person_addresses;
mod phone_page;
mod phones;
mod phones_calm;
mod policies;
mod policy_documents;
mod policy_life;
mod promises;
mod provider_sign_in;
mod purchases;
mod recaps;
mod receipts_archive;
mod reminding;
mod review_queue;
mod reviews;
mod roles;
mod scan_code;
mod second_factor;
mod seller_links;
mod sellers;
mod sessions;
mod settings;
mod setup;
mod several_receipts;
mod shared_cases;
mod shared_parts;
mod slips;
mod surviving_form;
mod trail;
mod transfers;
mod transparency;
mod undrawn_photos;
mod uploads;
mod webhook_deliveries;
mod webhooks;
mod week;

use crate::support::town::{Reply, Town, Who};

/// The fields of the form for a purchase, as a browser sends them. Later ones replace earlier.
pub fn fields<'a>(key: &'a str, changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("key", key),
        ("amount", "35.000"),
        ("seller", "new"),
        ("seller.name", "Warung Bu Sri"),
        ("seller.district", "Senduro"),
        ("seller_query", ""),
        ("purchased_on", "2026-11-20"),
        ("channel", "in_person"),
        ("description", ""),
    ];
    for (name, value) in changed {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    fields
}

/// Records a purchase without a receipt.
pub async fn bought(town: &Town, who: Who, key: &str, amount: &str) -> Reply {
    let fields = fields(key, &[("amount", amount), ("evidence", "no_receipt")]);
    town.post(who, "/belanja", &fields).await.is(303)
}

/// Whether a form has this value in this field.
pub fn has(html: &str, field: &str, value: &str) -> bool {
    html.split("<input").skip(1).any(|tag| {
        let tag = tag.split('>').next().unwrap_or_default();
        tag.contains(&format!("name=\"{field}\"")) && tag.contains(&format!("value=\"{value}\""))
    })
}

/// Whether a box of a page is checked.
pub fn checked(html: &str, field: &str) -> bool {
    let named = format!("name=\"{field}\"");
    let tag = html.split("<input").find(|tag| tag.contains(&named)).unwrap();
    tag.split('>').next().unwrap().contains(" checked")
}

/// Of what was refused there is no row and no file.
pub async fn nothing_stays(town: &Town, what: &str) {
    assert!(town.purchases().await.is_empty(), "{what}: a row");
    assert_eq!(town.files("receipts"), Vec::<String>::new(), "{what}");
    assert_eq!(town.files("tmp"), Vec::<String>::new(), "{what}");
}
