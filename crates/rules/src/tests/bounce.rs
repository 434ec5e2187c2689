use crate::bounce::{is_marked, nobody_is_there};

#[test]
fn only_what_is_said_of_the_address_counts_against_it() {
    for (code, words) in [
        (Some(550), "5.1.1 User unknown"),
        (Some(550), "5.1.1 <a@b.id>: Recipient address rejected"),
        (Some(550), "5.1.10 RESOLVER.ADR.RecipientNotFound"),
        (Some(550), "5.2.1 The email account is disabled"),
        (Some(550), "no such user"),
        (Some(553), "mailbox name not allowed"),
        (None, "5.1.1"),
        (None, "#5.1.2 (bad destination host)"),
    ] {
        assert!(nobody_is_there(code, words), "{words}");
    }
    for (code, words) in [
        (Some(550), "5.7.1 Relaying denied"),
        (Some(554), "5.7.1 <a@b.id>: Relay access denied"),
        (Some(550), "relay not permitted"),
        (Some(550), "Blocked by our spam filter"),
        (Some(552), "5.2.2 Mailbox full"),
        (Some(552), "mailbox full"),
        (Some(550), "5.1.8 Bad sender's system address"),
        (Some(550), "5.1.7 Bad sender"),
        (Some(451), "4.1.1 try again"),
        (Some(554), "transaction failed"),
        (None, "failed"),
        (None, "5.0.0"),
    ] {
        assert!(!nobody_is_there(code, words), "{words}");
    }
}

#[test]
fn two_failures_or_the_word_of_an_administrator_mark_an_address() {
    assert!(!is_marked(1, false));
    assert!(is_marked(2, false) && is_marked(1, true));
}
