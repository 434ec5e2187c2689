//! Documents on paper: PDF files drawn by the server. [`pdf`] draws pages, [`pdf_file`] writes
//! them down as they come, [`font`] knows how wide words are, [`qr`] makes codes; each other file is the
//! layout of one document.

mod font;
pub mod jpeg;
pub mod leaflet;
mod packed;
pub mod pdf;
mod pdf_file;
pub mod poster;
pub mod qr;
pub mod recap;
pub mod slips;
