//! Classes of sellers, and totals that can answer any policy: the purchases that count, each with its day,
//! its amount, since when it lies in the period where that is after its end, and its seller's classes.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, SCHEMA).await?;
        let backend = manager.get_connection().get_database_backend();
        let [list, over, end] = if backend == DbBackend::Postgres { POSTGRES } else { SQLITE };
        let fill = FILL.replace("$list", list).replace("$over", over).replace("$end", end);
        crate::run(manager, &fill).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const SCHEMA: &str = r"
CREATE TABLE seller_classes (
    id $id,
    seller_id bigint NOT NULL REFERENCES sellers (id),
    class text NOT NULL,
    from_on date NOT NULL,
    to_on date,
    CHECK (to_on >= from_on),
    UNIQUE (seller_id, class, from_on)
);

ALTER TABLE period_totals ADD COLUMN purchases text NOT NULL DEFAULT '[]';
";

/// The list as JSON without what is null, whether a purchase was recorded after its period had ended
/// everywhere (15.00 UTC), and the last day of a period.
const SQLITE: [&str; 3] = [
    "json_group_array(json_patch('{}', json_object('on', day, 'amount', amount, 'late', late)))",
    "datetime(p.recorded_at) >= ($end || ' 15:00:00')",
    "(CASE kind WHEN 'week' THEN date(start_on, '+6 days') \
        ELSE date(start_on, '+1 month', '-1 day') END)",
];
const POSTGRES: [&str; 3] = [
    "CAST(json_agg(json_strip_nulls(json_build_object( \
        'on', day, 'amount', amount, 'late', late))) AS text)",
    "p.recorded_at >= (($end + time '15:00') AT TIME ZONE 'UTC')",
    "(CASE kind WHEN 'week' THEN start_on + 6 \
        ELSE CAST(start_on + interval '1 month' - interval '1 day' AS date) END)",
];

const FILL: &str = r"
UPDATE period_totals SET purchases = coalesce((
    SELECT $list FROM (
        SELECT p.purchased_on AS day, p.amount AS amount,
            CASE WHEN $over THEN p.recorded_at END AS late
        FROM purchases p JOIN sellers s ON s.id = p.seller_id
        WHERE p.employee_id = period_totals.employee_id
            AND p.purchased_on BETWEEN start_on AND $end
            AND p.state IN ('recorded', 'verified') AND p.funding = 'personal'
            AND NOT (s.ineligible_from IS NOT NULL AND s.ineligible_from <= p.purchased_on
                AND (s.ineligible_until IS NULL OR p.purchased_on <= s.ineligible_until))
        ORDER BY p.purchased_on, p.amount
    ) AS counting
), '[]');
ALTER TABLE period_totals DROP COLUMN amount;
ALTER TABLE period_totals DROP COLUMN count;
ALTER TABLE period_totals DROP COLUMN afterwards;
";
