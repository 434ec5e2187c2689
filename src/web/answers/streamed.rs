//! A file that is sent while it is made.

use std::error::Error;
use std::io::{self, Write};
use std::mem;
use std::pin::Pin;
use std::time::Duration;

use futures::{Stream, StreamExt, stream};
use rocket::Request;
use rocket::http::{ContentType, Header, Status};
use rocket::response::stream::ByteStream;
use rocket::response::{self, Responder, Response};
use tokio::runtime::Handle;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::timeout;

use super::download::Kind;
use super::file_response::NOT_CACHED;
use crate::web::HttpError;

/// Bytes that go out together.
const PIECE: usize = 16 * 1024;
/// Pieces that may wait for whoever takes them: a megabyte, which is the recap of some thousand people, so that
/// no thread waits for slow links.
const WAITING: usize = 64;
/// Whoever takes nothing for so long gets no more of what is larger: there a thread waits for them.
const PATIENCE: Duration = Duration::from_mins(1);

type Pieces = Pin<Box<dyn Stream<Item = Vec<u8>> + Send>>;

pub struct Streamed {
    pieces: Pieces,
    kind: ContentType,
    disposition: Header<'static>,
}

impl Streamed {
    /// Pieces as they come; `name` has no ending, and nothing that would have to be quoted.
    pub fn of(kind: Kind, name: &str, pieces: Receiver<Vec<u8>>) -> Self {
        let pieces = Box::pin(all(pieces));
        Self { pieces, kind: kind.content_type(), disposition: kind.disposition(name) }
    }

    /// What `make` writes, off the threads that answer. What goes wrong before it has written anything is an
    /// error, and not half a file.
    pub async fn made<F>(kind: Kind, name: &str, make: F) -> Result<Self, HttpError>
    where
        F: FnOnce(&mut (dyn Write + Send)) -> Result<(), Box<dyn Error + Send + Sync>>,
        F: Send + 'static,
    {
        let (sender, mut pieces) = channel(WAITING);
        let making = tokio::task::spawn_blocking(move || {
            let mut outlet = Outlet::to(sender.clone(), PATIENCE);
            let made = make(&mut outlet).and_then(|()| Ok(outlet.flush()?));
            match made {
                // Nobody reads on.
                Err(_) if sender.is_closed() => Ok(()),
                made => made.inspect_err(|error| tracing::error!(%error, "a file was not made")),
            }
        });
        let first = pieces.recv().await;
        if first.is_none() && !matches!(making.await, Ok(Ok(()))) {
            return Err(HttpError::status(Status::InternalServerError));
        }
        let pieces = Box::pin(stream::iter(first).chain(all(pieces)));
        Ok(Self { pieces, kind: kind.content_type(), disposition: kind.disposition(name) })
    }
}

fn all(pieces: Receiver<Vec<u8>>) -> impl Stream<Item = Vec<u8>> + Send {
    let next =
        |mut pieces: Receiver<Vec<u8>>| async { pieces.recv().await.map(|piece| (piece, pieces)) };
    stream::unfold(pieces, next)
}

/// Where a thread writes what somebody reads at the other end. What it has gathered goes out with
/// [`Write::flush`], and not when it is dropped: then something went wrong.
struct Outlet {
    sender: Sender<Vec<u8>>,
    patience: Duration,
    gathered: Vec<u8>,
}

impl Outlet {
    fn to(sender: Sender<Vec<u8>>, patience: Duration) -> Self {
        Self { sender, patience, gathered: Vec::new() }
    }
}

impl Write for Outlet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.gathered.extend_from_slice(bytes);
        if self.gathered.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let piece = mem::take(&mut self.gathered);
        if piece.is_empty() {
            return Ok(());
        }
        let sending = async { timeout(self.patience, self.sender.send(piece)).await };
        match Handle::current().block_on(sending) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(io::ErrorKind::BrokenPipe.into()),
            Err(_) => Err(io::Error::new(io::ErrorKind::TimedOut, "nobody takes what is sent")),
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    async fn taken(streamed: Streamed) -> usize {
        streamed.pieces.map(|piece| piece.len()).collect::<Vec<_>>().await.into_iter().sum()
    }

    #[tokio::test]
    async fn what_is_written_goes_out_before_the_rest_is() {
        let (go_on, wait) = std::sync::mpsc::channel::<()>();
        let mut streamed = Streamed::made(Kind::Csv, "all", move |out| {
            out.write_all(&[b'a'; PIECE])?;
            out.write_all(b"b")?;
            wait.recv()?;
            Ok(out.write_all(b"c")?)
        })
        .await
        .unwrap();
        assert_eq!(streamed.pieces.next().await.unwrap().len(), PIECE);
        go_on.send(()).unwrap();
        assert_eq!(taken(streamed).await, 2);
    }

    #[tokio::test]
    async fn nothing_is_begun_that_fails_at_once_and_an_empty_file_is_one() {
        let failed = Streamed::made(Kind::Pdf, "none", |out| {
            out.write_all(b"in the buffer")?;
            Err("no".into())
        });
        assert!(failed.await.is_err());
        assert!(Streamed::made(Kind::Pdf, "none", |_| panic!("in the thread")).await.is_err());
        let empty = Streamed::made(Kind::Csv, "empty", |_| Ok(())).await.unwrap();
        assert_eq!(taken(empty).await, 0);
    }

    #[tokio::test]
    async fn whoever_leaves_or_takes_nothing_ends_it() {
        let (said, heard) = std::sync::mpsc::channel();
        let streamed = Streamed::made(Kind::Csv, "endless", move |out| {
            loop {
                if let Err(error) = out.write_all(&[b'a'; PIECE]) {
                    said.send(error.kind())?;
                    return Err(error.into());
                }
            }
        });
        drop(streamed.await.unwrap());
        let ended = tokio::task::spawn_blocking(move || heard.recv().unwrap());
        assert_eq!(ended.await.unwrap(), io::ErrorKind::BrokenPipe);

        let (sender, _pieces) = channel(1);
        let slow = tokio::task::spawn_blocking(move || {
            let mut outlet = Outlet::to(sender, Duration::from_millis(20));
            outlet.write_all(&[b'a'; PIECE]).unwrap();
            outlet.write_all(&[b'a'; PIECE]).unwrap_err().kind()
        });
        assert_eq!(slow.await.unwrap(), io::ErrorKind::TimedOut);
    }
}
