//! Tables that come in and go out as files.

pub mod archive;
pub mod pieces;
pub mod recap;
pub mod sheet;
pub mod table;
pub mod uploads;
