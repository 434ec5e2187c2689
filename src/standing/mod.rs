//! How people and offices stand in a period: read and judged, never written. Workflows and pages
//! share it.

pub mod accounts;
pub mod allowances;
pub mod assess;
pub mod closed_zones;
pub mod glance;
pub mod hung;
pub mod kept;
pub mod kept_figures;
pub mod live;
pub mod money;
pub mod offices;
pub mod people;
pub mod recap;
pub mod report;
pub mod same_hour;
mod stored;
pub mod sums;
pub mod transparency;
