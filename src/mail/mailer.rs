//! How a mail leaves: by SMTP, into a folder, or into memory (tests).

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use lettre::Message;
use lettre::message::header::MessageId;
use tokio::io::AsyncWriteExt;

use super::compose::mailbox;
use super::failure::SendFailure;
use super::smtp::{Smtp, SmtpOptions};
use super::smtp_url::{self, Secrecy};
use crate::config::{Config, ConfigError};
use crate::rules::outage::OutageKind;

/// How long a mail server may take to let us in, and for one mail. Well below the lease of a claimed mail.
const TIMEOUT: Duration = Duration::from_secs(10);

/// The mails that [`Mailer::Memory`] was given, oldest first.
pub type Sent = Arc<Mutex<Vec<Message>>>;

#[derive(Clone)]
pub enum Mailer {
    Smtp(Arc<Smtp>),
    /// Writes `*.eml` files.
    Folder(PathBuf),
    Memory(Sent),
}

impl Mailer {
    /// SMTP where `PEKAN_SMTP_URL` is set, else files below `mail/` in the data folder.
    ///
    /// # Errors
    /// For an address of a mail server, or of a sender, or for certificates that cannot be read.
    pub fn from_config(config: &Config) -> Result<Self, ConfigError> {
        mailbox(&config.mail_from).map_err(|why| unusable("PEKAN_MAIL_FROM", why))?;
        let Some(url) = &config.smtp_url else {
            return Ok(Self::Folder(config.data_dir.join("mail")));
        };
        let options =
            SmtpOptions { ca: config.smtp_ca.as_deref(), helo: config.smtp_helo.as_deref() };
        Self::smtp_with(url, &options, TIMEOUT).map_err(|(name, why)| unusable(name, why))
    }

    /// A mail server by its `smtp://` or `smtps://` address.
    ///
    /// # Errors
    /// When the address cannot be read or would show a password; nothing is connected yet.
    pub fn smtp(url: &str, timeout: Duration) -> Result<Self, String> {
        Self::smtp_with(url, &SmtpOptions::default(), timeout).map_err(|(_, why)| why)
    }

    /// The same, with what is said besides. `timeout` is for connecting, and once more for each mail.
    ///
    /// # Errors
    /// The setting that cannot be used, and why.
    pub fn smtp_with(
        url: &str,
        options: &SmtpOptions<'_>,
        timeout: Duration,
    ) -> Result<Self, (&'static str, String)> {
        let address = smtp_url::address(url).map_err(|why| ("PEKAN_SMTP_URL", why))?;
        Ok(Self::Smtp(Arc::new(Smtp::new(address, options, timeout)?)))
    }

    /// Whether mails are only written to files.
    pub fn is_folder(&self) -> bool {
        matches!(self, Self::Folder(_))
    }

    /// Whether mail leaves this machine where others can read it.
    pub fn is_readable_on_its_way(&self) -> bool {
        matches!(self, Self::Smtp(smtp) if smtp.secrecy == Secrecy::Readable)
    }

    /// Whether mail goes out into the world.
    pub fn is_by_smtp(&self) -> bool {
        matches!(self, Self::Smtp(_))
    }

    /// Whether mail can leave now, signed in where a name is set: what was found, or what is wrong.
    pub async fn check(&self) -> Result<String, String> {
        match self {
            Self::Smtp(smtp) => match smtp.check().await {
                Ok(()) => Ok(format!("the mail server answers; {}", smtp.secrecy)),
                Err((OutageKind::Silent, _)) => {
                    Err("the mail server is silent; see PEKAN_SMTP_URL".into())
                }
                Err((OutageKind::Encryption, words)) => {
                    let mend = "PEKAN_SMTP_CA names a certificate that others do not know";
                    Err(format!("{words}; see PEKAN_SMTP_URL; {mend}"))
                }
                Err((_, words)) => Err(format!("{words}; see PEKAN_SMTP_URL")),
            },
            Self::Folder(folder) => {
                Ok(format!("PEKAN_SMTP_URL is not set: mail is written to {}", folder.display()))
            }
            Self::Memory(_) => Ok("kept in memory".into()),
        }
    }

    /// Whether a mail can be tried now: asked before one is touched.
    ///
    /// # Errors
    /// Why none can, in the words of the server or of the system.
    pub async fn ready(&self) -> Result<(), (OutageKind, String)> {
        match self {
            Self::Smtp(smtp) => smtp.ready().await,
            Self::Folder(folder) => {
                tokio::fs::create_dir_all(folder).await.map_err(|error| away(folder, &error))
            }
            Self::Memory(_) => Ok(()),
        }
    }

    /// Closes what nobody has used for a while.
    pub async fn rest(&self) {
        if let Self::Smtp(smtp) = self {
            smtp.rest().await;
        }
    }

    /// Sends one mail; `Ok` when the receiving server has taken it, with its words.
    ///
    /// # Errors
    /// [`SendFailure`] says whether to try again.
    pub async fn send(&self, message: Message) -> Result<String, SendFailure> {
        match self {
            Self::Smtp(smtp) => smtp.send(&message).await,
            Self::Folder(folder) => {
                let written = write_file(folder, &message).await;
                written.map(|()| folder.display().to_string()).map_err(|error| {
                    let (kind, words) = away(folder, &error);
                    SendFailure::Away(kind, words)
                })
            }
            Self::Memory(sent) => {
                sent.lock().unwrap_or_else(PoisonError::into_inner).push(message);
                Ok(String::new())
            }
        }
    }
}

/// A folder that takes one mail not takes none.
fn away(folder: &Path, error: &std::io::Error) -> (OutageKind, String) {
    (OutageKind::Unreachable, format!("{}: {error}", folder.display()))
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
