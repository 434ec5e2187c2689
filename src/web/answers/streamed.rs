//! A file that is sent while it is made.

use std::pin::Pin;

use futures::{Stream, stream};
use rocket::Request;
use rocket::http::ContentType;
use rocket::response::stream::ByteStream;
use rocket::response::{self, Responder, Response};
use tokio::sync::mpsc::Receiver;

use super::file_response::NOT_CACHED;

type Pieces = Pin<Box<dyn Stream<Item = Vec<u8>> + Send>>;

pub struct Streamed {
    pieces: Pieces,
    kind: ContentType,
    disposition: String,
}

impl Streamed {
    /// `name` has no ending, and nothing that would have to be quoted.
    pub fn zip(name: &str, pieces: Receiver<Vec<u8>>) -> Self {
        Self::of(format!("{name}.zip"), ContentType::ZIP, pieces)
    }

    /// The same of a table.
    pub fn csv(name: &str, pieces: Receiver<Vec<u8>>) -> Self {
        let kind = ContentType::new("text", "csv").with_params(("charset", "utf-8"));
        Self::of(format!("{name}.csv"), kind, pieces)
    }

    fn of(name: String, kind: ContentType, pieces: Receiver<Vec<u8>>) -> Self {
        let next = |mut pieces: Receiver<Vec<u8>>| async {
            pieces.recv().await.map(|piece| (piece, pieces))
        };
        Self {
            pieces: Box::pin(stream::unfold(pieces, next)),
            kind,
            disposition: format!("attachment; filename=\"{name}\""),
        }
    }
}

impl<'r> Responder<'r, 'r> for Streamed {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'r> {
        Response::build_from(ByteStream(self.pieces).respond_to(request)?)
            .header(self.kind)
            .raw_header("Content-Disposition", self.disposition)
            .raw_header("Cache-Control", NOT_CACHED)
            .ok()
    }
}
