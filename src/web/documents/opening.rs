//! That somebody has opened what is another person's, noted beside the answer: nobody waits long for it, and
//! nobody is kept from reading by a disk that is full.

use std::time::Duration;

use tracing::Instrument;

use crate::store::Store;
use crate::web::guards::viewer::SignedIn;
use crate::workflows::trail::{Opened, note_opening};

/// Longer no answer waits for the note.
const NOTING: Duration = Duration::from_millis(250);

pub async fn note(store: &Store, user: &SignedIn, opened: Opened) {
    if user.employee.id == opened.owner {
        return;
    }
    let (store, warrant) = (store.clone(), user.warrant());
    let noting = async move {
        if let Err(error) = note_opening(&store, &warrant, opened).await {
            tracing::error!(%error, ?opened, "an opening was not noted");
        }
    };
    // What is not noted by then goes on being noted.
    let noting = tokio::spawn(noting.instrument(tracing::Span::current()));
    let _ = tokio::time::timeout(NOTING, noting).await;
}
