//! Files that are taken while they are made: a thread writes, whoever answers a request reads.

use std::error::Error;
use std::io::{self, Write};
use std::mem;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::timeout;

/// Bytes that go out together.
const PIECE: usize = 16 * 1024;
/// Pieces that may wait for whoever takes them: a megabyte, which is the recap of some thousand people, so that
/// no thread waits for slow links.
const WAITING: usize = 64;
/// Whoever takes nothing for so long gets no more of what is larger: there a thread waits for them.
const PATIENCE: Duration = Duration::from_mins(1);

/// What `make` writes. Where it fails the file has no end, and none of it has gone out that was not a piece yet.
pub fn written<F>(make: F) -> Receiver<Vec<u8>>
where
    F: FnOnce(&mut (dyn Write + Send)) -> Result<(), Box<dyn Error + Send + Sync>>,
    F: Send + 'static,
{
    let (sender, pieces) = channel(WAITING);
    tokio::task::spawn_blocking(move || {
        let mut outlet = Outlet::to(sender, PATIENCE);
        let made = make(&mut outlet).and_then(|()| Ok(outlet.flush()?));
        match made {
            Err(error) if !outlet.sender.is_closed() => {
                tracing::error!(%error, "a file was not made");
            }
            // Whole, or nobody reads on.
            _ => {}
        }
    });
    pieces
}

struct Outlet {
    sender: Sender<Vec<u8>>,
    patience: Duration,
    /// What goes out with [`Write::flush`], and not when it is dropped: then something went wrong.
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

#[cfg(test)]
mod tests {
    use super::*;

    async fn rest(mut pieces: Receiver<Vec<u8>>) -> usize {
        let mut taken = 0;
        while let Some(piece) = pieces.recv().await {
            taken += piece.len();
        }
        taken
    }

    #[tokio::test]
    async fn what_is_written_goes_out_before_the_rest_is() {
        let (go_on, wait) = std::sync::mpsc::channel::<()>();
        let mut pieces = written(move |out| {
            out.write_all(&[b'a'; PIECE])?;
            out.write_all(b"b")?;
            wait.recv()?;
            Ok(out.write_all(b"c")?)
        });
        assert_eq!(pieces.recv().await.unwrap().len(), PIECE);
        go_on.send(()).unwrap();
        assert_eq!(rest(pieces).await, 2);
    }

    #[tokio::test]
    async fn what_fails_goes_out_no_further_than_it_was() {
        let failed = written(|out| {
            out.write_all(&[b'a'; PIECE])?;
            out.write_all(b"gathered")?;
            Err("no".into())
        });
        assert_eq!(rest(failed).await, PIECE);
        assert_eq!(rest(written(|_| panic!("in the thread"))).await, 0);
    }

    #[tokio::test]
    async fn whoever_leaves_or_takes_nothing_ends_it() {
        let (said, heard) = std::sync::mpsc::channel();
        let pieces = written(move |out| {
            loop {
                if let Err(error) = out.write_all(&[b'a'; PIECE]) {
                    said.send(error.kind())?;
                    return Err(error.into());
                }
            }
        });
        drop(pieces);
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
