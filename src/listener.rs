//! Stands in front of Rocket 0.5, which has no header, body or idle timeouts: takes the connections,
//! waits until the head of a request is there, and only then passes the bytes on to Rocket, which
//! listens on a loopback port. Who dawdles costs one open socket for some seconds and no place in
//! Rocket. A reverse proxy (`deploy/`) does more; this holds when there is none.

mod connections;
mod pace;
mod relay;

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use ipnet::IpNet;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep, timeout_at};

use self::connections::{Connections, Place};

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
    /// At once from one address; whole offices share one. Of IPv6 from one network (/64).
    pub per_address: usize,
    /// At once, all together.
    pub connections: usize,
    /// How long somebody new waits for a place, before they are asked to come again.
    pub place: Duration,
    /// For what is under way when Pekan stops.
    pub drain: Duration,
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
            place: Duration::from_secs(2),
            drain: Duration::from_secs(30),
            unlimited: Vec::new(),
        }
    }
}

/// What Rocket has to know of the connections that are passed on to it.
#[derive(Clone, Default)]
pub struct Peers {
    /// Whom each is for, by the port from which it comes.
    addresses: Arc<Mutex<HashMap<u16, IpAddr>>>,
    stopping: Arc<AtomicBool>,
}

impl Peers {
    /// Who asks: the far end of the connection that is passed on, else the one who connected.
    pub fn address(&self, connected: SocketAddr) -> IpAddr {
        let passed_on = connected
            .ip()
            .is_loopback()
            .then(|| locked(&self.addresses).get(&connected.port()).copied());
        passed_on.flatten().unwrap_or(connected.ip())
    }

    /// How many are open.
    pub fn count(&self) -> usize {
        locked(&self.addresses).len()
    }

    /// Whether each answer should be the last of its connection.
    pub fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }
}

/// Connections that wait for a place; who comes on top is let go without a word.
const WAITING: usize = 512;
/// Between two looks for a place, and for what is still under way.
const LOOK: Duration = Duration::from_millis(50);

/// The public socket.
pub struct Listener {
    socket: TcpListener,
    limits: Limits,
}

impl Listener {
    /// # Errors
    /// When the address is in use or not of this machine.
    pub async fn bind(address: SocketAddr, limits: Limits) -> io::Result<Self> {
        Ok(Self { socket: TcpListener::bind(address).await?, limits })
    }

    /// # Errors
    /// When the system does not tell.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.socket.local_addr()
    }

    /// Passes connections on to Rocket until `shutdown` resolves, and returns once what was under way
    /// then has been answered.
    pub async fn pass_on(
        self,
        rocket: SocketAddr,
        peers: Peers,
        shutdown: impl Future<Output = ()>,
    ) {
        let Self { socket, limits } = self;
        let waiting = Arc::new(Semaphore::new(WAITING));
        let acceptor = Acceptor { rocket, peers, limits, open: Connections::default(), waiting };
        tokio::select! {
            () = acceptor.accept(&socket) => {}
            () = shutdown => {}
        }
        acceptor.drain(socket).await;
    }
}

/// What takes connections in.
struct Acceptor {
    rocket: SocketAddr,
    peers: Peers,
    limits: Limits,
    open: Connections,
    waiting: Arc<Semaphore>,
}

impl Acceptor {
    async fn accept(&self, socket: &TcpListener) {
        loop {
            match socket.accept().await {
                Ok((client, address)) => self.take(client, address.ip()),
                // Out of files, most likely: those that are open will end.
                Err(error) => {
                    tracing::warn!(%error, "a connection was not accepted");
                    sleep(Duration::from_millis(100)).await;
                }
            }
        }
    }

    /// Goes on serving until all that was under way has been answered, each answer the last of its
    /// connection; then takes nobody new and waits for those who came meanwhile.
    async fn drain(&self, socket: TcpListener) {
        let deadline = Instant::now() + self.limits.drain;
        self.peers.stopping.store(true, Ordering::Relaxed);
        let busy = self.open.busy();
        let answered = async {
            // Who was idle may be sending a request just now.
            sleep(Duration::from_millis(300)).await;
            while !busy.is_over() {
                sleep(LOOK).await;
            }
        };
        tokio::select! {
            () = self.accept(&socket) => {}
            _ = timeout_at(deadline, answered) => {}
        }
        self.take_the_last(socket);
        while self.open.close_idle() > 0 && Instant::now() < deadline {
            sleep(LOOK).await;
        }
    }

    /// Whoever the system has let in already would be reset when the socket closes.
    fn take_the_last(&self, socket: TcpListener) {
        let Ok(socket) = socket.into_std() else { return };
        while let Ok((client, address)) = socket.accept() {
            let client = client.set_nonblocking(true).and_then(|()| TcpStream::from_std(client));
            if let Ok(client) = client {
                self.take(client, address.ip());
            }
        }
    }

    /// Serves a connection in a task of its own.
    fn take(&self, client: TcpStream, address: IpAddr) {
        let (rocket, peers, limits) = (self.rocket, self.peers.clone(), self.limits.clone());
        if let Some(place) = self.open.place(address, &limits) {
            tokio::spawn(served(client, place, rocket, peers, limits));
            return;
        }
        let Ok(waiting) = Arc::clone(&self.waiting).try_acquire_owned() else { return };
        let open = self.open.clone();
        tokio::spawn(async move {
            let deadline = Instant::now() + limits.place;
            while Instant::now() < deadline {
                sleep(LOOK).await;
                if let Some(place) = open.place(address, &limits) {
                    drop(waiting);
                    return served(client, place, rocket, peers, limits).await;
                }
            }
            // Who is gone by now needs no answer.
            let _ = relay::refuse(client, "503 Service Unavailable", &limits).await;
        });
    }
}

async fn served(client: TcpStream, place: Place, rocket: SocketAddr, peers: Peers, limits: Limits) {
    let connection = &place.connection;
    tokio::select! {
        // However it ends, it has ended: the client sees it, and there is nobody else to tell.
        _ = relay::serve(client, connection, rocket, &peers, &limits) => {}
        () = connection.closing.notified() => {}
    }
}

fn locked<T>(shared: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
