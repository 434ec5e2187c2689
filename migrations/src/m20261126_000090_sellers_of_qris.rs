//! Sellers by the code on their counter (QRIS): the merchant number, what it declares, and how far that
//! was looked at.

use sea_orm_migration::prelude::*;

crate::sql_migration!(
    r"
ALTER TABLE sellers ADD COLUMN nmid text;
ALTER TABLE sellers ADD COLUMN qris_name text;
ALTER TABLE sellers ADD COLUMN qris_city text;
ALTER TABLE sellers ADD COLUMN qris_criteria text
    CHECK (qris_criteria IN ('UMI', 'UKE', 'UME', 'UBE', 'URE', 'PSO', 'BLU'));
ALTER TABLE sellers ADD COLUMN qris_payload text;
ALTER TABLE sellers ADD COLUMN qris_check text
    CHECK (qris_check IN ('waiting', 'changed', 'accepted', 'refused'));
ALTER TABLE sellers ADD COLUMN qris_seen text;
CREATE UNIQUE INDEX sellers_nmid ON sellers (nmid);
CREATE INDEX sellers_qris_check ON sellers (qris_check) WHERE qris_check IN ('waiting', 'changed');
"
);
