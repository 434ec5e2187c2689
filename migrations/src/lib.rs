//! The schema of Pekan, one step a file; the list below is the order. A step that has been released
//! is never edited. The steps are written in SQL that SQLite and PostgreSQL both read, but for the
//! words that [`dialect`] replaces, and know nothing of the entities of today.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

mod m20261121_000001_people;
mod m20261121_000002_policies;
mod m20261121_000003_purchases;
mod m20261121_000004_auth;
mod m20261121_000005_mail;
mod m20261121_000006_audit;
mod m20261121_000007_closings;
mod m20261121_000008_policy_documents;
mod m20261121_000009_exemptions;
mod m20261122_000010_imports;
mod m20261122_000011_settings;
mod m20261125_000012_results_by_person;
mod m20261125_000013_found_by_owner;
mod m20261126_000014_placement_facts;
mod m20261126_000015_policy_rules;
mod m20261126_000016_seller_classes;
mod m20261126_000017_one_close;
mod m20261126_000018_refusals;
mod m20261126_000020_import_mappings;
mod m20261126_000022_keys;
mod m20261126_000023_addresses;
mod m20261126_000024_sessions;
mod m20261126_000025_link_channels;
mod m20261126_000028_operators;
mod m20261126_000029_transfers;
mod m20261126_000031_purchase_drafts;
mod m20261126_000033_audit_found;
mod m20261126_000034_levels_held;
mod m20261126_000040_receipts_stay;
mod m20261126_000045_access_handed;
mod m20261126_000050_disabled_accounts;
mod m20261126_000051_devices_end;
mod m20261126_000052_account_changes;
mod m20261126_000053_keys_seen;
mod m20261126_000054_second_factors;
mod m20261126_000060_audit_chain;
mod m20261126_000061_openings;
mod m20261126_000080_mappings_of_operators;
mod m20261126_000081_identity_provider;
mod m20261126_000084_erased;
mod m20261126_000085_corrections;
mod m20261126_000086_import_rows_removed;
mod m20261126_000090_sellers_of_qris;
mod m20261126_000100_likenesses;
mod m20261126_000101_sellers_kept;
mod m20261126_000102_seller_imports;
mod m20261126_000103_curation;
mod m20261126_000104_seller_links;
mod m20261126_000110_shared_parts;
mod m20261126_000111_attention;
mod m20261126_000120_channels;
mod m20261126_000121_events;
mod m20261126_000122_office_purchases;
mod m20261126_000123_consignments;
mod m20261126_000126_undrawn_receipts;
mod m20261126_000130_remindings;
mod m20261127_000131_bounces;
mod m20261127_000135_notices;
mod m20261127_000136_webhooks;
mod m20261127_000140_exemption_mails;
mod m20261127_000141_phones;
mod m20261127_000142_recaps;
mod m20261127_000143_figures;
mod m20261127_000144_calm;
mod m20261127_000145_close_mails;
mod m20261127_000146_closed_sums;
mod m20261127_000147_publications;
mod m20261127_000153_found_by_period;
mod m20261127_000154_glances;

pub use sea_orm_migration::MigratorTrait;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261121_000001_people::Migration),
            Box::new(m20261121_000002_policies::Migration),
            Box::new(m20261121_000003_purchases::Migration),
            Box::new(m20261121_000004_auth::Migration),
            Box::new(m20261121_000005_mail::Migration),
            Box::new(m20261121_000006_audit::Migration),
            Box::new(m20261121_000007_closings::Migration),
            Box::new(m20261121_000008_policy_documents::Migration),
            Box::new(m20261121_000009_exemptions::Migration),
            Box::new(m20261122_000010_imports::Migration),
            Box::new(m20261122_000011_settings::Migration),
            Box::new(m20261125_000012_results_by_person::Migration),
            Box::new(m20261125_000013_found_by_owner::Migration),
            Box::new(m20261126_000014_placement_facts::Migration),
            Box::new(m20261126_000015_policy_rules::Migration),
            Box::new(m20261126_000016_seller_classes::Migration),
            Box::new(m20261126_000017_one_close::Migration),
            Box::new(m20261126_000018_refusals::Migration),
            Box::new(m20261126_000020_import_mappings::Migration),
            Box::new(m20261126_000022_keys::Migration),
            Box::new(m20261126_000023_addresses::Migration),
            Box::new(m20261126_000024_sessions::Migration),
            Box::new(m20261126_000025_link_channels::Migration),
            Box::new(m20261126_000028_operators::Migration),
            Box::new(m20261126_000029_transfers::Migration),
            Box::new(m20261126_000031_purchase_drafts::Migration),
            Box::new(m20261126_000033_audit_found::Migration),
            Box::new(m20261126_000034_levels_held::Migration),
            Box::new(m20261126_000040_receipts_stay::Migration),
            Box::new(m20261126_000045_access_handed::Migration),
            Box::new(m20261126_000050_disabled_accounts::Migration),
            Box::new(m20261126_000051_devices_end::Migration),
            Box::new(m20261126_000052_account_changes::Migration),
            Box::new(m20261126_000053_keys_seen::Migration),
            Box::new(m20261126_000054_second_factors::Migration),
            Box::new(m20261126_000060_audit_chain::Migration),
            Box::new(m20261126_000061_openings::Migration),
            Box::new(m20261126_000080_mappings_of_operators::Migration),
            Box::new(m20261126_000081_identity_provider::Migration),
            Box::new(m20261126_000084_erased::Migration),
            Box::new(m20261126_000085_corrections::Migration),
            Box::new(m20261126_000086_import_rows_removed::Migration),
            Box::new(m20261126_000090_sellers_of_qris::Migration),
            Box::new(m20261126_000100_likenesses::Migration),
            Box::new(m20261126_000101_sellers_kept::Migration),
            Box::new(m20261126_000102_seller_imports::Migration),
            Box::new(m20261126_000103_curation::Migration),
            Box::new(m20261126_000104_seller_links::Migration),
            Box::new(m20261126_000110_shared_parts::Migration),
            Box::new(m20261126_000111_attention::Migration),
            Box::new(m20261126_000120_channels::Migration),
            Box::new(m20261126_000121_events::Migration),
            Box::new(m20261126_000122_office_purchases::Migration),
            Box::new(m20261126_000123_consignments::Migration),
            Box::new(m20261126_000126_undrawn_receipts::Migration),
            Box::new(m20261126_000130_remindings::Migration),
            Box::new(m20261127_000131_bounces::Migration),
            Box::new(m20261127_000135_notices::Migration),
            Box::new(m20261127_000136_webhooks::Migration),
            Box::new(m20261127_000140_exemption_mails::Migration),
            Box::new(m20261127_000141_phones::Migration),
            Box::new(m20261127_000142_recaps::Migration),
            Box::new(m20261127_000143_figures::Migration),
            Box::new(m20261127_000144_calm::Migration),
            Box::new(m20261127_000145_close_mails::Migration),
            Box::new(m20261127_000146_closed_sums::Migration),
            Box::new(m20261127_000147_publications::Migration),
            Box::new(m20261127_000153_found_by_period::Migration),
            Box::new(m20261127_000154_glances::Migration),
        ]
    }
}

/// Implements a migration that runs a text of SQL, in a transaction on either database.
#[macro_export]
macro_rules! sql_migration {
    ($sql:expr) => {
        #[derive(DeriveMigrationName)]
        pub struct Migration;

        #[async_trait::async_trait]
        impl MigrationTrait for Migration {
            async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
                $crate::run(manager, $sql).await
            }

            fn use_transaction(&self) -> Option<bool> {
                Some(true)
            }
        }
    };
}

async fn run(manager: &SchemaManager<'_>, sql: &str) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    let sql = dialect(sql, connection.get_database_backend());
    connection.execute_unprepared(&sql).await.map(|_| ())
}

fn dialect(sql: &str, backend: DbBackend) -> String {
    let (id, instant, bytes, word) = match backend {
        DbBackend::Postgres => (
            "bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
            "timestamptz",
            "bytea",
            "text COLLATE \"C\"",
        ),
        _ => ("integer PRIMARY KEY AUTOINCREMENT", "text", "blob", "text"),
    };
    // A word is in the order of its bytes, so that those which begin alike lie beside each other.
    let sql = sql.replace("$id", id).replace("$instant", instant);
    sql.replace("$bytes", bytes).replace("$word", word)
}
