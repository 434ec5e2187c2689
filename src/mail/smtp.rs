//! Mails over connections to a mail server, each used for many. A connection belongs to whoever sends over
//! it and comes back only where the whole of the server's last answer has been read; whatever is dropped,
//! cut, late or out of step is closed, so that no answer is ever taken for that about another mail
//! (decision 116).

use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use lettre::Message;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::{Response, Severity};
use tokio::time::{Instant, timeout_at};

use super::failure::{Away, SendFailure, Trouble};
use super::smtp_data::{Whole, parameters};
use super::smtp_trust::{is_hello, tls};
use super::smtp_url::{Address, Secrecy};
use crate::rules::outage::OutageKind;

/// After so many mails a connection is given up; servers allow no more in the end.
const MAILS: u32 = 100;
/// One that nobody has used for so long is given up, before the server does.
const IDLE: Duration = Duration::from_secs(20);
/// For the last word over a connection.
const FAREWELL: Duration = Duration::from_secs(1);

/// What somebody may say of the way besides the address.
#[derive(Clone, Debug, Default)]
pub struct SmtpOptions<'a> {
    /// A file of certificates (PEM) that are trusted besides the usual ones.
    pub ca: Option<&'a Path>,
    /// What we call ourselves; else the name of this machine.
    pub helo: Option<&'a str>,
}

pub struct Smtp {
    host: String,
    port: u16,
    encryption: Encryption,
    credentials: Option<Credentials>,
    hello: ClientId,
    pub(super) secrecy: Secrecy,
    timeout: Duration,
    idle: Mutex<Vec<Line>>,
}

enum Encryption {
    None,
    /// From the first byte on.
    Whole(TlsParameters),
    /// After a word in the clear.
    StartTls(TlsParameters),
}

/// A connection, and what it has been used for.
struct Line {
    connection: AsyncSmtpConnection,
    mails: u32,
    used: Instant,
}

impl Smtp {
    /// # Errors
    /// The name of the setting that cannot be used, and why.
    pub fn new(
        address: Address,
        options: &SmtpOptions<'_>,
        timeout: Duration,
    ) -> Result<Self, (&'static str, String)> {
        let encryption = if address.secrecy == Secrecy::Encrypted {
            let tls = tls(&address.host, options.ca)?;
            if address.is_tls_from_start {
                Encryption::Whole(tls)
            } else {
                Encryption::StartTls(tls)
            }
        } else {
            Encryption::None
        };
        let named = options.helo.or(address.helo.as_deref());
        let hello = match named {
            None => ClientId::default(),
            Some(name) if is_hello(name) => ClientId::Domain(name.to_owned()),
            Some(_) => {
                return Err(("PEKAN_SMTP_HELO", "is a name such as pekan.example.go.id".into()));
            }
        };
        let credentials = address.credentials.map(|(name, word)| Credentials::new(name, word));
        let (host, port, secrecy) = (address.host, address.port, address.secrecy);
        let idle = Mutex::default();
        Ok(Self { host, port, encryption, credentials, hello, secrecy, timeout, idle })
    }

    /// Sends one mail; returns the words with which the server took it.
    pub async fn send(&self, message: &Message) -> Result<String, SendFailure> {
        let whole = Whole::of(message)?;
        let (mut line, until) = self.line_for(message).await?;
        super::step("sender");
        let connection = &mut line.connection;
        for receiver in message.envelope().to() {
            let named = connection.command(Rcpt::new(receiver.clone(), vec![]));
            if let Err(trouble) = said(until, named, completes).await {
                return Err(self.refused(line, until, trouble, true).await);
            }
        }
        super::step("recipient");
        if let Err(trouble) =
            said(until, connection.command(Data), |answer| answer.has_code(354)).await
        {
            return Err(self.refused(line, until, trouble, false).await);
        }
        super::step("data");
        let taken = match said(until, connection.command(whole), completes).await {
            Ok(taken) => taken,
            Err(trouble) => return Err(self.refused(line, until, trouble, false).await),
        };
        super::step("answered");
        line.mails += 1;
        self.keep(line);
        let words: Vec<_> = taken.message().collect();
        Ok(format!("{} {}", taken.code(), words.join(" ")))
    }

    /// Makes sure that a connection is open, so that whatever is wrong with the server is known before a mail
    /// is touched.
    pub async fn ready(&self) -> Result<(), Away> {
        if self.idle().is_empty() {
            let line = self.connect().await?;
            self.keep(line);
        }
        Ok(())
    }

    /// Closes connections that nobody has used for a while.
    pub async fn rest(&self) {
        let idle = std::mem::take(&mut *self.idle());
        let (old, young): (Vec<_>, _) =
            idle.into_iter().partition(|line| line.used.elapsed() > IDLE);
        self.idle().extend(young);
        for line in old {
            bid_farewell(line).await;
        }
    }

    /// Connects, signs in and hangs up.
    pub async fn check(&self) -> Result<(), Away> {
        bid_farewell(self.connect().await?).await;
        Ok(())
    }

    /// A connection over which the sender of a mail was accepted, and until when the mail has to be taken.
    async fn line_for(&self, message: &Message) -> Result<(Line, Instant), SendFailure> {
        let sender = |with| Mail::new(message.envelope().from().cloned(), with);
        let kept = self.idle().pop();
        if let Some(mut line) = kept {
            let until = Instant::now() + self.timeout;
            super::step("connected");
            let with = parameters(message, &line.connection)?;
            if said(until, line.connection.command(sender(with)), completes).await.is_ok() {
                return Ok((line, until));
            }
            // Closed by the server meanwhile, or out of step: nothing was sent, and the others are as old.
            self.idle().clear();
        }
        let mut line = self.connect().await.map_err(SendFailure::of)?;
        super::step("connected");
        let until = Instant::now() + self.timeout;
        let with = parameters(message, &line.connection)?;
        let accepted = said(until, line.connection.command(sender(with)), completes).await;
        accepted.map_err(|trouble| SendFailure::of(trouble.before_receiver()))?;
        Ok((line, until))
    }

    /// What a refusal comes to. Where the server can be brought to forget the mail, the connection stays.
    async fn refused(
        &self,
        mut line: Line,
        until: Instant,
        trouble: Trouble,
        is_about_receiver: bool,
    ) -> SendFailure {
        // 421: it is hanging up.
        let stays = matches!(trouble, Trouble::Said(code, _) if code != 421);
        if stays && said(until, line.connection.command(Rset), completes).await.is_ok() {
            self.keep(line);
        }
        trouble.about_mail(is_about_receiver)
    }

    async fn connect(&self) -> Result<Line, Away> {
        let until = Instant::now() + self.timeout;
        let whole = match &self.encryption {
            Encryption::Whole(tls) => Some(tls.clone()),
            Encryption::None | Encryption::StartTls(_) => None,
        };
        let is_whole = whole.is_some();
        let server = (self.host.as_str(), self.port);
        let opened = AsyncSmtpConnection::connect_tokio1(
            server,
            Some(self.timeout),
            &self.hello,
            whole,
            None,
        );
        let mut connection = match timeout_at(until, opened).await {
            Ok(Ok(connection)) => connection,
            Ok(Err(error)) => return Err(unopened(&error, is_whole)),
            Err(_) => return Err(Trouble::Silent.before_receiver()),
        };
        if let Encryption::StartTls(tls) = &self.encryption {
            let begun = timeout_at(until, connection.starttls(tls.clone(), &self.hello)).await;
            match begun {
                Ok(Ok(())) => {}
                Ok(Err(error)) => return Err(away(OutageKind::Encryption, &error)),
                Err(_) => return Err(Trouble::Silent.before_receiver()),
            }
        }
        if let Some(credentials) = &self.credentials {
            match timeout_at(until, connection.auth(DEFAULT_MECHANISMS, credentials)).await {
                Ok(Ok(_)) => {}
                Ok(Err(error)) => return Err(away(OutageKind::SignIn, &error)),
                Err(_) => return Err(Trouble::Silent.before_receiver()),
            }
        }
        Ok(Line { connection, mails: 0, used: Instant::now() })
    }

    fn keep(&self, mut line: Line) {
        line.used = Instant::now();
        if line.mails < MAILS && !line.connection.has_broken() {
            self.idle().push(line);
        }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Line>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One step of a conversation. An answer that does not belong to the step means that we are out of step.
async fn said(
    until: Instant,
    step: impl Future<Output = Result<Response, Error>>,
    belongs: impl Fn(&Response) -> bool,
) -> Result<Response, Trouble> {
    match timeout_at(until, step).await {
        Ok(Ok(answer)) if belongs(&answer) => Ok(answer),
        Ok(Ok(answer)) => Err(Trouble::Lost(format!("an answer out of step: {}", answer.code()))),
        Ok(Err(error)) => Err(Trouble::of(&error)),
        Err(_) => Err(Trouble::Silent),
    }
}

/// 2xx: done. A server that is asked to go on (354) where nothing follows is out of step.
fn completes(answer: &Response) -> bool {
    answer.code().severity == Severity::PositiveCompletion
}

fn away(kind: OutageKind, error: &Error) -> Away {
    (kind, Trouble::of(error).into_words())
}

/// Why there is no connection.
fn unopened(error: &Error, is_whole: bool) -> Away {
    let is_tls = is_whole && (error.is_tls() || speaks_of_tls(error));
    if is_tls { away(OutageKind::Encryption, error) } else { Trouble::of(error).before_receiver() }
}

/// lettre calls a failed handshake a failed connection; the cause is what rustls has said.
fn speaks_of_tls(error: &Error) -> bool {
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        let io = error.downcast_ref::<std::io::Error>();
        if io.is_some_and(|io| io.kind() == std::io::ErrorKind::InvalidData) {
            return true;
        }
        cause = error.source();
    }
    false
}

/// The server is told where it listens; nobody waits for it for long.
async fn bid_farewell(mut line: Line) {
    let _ = tokio::time::timeout(FAREWELL, line.connection.quit()).await;
}
