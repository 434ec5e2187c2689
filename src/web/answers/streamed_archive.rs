//! A ZIP that is sent while it is made.

use std::pin::Pin;

use futures::{Stream, stream};
use rocket::Request;
use rocket::http::ContentType;
use rocket::response::stream::ByteStream;
use rocket::response::{self, Responder, Response};
use tokio::sync::mpsc::Receiver;

use super::file_response::NOT_CACHED;

type Pieces = Pin<Box<dyn Stream<Item = Vec<u8>> + Send>>;

pub struct StreamedArchive {
    pieces: Pieces,
    disposition: String,
}

impl StreamedArchive {
    /// `name` has no ending, and nothing that would have to be quoted.
    pub fn of(name: &str, pieces: Receiver<Vec<u8>>) -> Self {
        let next = |mut pieces: Receiver<Vec<u8>>| async {
            pieces.recv().await.map(|piece| (piece, pieces))
        };
        Self {
            pieces: Box::pin(stream::unfold(pieces, next)),
            disposition: format!("attachment; filename=\"{name}.zip\""),
        }
    }
}

impl<'r> Responder<'r, 'r> for StreamedArchive {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'r> {
        Response::build_from(ByteStream(self.pieces).respond_to(request)?)
            .header(ContentType::ZIP)
            .raw_header("Content-Disposition", self.disposition)
            .raw_header("Cache-Control", NOT_CACHED)
            .ok()
    }
}
