//! What stands on the sheet of every mail to somebody.

use chrono::{DateTime, Utc};

use crate::config::Config;
use crate::mail::Sheet;
use crate::rules::contact::Contact;
use crate::rules::mail_note::Receiver;
use crate::rules::{EmployeeId, placement};
use crate::store::{self, Store, placements};
use crate::text::Language;

/// The sheet of a mail to somebody, whose name and language these are.
pub(super) async fn sheet(
    store: &Store,
    config: &Config,
    (to, name, language): (EmployeeId, &str, Option<Language>),
    now: DateTime<Utc>,
) -> store::Result<Sheet> {
    let (rulebook, settings) = (store.rulebook().await?, store.settings().await?);
    let placements = placements::of(store.reader(), to).await?;
    let place = placement::current(&placements, rulebook.today(&placements, now));
    let office = place.and_then(|place| rulebook.offices.get(place.office));
    let root = rulebook.offices.roots().next().map(|office| office.name.as_str());
    let institution = root.or(config.base_url.host_str()).unwrap_or_default();
    let help = settings.contacts.of(&rulebook.offices, office.map(|office| office.id));
    let receiver =
        Receiver { name, office: office.map_or("", |office| office.name.as_str()), institution };
    Ok(Sheet {
        language: settings.languages.of(language),
        name: name.to_owned(),
        institution: institution.to_owned(),
        help: help.map(Contact::line),
        note: settings.mail_note.as_ref().map(|note| note.lines(receiver)).unwrap_or_default(),
    })
}
