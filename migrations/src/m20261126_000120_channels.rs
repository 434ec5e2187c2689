//! Channels are codes: those that every installation knows, and those that its administrators add. A purchase
//! that was ordered online may have the number of its order.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

// A column beside the old one, for SQLite cannot take a condition away from a column.
sql_migration!(
    r"
ALTER TABLE purchases ADD COLUMN channel_code text NOT NULL DEFAULT 'direct';
UPDATE purchases
    SET channel_code = CASE channel WHEN 'event' THEN 'bazaar' WHEN 'delivery' THEN 'food_delivery' ELSE channel END
    WHERE channel <> 'in_person';
ALTER TABLE purchases DROP COLUMN channel;
ALTER TABLE purchases RENAME COLUMN channel_code TO channel;
ALTER TABLE purchases ADD COLUMN order_number text;
"
);
