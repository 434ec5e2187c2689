//! One connection, from its first byte to its last.

use std::io;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{interval, timeout};

use super::connections::Connection;
use super::pace::Pace;
use super::{Limits, Peers, locked};

/// More than any browser sends; what is longer is Rocket's to refuse.
const HEAD: usize = 16 * 1024;
/// What is read and thrown away of a request that has been answered already, so that its sender, who
/// looks at the answer only then, finds it. Closing at once would have the answer thrown away there.
const REST: u64 = 64 << 20;
const REST_TIME: Duration = Duration::from_mins(1);
/// A sender of such a rest who pauses for longer has read the answer, or will not.
const REST_PAUSE: Duration = Duration::from_secs(5);

/// Waits for the head of a request, and passes on what comes until Rocket has ended or patience has.
pub(super) async fn serve(
    mut client: TcpStream,
    connection: &Connection,
    rocket: SocketAddr,
    peers: &Peers,
    limits: &Limits,
) -> io::Result<()> {
    client.set_nodelay(true)?;
    let Ok(head) = timeout(limits.head, read_head(&mut client, connection)).await else {
        return refuse(client, "408 Request Timeout", limits).await;
    };
    let head = head?;
    if head.is_empty() {
        return Ok(());
    }
    locked(&connection.pace).asks(head.len() as u64, Instant::now());
    let mut rocket = TcpStream::connect(rocket).await?;
    rocket.set_nodelay(true)?;
    let port = rocket.local_addr()?.port();
    locked(&peers.addresses).insert(port, connection.client);
    let done = async {
        rocket.write_all(&head).await?;
        relay(&mut client, rocket, connection, limits).await?;
        locked(&connection.pace).answered(Instant::now());
        discard_rest(&mut client, limits).await;
        Ok(())
    };
    let done = done.await;
    locked(&peers.addresses).remove(&port);
    done
}

/// Answers without Rocket, and closes.
pub(super) async fn refuse(mut client: TcpStream, status: &str, limits: &Limits) -> io::Result<()> {
    let answer = format!(
        "HTTP/1.1 {status}\r\ncontent-length: 0\r\nretry-after: 5\r\nconnection: close\r\n\r\n"
    );
    client.write_all(answer.as_bytes()).await?;
    client.shutdown().await?;
    // A request that is on its way would have the answer thrown away.
    let _ = timeout(Duration::from_secs(1), discard(&mut client, HEAD as u64, limits)).await;
    Ok(())
}

/// What a client sends first, up to the blank line behind the head, and whatever came with it.
async fn read_head(client: &mut TcpStream, connection: &Connection) -> io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(1024);
    loop {
        let seen = head.len().saturating_sub(3);
        if client.read_buf(&mut head).await? == 0 {
            return Ok(head);
        }
        locked(&connection.pace).asks(head.len() as u64, Instant::now());
        let is_whole = head[seen..].windows(4).any(|four| four == b"\r\n\r\n");
        if is_whole || head.len() >= HEAD {
            return Ok(head);
        }
    }
}

/// Passes bytes both ways until Rocket has ended, or patience has.
async fn relay(
    client: &mut TcpStream,
    mut rocket: TcpStream,
    connection: &Connection,
    limits: &Limits,
) -> io::Result<()> {
    let pace = &connection.pace;
    let (mut from_client, mut to_client) = client.split();
    let (mut from_rocket, mut to_rocket) = rocket.split();
    let up = async {
        let mut bytes = vec![0; 16 * 1024];
        loop {
            let length = from_client.read(&mut bytes).await?;
            if length == 0 {
                // The client says no more; it may still be listening.
                to_rocket.shutdown().await?;
                return std::future::pending::<io::Result<()>>().await;
            }
            // Rocket, once it has answered, may have stopped to listen. What is sent on is discarded.
            let _ = to_rocket.write_all(&bytes[..length]).await;
            locked(pace).sent(length as u64, Instant::now(), limits);
        }
    };
    let down = async {
        let mut bytes = vec![0; 16 * 1024];
        loop {
            // Rocket closes without reading what it does not want: a reset is an end as well.
            let length = from_rocket.read(&mut bytes).await.unwrap_or(0);
            if length == 0 {
                return to_client.shutdown().await;
            }
            let mut rest = &bytes[..length];
            while !rest.is_empty() {
                locked(pace).answers();
                let written = to_client.write(rest).await?;
                if written == 0 {
                    return Err(io::ErrorKind::WriteZero.into());
                }
                locked(pace).answered(Instant::now());
                rest = &rest[written..];
            }
        }
    };
    let patience = async {
        let mut second = interval(Duration::from_secs(1));
        while !locked(pace).is_too_slow(Instant::now(), limits) {
            second.tick().await;
        }
        Err(io::ErrorKind::TimedOut.into())
    };
    tokio::select! {
        done = up => done,
        done = down => done,
        done = patience => done,
    }
}

/// Reads on after the answer for as long as a client sends, within bounds.
async fn discard_rest(client: &mut TcpStream, limits: &Limits) {
    // However it ends, the answer has been sent.
    let _ = timeout(REST_TIME, discard(client, REST, limits)).await;
}

/// Reads and throws away what a client sends at a pace that would be borne of a request, too.
async fn discard(
    client: &mut (impl AsyncRead + Unpin),
    most: u64,
    limits: &Limits,
) -> io::Result<()> {
    let (mut bytes, mut seen) = (vec![0; 16 * 1024], 0);
    let mut pace = Pace::new(Instant::now());
    while seen < most && !pace.is_too_slow(Instant::now(), limits) {
        match timeout(REST_PAUSE, client.read(&mut bytes)).await {
            Ok(Ok(length)) if length > 0 => {
                seen += length as u64;
                pace.sent(length as u64, Instant::now(), limits);
            }
            _ => break,
        }
    }
    Ok(())
}
