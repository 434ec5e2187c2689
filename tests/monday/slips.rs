//! Slips of an office as a file, and the accounts that they open.

use rocket::local::asynchronous::Client;

use super::{Begun, PRINTED};
use crate::support::browser::Browser;
use crate::support::paper::pages;
use crate::support::town::{PASSWORD, Town};

/// Who comes in with a slip, beside the head and the operator: these of the office.
pub const COME_IN: usize = 8;

/// The number and the code of each slip, in the order of the file.
pub struct Slips(pub Vec<(String, String)>);

impl Slips {
    pub fn code(&self, number: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| known == number);
        &found.unwrap_or_else(|| panic!("no slip of {number}")).1
    }
}

pub async fn print(town: &Town, begun: &Begun) -> Slips {
    let mut browser = Browser::signed_in(&town.client, "rina", PASSWORD).await;
    let page = browser.page(&format!("/admin/aktivasi?unit={}", begun.offices[PRINTED])).await;
    let all = [("people", "all"), ("format", "pdf")];
    let file = browser.submit(&page, "/admin/aktivasi/lembar", &all).await.is(200);
    let sheets = pages(&file.body);
    begun.step("slips printed");
    let slips = Slips(sheets.iter().flat_map(|sheet| read(sheet)).collect());
    let mut numbers: Vec<_> =
        begun.of_office(PRINTED).map(|person| person.number.clone()).collect();
    let mut printed: Vec<_> = slips.0.iter().map(|(number, _)| number.clone()).collect();
    (numbers.sort(), printed.sort());
    assert_eq!(printed, numbers);
    assert_eq!(sheets.len(), numbers.len().div_ceil(8), "eight on a page");
    slips
}

/// The number and the code of each slip on a page.
fn read(lines: &[String]) -> Vec<(String, String)> {
    let number = |line: &String| {
        let last = line.rsplit(' ').next().unwrap_or_default();
        (last.len() == 18 && last.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| last.to_owned())
    };
    let numbers: Vec<_> = lines.iter().filter_map(number).collect();
    let codes = lines.iter().zip(lines.iter().skip(1)).filter(|(line, _)| *line == "Kode");
    let codes: Vec<_> = codes.map(|(_, code)| code.replace(' ', "")).collect();
    assert_eq!(numbers.len(), codes.len(), "{lines:?}");
    numbers.into_iter().zip(codes).collect()
}

/// Opens an account by its slip, after some tries that are refused.
pub async fn open<'a>(client: &'a Client, slips: &Slips, number: &str, other: &str) -> Browser<'a> {
    let mut browser = Browser::new(client);
    let page = browser.page("/aktivasi").await;
    let code = slips.code(number).to_owned();
    let mistyped =
        if code.starts_with('B') { format!("C{}", &code[1..]) } else { format!("B{}", &code[1..]) };
    // Mistyped; that of somebody else; at somebody else.
    for (number, code) in [(number, mistyped.as_str()), (number, slips.code(other)), (other, &code)]
    {
        let tried = [("number", number), ("code", code)];
        let refused = browser.submit(&page, "/aktivasi", &tried).await.is(422).text();
        assert!(refused.contains("tidak cocok"), "{refused}");
    }
    let typed = format!("{} {}", code[..4].to_lowercase(), &code[4..]);
    let right = [("number", number), ("code", typed.as_str())];
    let page = browser.submit(&page, "/aktivasi", &right).await.is(200).text();
    let choose = [right[0], right[1], ("password", PASSWORD)];
    browser.submit(&page, "/aktivasi", &choose).await.is(303);
    browser.page("/").await;
    browser
}
