//! No address of a page or a mail says somebody's NIP (decision 93): asked of every answer that a test gets.

/// Fails where a link, a form or a picture leads to an address with a NIP in it.
#[track_caller]
pub fn must_be_without_numbers(html: &str) {
    for attribute in ["href=\"", "action=\"", "src=\""] {
        for part in html.split(attribute).skip(1) {
            must_say_no_number(part.split('"').next().unwrap_or_default());
        }
    }
}

#[track_caller]
pub fn must_say_no_number(address: &str) {
    // Secrets are hexadecimal, and happen to have as many figures in a row.
    let is_hexadecimal = |c: char| matches!(c, '0'..='9' | 'a'..='f');
    let mut words = address.split(|c: char| !is_hexadecimal(c));
    let says = words.any(|word| word.len() >= 18 && word.bytes().all(|b| b.is_ascii_digit()));
    // What an authenticator keeps is sent nowhere.
    let is_kept = address.starts_with("otpauth:");
    assert!(is_kept || !says, "an address says a number: {address}");
}

#[test]
fn a_nip_in_an_address_is_found() {
    let found = |html: &str| std::panic::catch_unwind(|| must_be_without_numbers(html)).is_err();
    assert!(found("<a href=\"/admin/pegawai/199003122015022001\">Sari</a>"));
    assert!(found("<form action=\"/x?y=199003122015022001\">"));
    assert!(!found("<a href=\"/admin/pegawai/~12\">199003122015022001</a>"));
    assert!(!found("<a href=\"/masuk?state=26ab199003122015022001cd\">Masuk</a>"));
}
