//! The JSON API.

mod bad_inputs;
mod bad_tables;
mod bad_uploads;
mod compliance;
mod conditional;
mod declarations;
mod description;
mod employees;
mod exempt_office;
mod exemptions;
mod frozen;
mod health;
mod holidays;
mod imports;
mod metrics;
mod offices;
mod opened_names;
mod parameters;
mod periods;
mod policies;
pub mod purchases;
mod receipts;
mod roles;
mod sellers;
mod settings;
mod worked_cases;

use crate::support::town::Reply;

/// `field: code` of what a problem document names, in order.
pub fn faults(reply: &Reply) -> Vec<String> {
    assert_eq!(reply.header("Content-Type"), Some("application/problem+json"), "{}", reply.text());
    let document = reply.json();
    let text = |fault: &serde_json::Value, name: &str| {
        fault[name].as_str().unwrap_or_else(|| panic!("no {name} in {document}")).to_owned()
    };
    let errors = document["errors"].as_array().unwrap().iter();
    let mut faults: Vec<_> = errors
        .map(|fault| {
            assert!(!text(fault, "message").is_empty());
            format!("{}: {}", text(fault, "field"), text(fault, "code"))
        })
        .collect();
    faults.sort();
    faults
}

/// One value of every item of a list.
pub fn column(reply: &Reply, name: &str) -> Vec<String> {
    let list = reply.json();
    let items = list["items"].as_array().unwrap();
    items.iter().map(|item| item[name].as_str().unwrap_or_default().to_owned()).collect()
}
