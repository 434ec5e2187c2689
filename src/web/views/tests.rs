//! The samples of pages are what their views say: a field that is renamed, added or taken away on one
//! side fails here, and never on a page.

use std::fs;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::View;
use super::layout::Layout;
use super::{
    account, accounts, allowances, api_docs, audit, corrections, employees, erasure, errors,
    events, exempt_office, exemptions, first_steps, holidays, imports, mail_schedule, mails,
    office_purchases, office_tree, offices, operator_desk, overview, own_data, passwords, periods,
    policies, purchase_form, purchases, recaps, regulation, reviews, roles, second_factor,
    seller_confirmation, sellers, sessions, settings, setup, shared_parts, spread, staff,
    transfers, transparency, webhooks, week,
};

/// Reads all samples of a view into it and back, and returns how many there are.
fn samples_of<V: View + DeserializeOwned>() -> usize {
    let prefix = V::TEMPLATE.trim_end_matches(".html").replace('/', ".");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pages");
    let mut found = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if name.rsplit_once('.').unwrap().0 != prefix {
            continue;
        }
        let mut fields: Map<String, Value> =
            serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        same::<Layout>(&name, fields.remove("page").unwrap());
        // Every page has these; they are no part of what it shows by itself.
        for common in ["errors", "error_list"] {
            fields.remove(common).unwrap();
        }
        same::<V>(&name, Value::Object(fields));
        found += 1;
    }
    found
}

fn same<T: Serialize + DeserializeOwned>(name: &str, sample: Value) {
    let read: T = serde_json::from_value(sample.clone())
        .unwrap_or_else(|error| panic!("{name}, {}: {error}", std::any::type_name::<T>()));
    assert_eq!(serde_json::to_value(read).unwrap(), sample, "{name}");
}

#[test]
fn samples_are_what_views_say() {
    for samples in [
        samples_of::<passwords::ForgotPage>,
        samples_of::<passwords::SentPage>,
        samples_of::<passwords::ChoosePage>,
        samples_of::<passwords::CodePage>,
        samples_of::<regulation::RegulationPage>,
        samples_of::<recaps::RecapPage>,
        samples_of::<recaps::RecapCheckPage>,
        samples_of::<reviews::AllReviewsPage>,
        samples_of::<webhooks::WebhooksPage>,
        samples_of::<allowances::AllowancesPage>,
        samples_of::<transparency::TransparencyPage>,
        samples_of::<roles::RolesPage>,
        samples_of::<seller_confirmation::ConfirmationPage>,
        samples_of::<seller_confirmation::LinkPage>,
        samples_of::<audit::AuditPage>,
        samples_of::<mail_schedule::MailSchedulePage>,
        samples_of::<mail_schedule::MailSamplePage>,
        samples_of::<mails::MailsPage>,
        samples_of::<mails::MailPage>,
        samples_of::<mails::MarkedAddressesPage>,
        samples_of::<overview::OverviewPage>,
        samples_of::<holidays::HolidaysPage>,
        samples_of::<exempt_office::ExemptOfficePage>,
        samples_of::<office_tree::OfficeTreePage>,
        samples_of::<office_tree::OfficeFormPage>,
        samples_of::<periods::PeriodsPage>,
        samples_of::<periods::PeriodPage>,
        samples_of::<employees::EmployeesPage>,
        samples_of::<employees::NewEmployeePage>,
        samples_of::<employees::EditEmployeePage>,
        samples_of::<corrections::CorrectionsPage>,
        samples_of::<erasure::ErasePage>,
        samples_of::<imports::ImportsPage>,
        samples_of::<imports::ImportPage>,
        samples_of::<first_steps::FirstStepPage>,
        samples_of::<settings::SettingsPage>,
        samples_of::<policies::PoliciesPage>,
        samples_of::<policies::PolicyPage>,
        samples_of::<policies::NewPolicyPage>,
        samples_of::<api_docs::ApiDocsPage>,
        samples_of::<errors::ErrorPage>,
        samples_of::<errors::ResendPage>,
        samples_of::<sessions::SignInPage>,
        samples_of::<sessions::CodePage>,
        samples_of::<sessions::ProviderPage>,
        samples_of::<second_factor::SecondFactorPage>,
        samples_of::<setup::SetupPage>,
        samples_of::<sellers::SellersPage>,
        samples_of::<sellers::SellerPage>,
        samples_of::<sellers::SellerFormPage>,
        samples_of::<spread::SpreadPage>,
        samples_of::<events::EventsPage>,
        samples_of::<events::EventPage>,
        samples_of::<events::EventFormPage>,
        samples_of::<office_purchases::LedgerPage>,
        samples_of::<office_purchases::LedgerFormPage>,
        samples_of::<account::AccountPage>,
        samples_of::<own_data::NoticePage>,
        samples_of::<own_data::OwnDataPage>,
        samples_of::<accounts::AccountsPage>,
        samples_of::<accounts::SlipsPage>,
        samples_of::<accounts::MessagePage>,
        samples_of::<purchases::HistoryPage>,
        samples_of::<purchases::PurchasePage>,
        samples_of::<reviews::ReviewPage>,
        samples_of::<exemptions::ExemptionsPage>,
        samples_of::<exemptions::ExemptionReviewsPage>,
        samples_of::<exemptions::OwnExemptionsPage>,
        samples_of::<exemptions::ExemptionPage>,
        samples_of::<staff::StaffPage>,
        samples_of::<transfers::TransfersPage>,
        samples_of::<operator_desk::OperatorDeskPage>,
        samples_of::<purchase_form::PurchaseFormPage>,
        samples_of::<super::log_for::LogForPage>,
        samples_of::<super::scan_code::ScanCodePage>,
        samples_of::<super::several::SeveralPage>,
        samples_of::<super::money::OfficeMoneyPage>,
        samples_of::<super::leaders::LeaderOfficesPage>,
        samples_of::<super::leaders::LeaderMoneyPage>,
        samples_of::<super::leaders::LeaderEventsPage>,
        samples_of::<super::leaders::LeaderRemindersPage>,
        samples_of::<offices::OfficePage>,
        samples_of::<super::remindings::RemindPage>,
        samples_of::<super::remindings::ReminderMessagePage>,
        samples_of::<week::WeekPage>,
        samples_of::<shared_parts::PartPage>,
    ] {
        assert!(samples() > 0, "a view without a sample");
    }
}
