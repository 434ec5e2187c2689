//! A mail server that behaves as told, on a real socket.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{
    AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader, ReadHalf,
    WriteHalf,
};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// Who signed the certificate that it shows, as a file.
pub const AUTHORITY: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/tls/authority.pem");

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Manner {
    Accept,
    /// 451 to every receiver.
    Busy,
    /// 451 to a receiver the first time.
    Greylist,
    /// 550 to receivers whose address contains this.
    Refuse(String),
    /// 550 to every receiver: it takes nothing for strangers.
    RefuseRelay,
    /// 553 to every sender.
    RefuseSender,
    /// Never says a word.
    Silent,
    /// Takes so long for each answer.
    Slow(Duration),
    /// Takes the mail, then cuts the line without an answer.
    CutAfterData,
    /// Cuts the line when the mail is announced.
    CutBeforeData,
    /// Takes the mail, says that it holds it, and nothing more.
    HoldAfterData,
    /// Wants a sign-in and refuses it.
    RefuseSignIn,
    /// Hangs up after each mail.
    OneMail,
    /// Says a word too many after each mail.
    Babble,
    /// Offers STARTTLS, a sign-in beside it, and hangs up when the encryption begins.
    OfferTls,
    /// Takes mail over STARTTLS only, from whoever signs in.
    RequireTls,
}

#[derive(Clone, Debug)]
pub struct Received {
    pub to: String,
    pub raw: Vec<u8>,
}

#[derive(Default)]
struct Seen {
    received: Mutex<Vec<Received>>,
    greylisted: Mutex<HashSet<String>>,
    said: Mutex<Vec<String>>,
    open: Mutex<usize>,
    opened: Mutex<usize>,
    held: Notify,
}

pub struct Sink {
    pub url: String,
    manner: Arc<Mutex<Manner>>,
    seen: Arc<Seen>,
}

impl Sink {
    pub async fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let sink = Self { url, manner: Arc::new(Mutex::new(manner)), seen: Arc::default() };
        let (manner, seen) = (sink.manner.clone(), sink.seen.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (manner, seen) = (manner.clone(), seen.clone());
                tokio::spawn(async move {
                    *seen.open.lock().unwrap() += 1;
                    *seen.opened.lock().unwrap() += 1;
                    // The other side may go away at any time: that is what is tried here.
                    let _ = serve(stream, &manner, &seen).await;
                    *seen.open.lock().unwrap() -= 1;
                });
            }
        });
        sink
    }

    pub fn behave(&self, manner: Manner) {
        *self.manner.lock().unwrap() = manner;
    }

    pub fn received(&self) -> Vec<Received> {
        self.seen.received.lock().unwrap().clone()
    }

    /// Every line that was said to it, in the clear or not.
    pub fn said(&self) -> Vec<String> {
        self.seen.said.lock().unwrap().clone()
    }

    /// Connections that are open now.
    pub fn open_connections(&self) -> usize {
        *self.seen.open.lock().unwrap()
    }

    /// Connections that ever were.
    pub fn connections(&self) -> usize {
        *self.seen.opened.lock().unwrap()
    }

    /// Waits until it holds a mail.
    pub async fn holds(&self) {
        self.seen.held.notified().await;
    }
}

async fn serve(stream: TcpStream, manner: &Mutex<Manner>, seen: &Seen) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut stream = stream;
    if *manner.lock().unwrap() == Manner::Silent {
        // Until the other side hangs up.
        let mut ignored = Vec::new();
        return stream.read_to_end(&mut ignored).await.map(|_| ());
    }
    stream.write_all(b"220 sink\r\n").await?;
    let Some(stream) = Conversation::new(stream, manner, seen, false).go_on().await? else {
        return Ok(());
    };
    let encrypted = acceptor().accept(stream).await?;
    Conversation::new(encrypted, manner, seen, true).go_on().await.map(|_| ())
}

fn acceptor() -> TlsAcceptor {
    let chain = CertificateDer::pem_slice_iter(include_bytes!("../fixtures/tls/server.pem"));
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("../fixtures/tls/server.key")).unwrap();
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(chain.map(Result::unwrap).collect(), key)
        .unwrap();
    TlsAcceptor::from(Arc::new(config))
}

struct Conversation<'a, S> {
    from: BufReader<ReadHalf<S>>,
    to: WriteHalf<S>,
    manner: &'a Mutex<Manner>,
    seen: &'a Seen,
    is_encrypted: bool,
    receiver: String,
}

impl<'a, S: AsyncRead + AsyncWrite + Unpin> Conversation<'a, S> {
    fn new(stream: S, manner: &'a Mutex<Manner>, seen: &'a Seen, is_encrypted: bool) -> Self {
        let (from, to) = tokio::io::split(stream);
        let from = BufReader::new(from);
        Self { from, to, manner, seen, is_encrypted, receiver: String::new() }
    }

    /// Until somebody hangs up, or encryption begins.
    async fn go_on(mut self) -> std::io::Result<Option<S>> {
        loop {
            let mut line = String::new();
            if self.from.read_line(&mut line).await? == 0 {
                return Ok(None);
            }
            let manner = self.manner.lock().unwrap().clone();
            self.seen.said.lock().unwrap().push(line.trim_end().to_owned());
            if let Manner::Slow(pause) = manner {
                tokio::time::sleep(pause).await;
            }
            let verb = line.split([' ', '\r', ':']).next().unwrap_or_default().to_uppercase();
            let reply = match verb.as_str() {
                "STARTTLS" => {
                    self.to.write_all(b"220 go on\r\n").await?;
                    if manner == Manner::RequireTls {
                        return Ok(Some(self.from.into_inner().unsplit(self.to)));
                    }
                    let mut hello = [0; 1];
                    self.from.read_exact(&mut hello).await?;
                    self.seen.said.lock().unwrap().push(format!("TLS {hello:?}"));
                    return Ok(None);
                }
                "DATA" => {
                    if manner == Manner::CutBeforeData {
                        return Ok(None);
                    }
                    match self.take(&manner).await? {
                        Some(reply) => reply,
                        None => return Ok(None),
                    }
                }
                "QUIT" => {
                    self.to.write_all(b"221 bye\r\n").await?;
                    return Ok(None);
                }
                verb => self.reply(verb, &line, &manner),
            };
            self.to.write_all(reply.as_bytes()).await?;
            if verb == "DATA" && manner == Manner::OneMail {
                return Ok(None);
            }
        }
    }

    fn reply(&mut self, verb: &str, line: &str, manner: &Manner) -> &'static str {
        match (verb, manner) {
            ("EHLO", Manner::RefuseSignIn) => "250-sink\r\n250 AUTH PLAIN\r\n",
            ("EHLO", Manner::OfferTls) => "250-sink\r\n250-STARTTLS\r\n250 AUTH PLAIN\r\n",
            ("EHLO", Manner::RequireTls) if self.is_encrypted => "250-sink\r\n250 AUTH PLAIN\r\n",
            ("EHLO", Manner::RequireTls) => "250-sink\r\n250 STARTTLS\r\n",
            ("EHLO", _) => "250 sink\r\n",
            ("AUTH", Manner::RequireTls) => "235 welcome\r\n",
            ("AUTH", _) => "535 5.7.8 bad credentials\r\n",
            ("MAIL", Manner::RequireTls) if !self.is_encrypted => "530 STARTTLS first\r\n",
            ("MAIL", Manner::RefuseSender) => "553 5.7.1 sender not allowed\r\n",
            ("RCPT", manner) => {
                let receiver = line.split(['<', '>']).nth(1).unwrap_or_default();
                receiver.clone_into(&mut self.receiver);
                match manner {
                    Manner::Busy => "451 4.7.1 greylisted\r\n",
                    Manner::Greylist if self.is_new() => "451 4.7.1 greylisted\r\n",
                    Manner::Refuse(part) if self.receiver.contains(part) => {
                        "550 5.1.1 no such user\r\n"
                    }
                    Manner::RefuseRelay => "550 5.7.1 relaying denied\r\n",
                    _ => "250 ok\r\n",
                }
            }
            _ => "250 ok\r\n",
        }
    }

    fn is_new(&self) -> bool {
        self.seen.greylisted.lock().unwrap().insert(self.receiver.clone())
    }

    /// Takes a mail; nothing is said where the line is cut.
    async fn take(&mut self, manner: &Manner) -> std::io::Result<Option<&'static str>> {
        self.to.write_all(b"354 go on\r\n").await?;
        let raw = read_data(&mut self.from).await?;
        let to = self.receiver.clone();
        self.seen.received.lock().unwrap().push(Received { to, raw });
        Ok(match manner {
            Manner::CutAfterData => None,
            Manner::HoldAfterData => {
                self.seen.held.notify_one();
                let mut ignored = Vec::new();
                self.from.read_to_end(&mut ignored).await?;
                None
            }
            Manner::Babble => Some("250 taken\r\n250 and thanks\r\n"),
            _ => Some("250 taken\r\n"),
        })
    }
}

async fn read_data(stream: &mut (impl AsyncBufReadExt + Unpin)) -> std::io::Result<Vec<u8>> {
    let mut raw = Vec::new();
    loop {
        let mut line = Vec::new();
        if stream.read_until(b'\n', &mut line).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if line == b".\r\n" {
            return Ok(raw);
        }
        raw.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
    }
}
