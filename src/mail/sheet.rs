//! The sheet on which every email is written: from whom it comes, for whom it is, and who can be asked.

use serde::Serialize;
use tera::Tera;

use super::compose::{RenderedEmail, one_line};
use super::email::{AccountLink, Email};
use crate::config::Config;
use crate::text::{Language, RenderError, render};

/// What stands on a sheet besides the email. Texts are of one line.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    pub language: Language,
    /// Whoever gets it.
    pub name: String,
    /// The institution that sends: the name of the root office.
    pub institution: String,
    /// Who helps the receiver.
    pub help: Option<String>,
    /// What administrators add to mails that ask for something, line by line.
    pub note: Vec<String>,
}

/// What every template sees.
#[derive(Serialize)]
struct Page<'a, T> {
    /// The folder of the templates, by which the sheet says why the mail came.
    kind: &'static str,
    name: &'a str,
    institution: &'a str,
    help: Option<&'a str>,
    note: &'a [String],
    home: &'a str,
    account: &'a str,
    /// For somebody who cannot sign in yet: stands in the place of links that need it.
    activation: Option<&'a AccountLink>,
    email: T,
}

/// Renders an email to somebody, in their language.
///
/// # Errors
/// [`RenderError`] when a template does not fit the email.
pub fn render_email(
    tera: &Tera,
    config: &Config,
    sheet: &Sheet,
    (email, activation): (&Email, Option<&AccountLink>),
) -> Result<RenderedEmail, RenderError> {
    let renderer = Renderer { tera, config, sheet, activation };
    match email {
        Email::Reminder(email) => renderer.render("reminder", &sheet.note, email),
        Email::HeadDigest(email) => renderer.render("head_digest", &sheet.note, email),
        Email::OfficeRecap(email) => renderer.render("office_recap", &[], email),
        Email::LeadersSummary(email) => renderer.render("leaders_summary", &[], email),
        Email::Activation(email) => renderer.render("activation", &sheet.note, email),
        Email::PurchaseRejected(email) => renderer.render("purchase_rejected", &[], email),
        Email::PartProposed(email) => renderer.render("part_proposed", &[], email),
        Email::ExemptionDecided(email) => renderer.render("exemption_decided", &[], email),
        Email::PeriodResult(email) => renderer.render("period_result", &[], email),
        Email::DayNotices(email) => renderer.render("day_notices", &[], email),
        Email::AccessHanded(email) => renderer.render("access_handed", &[], email),
        Email::AccountChanged(email) => renderer.render("account_changed", &[], email),
        Email::PasswordReset(email) => renderer.render("password_reset", &[], email),
        Email::Test => renderer.render("test", &[], ()),
    }
}

struct Renderer<'a> {
    tera: &'a Tera,
    config: &'a Config,
    sheet: &'a Sheet,
    activation: Option<&'a AccountLink>,
}

impl Renderer<'_> {
    fn render(
        &self,
        kind: &'static str,
        note: &[String],
        email: impl Serialize,
    ) -> Result<RenderedEmail, RenderError> {
        let page = Page {
            kind,
            name: &one_line(&self.sheet.name),
            institution: &one_line(&self.sheet.institution),
            help: self.sheet.help.as_deref(),
            note,
            home: &self.config.link("/"),
            account: &self.config.link("/akun"),
            activation: self.activation,
            email,
        };
        let part =
            |file| render(self.tera, &format!("email/{kind}/{file}"), self.sheet.language, &page);
        Ok(RenderedEmail {
            kind,
            subject: one_line(&part("subject.txt")?),
            text: part("text.txt")?,
            html: part("html.html")?,
        })
    }
}
