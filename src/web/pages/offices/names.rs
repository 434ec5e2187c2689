//! Above an office there are totals: heads see names of their own office, and those of offices below once they open
//! them, which is noted (decision 128).

use super::Row;
use super::asked::Asked;
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::opened_names::note;
use crate::web::views::offices::ClosedNames;
use crate::workflows::trail::OpenedNames;

/// Takes those out of a list whose names are not to be seen unasked, and says how many there are; where they were
/// asked for, that is noted and they stay.
pub(super) async fn close(
    context: &Context<'_>,
    asked: &Asked<'_>,
    standing: &mut Vec<Row<'_>>,
) -> Option<ClosedNames> {
    let user = &context.user;
    let named = user.viewer.named(&user.rulebook.offices);
    let is_closed = |(id, one): &Row<'_>| !named.holds(*id, one.office);
    let count = standing.iter().filter(|one| is_closed(one)).count();
    if count == 0 {
        return None;
    }
    if asked.opened {
        let opened = OpenedNames::of_office(asked.office, &asked.period);
        note(context.store(), user, opened).await;
    } else {
        standing.retain(|one| !is_closed(one));
    }
    let other = Asked { opened: !asked.opened, ..*asked };
    Some(ClosedNames { count, opened: asked.opened, url: other.address() })
}

/// Those of a list whose names are seen.
pub(super) fn of<'a>(user: &SignedIn, asked: &Asked<'_>, rows: &[Row<'a>]) -> Vec<Row<'a>> {
    let named = user.viewer.named(&user.rulebook.offices);
    let is_seen = |(id, one): &&Row<'_>| asked.opened || named.holds(*id, one.office);
    rows.iter().filter(is_seen).cloned().collect()
}
