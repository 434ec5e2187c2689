//! How a mail leaves: by SMTP, into a folder, or into memory (tests).

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use lettre::message::header::MessageId;
use lettre::transport::smtp::Error;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use tokio::io::AsyncWriteExt;

use super::compose::mailbox;
use super::smtp_url::{self, Secrecy};
use crate::config::{Config, ConfigError};

/// How long a mail server may take for one mail. Well below the lease of a claimed mail.
const TIMEOUT: Duration = Duration::from_secs(10);

/// The mails that [`Mailer::Memory`] was given, oldest first.
pub type Sent = Arc<Mutex<Vec<Message>>>;

#[derive(Clone)]
pub enum Mailer {
    /// One connection a mail. lettre's pool is not used (and not compiled in): its connections wait
    /// without end for a server that has gone silent, and one whose answer was not awaited would
    /// read it as the answer about the next mail.
    Smtp {
        transport: AsyncSmtpTransport<Tokio1Executor>,
        timeout: Duration,
        secrecy: Secrecy,
    },
    /// Writes `*.eml` files.
    Folder(PathBuf),
    Memory(Sent),
}

/// Why a mail did not leave; the words are the mail server's or the system's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendFailure {
    /// 4xx, silence, no connection, cut off: it may go well later.
    Retry(String),
    /// 5xx: it never will.
    Permanent(String),
}

impl Mailer {
    /// SMTP where `PEKAN_SMTP_URL` is set, else files below `mail/` in the data folder.
    ///
    /// # Errors
    /// [`Unusable`] for an address of a mail server, or of a sender, that cannot be read.
    pub fn from_config(config: &Config) -> Result<Self, ConfigError> {
        mailbox(&config.mail_from).map_err(|why| unusable("PEKAN_MAIL_FROM", why))?;
        match &config.smtp_url {
            Some(url) => {
                Self::smtp(url, TIMEOUT).map_err(|error| unusable("PEKAN_SMTP_URL", error))
            }
            None => Ok(Self::Folder(config.data_dir.join("mail"))),
        }
    }

    /// A mail server by its `smtp://` or `smtps://` address.
    ///
    /// # Errors
    /// When the address cannot be read or would show a password; nothing is connected yet.
    pub fn smtp(url: &str, timeout: Duration) -> Result<Self, String> {
        let (url, secrecy) = smtp_url::read(url)?;
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.as_str());
        let builder = builder.map_err(|error| error.to_string())?;
        let transport = builder.timeout(Some(timeout)).build();
        Ok(Self::Smtp { transport, timeout, secrecy })
    }

    /// Whether mails are only written to files.
    pub fn is_folder(&self) -> bool {
        matches!(self, Self::Folder(_))
    }

    /// Whether mail leaves this machine where others can read it.
    pub fn is_readable_on_its_way(&self) -> bool {
        matches!(self, Self::Smtp { secrecy: Secrecy::Readable, .. })
    }

    /// Whether mail goes out into the world.
    pub fn is_by_smtp(&self) -> bool {
        matches!(self, Self::Smtp { .. })
    }

    /// Whether mail can leave now: what was found, or what is wrong.
    pub async fn check(&self) -> Result<String, String> {
        match self {
            Self::Smtp { transport, timeout, secrecy } => {
                match tokio::time::timeout(*timeout, transport.test_connection()).await {
                    Ok(Ok(true)) => Ok(format!("the mail server answers; {secrecy}")),
                    Ok(Ok(false)) => {
                        Err("the mail server does not answer; see PEKAN_SMTP_URL".into())
                    }
                    Ok(Err(error)) => Err(format!("{error}; see PEKAN_SMTP_URL")),
                    Err(_) => Err("the mail server is silent; see PEKAN_SMTP_URL".into()),
                }
            }
            Self::Folder(folder) => {
                Ok(format!("PEKAN_SMTP_URL is not set: mail is written to {}", folder.display()))
            }
            Self::Memory(_) => Ok("kept in memory".into()),
        }
    }

    /// Sends one mail; `Ok` when the receiving server has taken it, with its words.
    ///
    /// # Errors
    /// [`SendFailure`] says whether to try again.
    pub async fn send(&self, message: Message) -> Result<String, SendFailure> {
        match self {
            Self::Smtp { transport, timeout, .. } => {
                // lettre's own limit covers connecting only. A dropped attempt closes its socket.
                match tokio::time::timeout(*timeout, transport.send(message)).await {
                    Ok(Ok(taken)) => {
                        let words: Vec<_> = taken.message().collect();
                        Ok(format!("{} {}", taken.code(), words.join(" ")))
                    }
                    Ok(Err(error)) => Err(failure(&error)),
                    Err(_) => Err(SendFailure::Retry("no answer in time".into())),
                }
            }
            Self::Folder(folder) => {
                let written = write_file(folder, &message).await;
                written
                    .map(|()| folder.display().to_string())
                    .map_err(|error| SendFailure::Retry(format!("{}: {error}", folder.display())))
            }
            Self::Memory(sent) => {
                sent.lock().unwrap_or_else(PoisonError::into_inner).push(message);
                Ok(String::new())
            }
        }
    }
}

fn failure(error: &Error) -> SendFailure {
    let reply: String = error.to_string().chars().take(500).collect();
    // A refused sign-in (530 to 538) is about our settings, not about this mail.
    let ours = error.status().is_some_and(|code| (530..=538).contains(&u16::from(code)));
    if error.is_permanent() && !ours {
        SendFailure::Permanent(reply)
    } else {
        SendFailure::Retry(reply)
    }
}

/// Written under a temporary name, so that whoever watches the folder reads whole mails only. The
/// name comes from the Message-ID: a mail that is sent again replaces itself.
async fn write_file(folder: &Path, message: &Message) -> std::io::Result<()> {
    let id = message.headers().get::<MessageId>().map(|id| id.as_ref().to_owned());
    let name: String = id
        .unwrap_or_default()
        .chars()
        .take_while(|c| *c != '@')
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'))
        .collect();
    tokio::fs::create_dir_all(folder).await?;
    let temporary = folder.join(format!("{name}.part"));
    let mut options = tokio::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    // A mail may hold a link that opens an account.
    #[cfg(unix)]
    options.mode(0o600);
    let mut file = options.open(&temporary).await?;
    file.write_all(&message.formatted()).await?;
    file.sync_all().await?;
    tokio::fs::rename(&temporary, folder.join(format!("{name}.eml"))).await
}

fn unusable(name: &'static str, why: impl ToString) -> ConfigError {
    ConfigError { name, why: why.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_folder_holds_each_mail_once_and_for_its_owner_only() {
        let folder = tempfile::tempdir().unwrap();
        let mailer = Mailer::Folder(folder.path().join("mail"));
        let message = Message::builder()
            .from("Pekan <pekan@localhost>".parse().unwrap())
            .to("a@example.org".parse().unwrap())
            .message_id(Some("<midweek.0a1b@localhost>".into()))
            .body("Hi".to_owned())
            .unwrap();
        mailer.send(message.clone()).await.unwrap();
        mailer.send(message).await.unwrap();
        let files: Vec<_> =
            std::fs::read_dir(folder.path().join("mail")).unwrap().map(Result::unwrap).collect();
        let names: Vec<_> = files.iter().map(std::fs::DirEntry::file_name).collect();
        assert_eq!(names, ["midweek.0a1b.eml"]);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(files[0].metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn addresses_that_cannot_be_used_are_refused_at_the_start() {
        for url in ["mail.example.org", "http://mail.example.org", "smtp://"] {
            assert!(Mailer::smtp(url, TIMEOUT).is_err(), "{url}");
        }
    }
}
