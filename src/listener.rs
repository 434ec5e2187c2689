//! Stands in front of Rocket 0.5, which has no header, body or idle timeouts: takes the connections,
//! waits until the head of a request is there, and only then passes the bytes on to Rocket, which
//! listens on a loopback port. Who dawdles costs one open socket for some seconds and no place in
//! Rocket. A reverse proxy (`deploy/`) does more; this holds when there is none.

mod pace;

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use ipnet::IpNet;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{interval, timeout};

use self::pace::Pace;

/// How much patience a connection finds.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Until the head of the first request is whole.
    pub head: Duration,
    /// Without a byte in either direction: a body that stops, an answer that is not taken, a
    /// connection that is kept for later.
    pub idle: Duration,
    /// Bytes a second, once a request has taken longer than `head` to be sent. What was sent quicker
    /// counts for `idle` at most. The slowest telephone network has some ten times as much.
    pub slowest: u64,
    /// Until the last byte of a request, however large it is and however quickly it comes.
    pub body: Duration,
    /// At once from one address; whole offices share one.
    pub per_address: usize,
    /// At once, all together.
    pub connections: usize,
    /// Who speaks for many: reverse proxies of ours.
    pub unlimited: Vec<IpNet>,
}

impl Default for Limits {
    fn default() -> Self {
        // A connection is up to three open files. Where the limit cannot be raised, it stays.
        let files = rlimit::increase_nofile_limit(u64::MAX).unwrap_or(1024);
        Self {
            head: Duration::from_secs(10),
            idle: Duration::from_mins(1),
            slowest: 500,
            body: Duration::from_mins(10),
            per_address: 256,
            connections: usize::try_from(files / 4).unwrap_or(usize::MAX).min(8192),
            unlimited: Vec::new(),
        }
    }
}

/// Whom each connection to Rocket is for, by the port from which it comes.
#[derive(Clone, Default)]
pub struct Peers(Arc<Mutex<HashMap<u16, IpAddr>>>);

impl Peers {
    /// Who asks: the far end of the connection that is passed on, else the one who connected.
    pub fn address(&self, connected: SocketAddr) -> IpAddr {
        let passed_on =
            connected.ip().is_loopback().then(|| locked(&self.0).get(&connected.port()).copied());
        passed_on.flatten().unwrap_or(connected.ip())
    }
}

/// The public socket.
pub struct Listener {
    socket: TcpListener,
    limits: Limits,
    open: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

impl Listener {
    /// # Errors
    /// When the address is in use or not of this machine.
    pub async fn bind(address: SocketAddr, limits: Limits) -> io::Result<Self> {
        Ok(Self { socket: TcpListener::bind(address).await?, limits, open: Arc::default() })
    }

    /// # Errors
    /// When the system does not tell.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.socket.local_addr()
    }

    /// Passes connections on to Rocket until `shutdown` resolves. Those that are open then end with
    /// Rocket's own grace.
    pub async fn pass_on(
        self,
        rocket: SocketAddr,
        peers: Peers,
        shutdown: impl Future<Output = ()>,
    ) {
        let accepting = async {
            loop {
                match self.socket.accept().await {
                    Ok((client, address)) => self.take(client, address.ip(), rocket, &peers),
                    // Out of files, most likely: those that are open will end.
                    Err(error) => {
                        tracing::warn!(%error, "a connection was not accepted");
                        tokio::time::sleep(Duration::from_millis(100)).await;
                    }
                }
            }
        };
        tokio::select! {
            () = accepting => {}
            () = shutdown => {}
        }
    }

    /// Serves a connection in a task of its own, or closes it where there are too many.
    fn take(&self, client: TcpStream, address: IpAddr, rocket: SocketAddr, peers: &Peers) {
        let Some(place) = self.place(address) else { return };
        let (limits, peers) = (self.limits.clone(), peers.clone());
        tokio::spawn(async move {
            // However it ends, it has ended: the client sees it, and there is nobody else to tell.
            let _ = serve(client, address, rocket, &peers, &limits).await;
            drop(place);
        });
    }

    fn place(&self, address: IpAddr) -> Option<Place> {
        let mut open = locked(&self.open);
        let all: usize = open.values().sum();
        let own = open.get(&address).copied().unwrap_or(0);
        let unlimited = self.limits.unlimited.iter().any(|network| network.contains(&address));
        if all >= self.limits.connections || (own >= self.limits.per_address && !unlimited) {
            return None;
        }
        open.insert(address, own + 1);
        Some(Place { address, open: Arc::clone(&self.open) })
    }
}

/// One of an address's places; free again when it is dropped.
struct Place {
    address: IpAddr,
    open: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = locked(&self.open);
        match open.get_mut(&self.address) {
            Some(own) if *own > 1 => *own -= 1,
            _ => drop(open.remove(&self.address)),
        }
    }
}

async fn serve(
    mut client: TcpStream,
    address: IpAddr,
    rocket: SocketAddr,
    peers: &Peers,
    limits: &Limits,
) -> io::Result<()> {
    client.set_nodelay(true)?;
    let Ok(head) = timeout(limits.head, read_head(&mut client)).await else {
        let answer =
            b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
        return client.write_all(answer).await;
    };
    let head = head?;
    if head.is_empty() {
        return Ok(());
    }
    let mut rocket = TcpStream::connect(rocket).await?;
    rocket.set_nodelay(true)?;
    let port = rocket.local_addr()?.port();
    locked(&peers.0).insert(port, address);
    let done = async {
        rocket.write_all(&head).await?;
        relay(client, rocket, head.len() as u64, limits).await
    };
    let done = done.await;
    locked(&peers.0).remove(&port);
    done
}

/// More than any browser sends; what is longer is Rocket's to refuse.
const HEAD: usize = 16 * 1024;

/// What a client sends first, up to the blank line behind the head, and whatever came with it.
async fn read_head(client: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(1024);
    loop {
        let seen = head.len().saturating_sub(3);
        if client.read_buf(&mut head).await? == 0 {
            return Ok(head);
        }
        let is_whole = head[seen..].windows(4).any(|four| four == b"\r\n\r\n");
        if is_whole || head.len() >= HEAD {
            return Ok(head);
        }
    }
}

/// Passes bytes both ways until Rocket has ended, or patience has.
async fn relay(
    mut client: TcpStream,
    mut rocket: TcpStream,
    sent: u64,
    limits: &Limits,
) -> io::Result<()> {
    let pace = Mutex::new(Pace::new(sent, Instant::now()));
    let (mut from_client, mut to_client) = client.split();
    let (mut from_rocket, mut to_rocket) = rocket.split();
    let up = async {
        copy(&mut from_client, &mut to_rocket, |bytes| {
            locked(&pace).sent(bytes, Instant::now(), limits);
        })
        .await?;
        // The client says no more; it may still be listening.
        std::future::pending::<io::Result<()>>().await
    };
    let down = copy(&mut from_rocket, &mut to_client, |_| {
        locked(&pace).answered(Instant::now());
    });
    let patience = async {
        let mut second = interval(Duration::from_secs(1));
        while !locked(&pace).is_too_slow(Instant::now(), limits) {
            second.tick().await;
        }
        Ok(())
    };
    tokio::select! {
        done = up => done,
        done = down => done,
        done = patience => done,
    }
}

async fn copy(
    from: &mut (impl AsyncRead + Unpin),
    to: &mut (impl AsyncWrite + Unpin),
    seen: impl Fn(u64),
) -> io::Result<()> {
    let mut bytes = vec![0; 16 * 1024];
    loop {
        let length = from.read(&mut bytes).await?;
        if length == 0 {
            return to.shutdown().await;
        }
        let mut rest = &bytes[..length];
        while !rest.is_empty() {
            let written = to.write(rest).await?;
            if written == 0 {
                return Err(io::ErrorKind::WriteZero.into());
            }
            seen(written as u64);
            rest = &rest[written..];
        }
    }
}

fn locked<T>(shared: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
