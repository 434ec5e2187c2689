//! That somebody has opened what is another person's.

use crate::store::Store;
use crate::web::guards::viewer::SignedIn;
use crate::web::noting;
use crate::workflows::trail::{Opened, note_opening};

pub async fn note(store: &Store, user: &SignedIn, opened: Opened) {
    if user.employee.id == opened.owner {
        return;
    }
    let (store, warrant) = (store.clone(), user.warrant());
    noting::note("an opening", async move { note_opening(&store, &warrant, opened).await }).await;
}
