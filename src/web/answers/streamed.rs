//! A file that is sent while it is made.

use std::pin::Pin;

use futures::{Stream, StreamExt, stream};
use rocket::Request;
use rocket::http::{ContentType, Header, Status};
use rocket::response::stream::ByteStream;
use rocket::response::{self, Responder, Response};
use tokio::sync::mpsc::Receiver;

use super::download::Kind;
use super::file_response::NOT_CACHED;
use crate::web::HttpError;

pub struct Streamed {
    pieces: Pin<Box<dyn Stream<Item = Vec<u8>> + Send>>,
    kind: ContentType,
    disposition: Header<'static>,
}

impl Streamed {
    /// Begins once there is something: what has failed before is an error, and not half a file. `name` has no
    /// ending, and nothing that would have to be quoted.
    pub async fn of(
        kind: Kind,
        name: &str,
        mut pieces: Receiver<Vec<u8>>,
    ) -> Result<Self, HttpError> {
        let Some(first) = pieces.recv().await else {
            return Err(HttpError::status(Status::InternalServerError));
        };
        let next = |mut pieces: Receiver<Vec<u8>>| async {
            pieces.recv().await.map(|piece| (piece, pieces))
        };
        let pieces = Box::pin(stream::iter([first]).chain(stream::unfold(pieces, next)));
        Ok(Self { pieces, kind: kind.content_type(), disposition: kind.disposition(name) })
    }
}

impl<'r> Responder<'r, 'r> for Streamed {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'r> {
        Response::build_from(ByteStream(self.pieces).respond_to(request)?)
            .header(self.kind)
            .header(self.disposition)
            .raw_header("Cache-Control", NOT_CACHED)
            .ok()
    }
}
