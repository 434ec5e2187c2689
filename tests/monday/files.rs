//! The files of the district, each looked at first, matched where it is asked, and applied.

use super::{Begun, PRINTED};
use crate::support::browser::Browser;
use crate::support::forms::form;
use crate::support::staff::{self, OFFICES};

/// The page for a file.
struct Import<'a, 'b> {
    browser: &'a mut Browser<'b>,
    path: &'static str,
    page: String,
}

impl<'a, 'b> Import<'a, 'b> {
    /// Sends a file to be looked at.
    async fn check(browser: &'a mut Browser<'b>, path: &'static str, file: (&str, &[u8])) -> Self {
        let page = browser.page(path).await;
        let fields = form(&page, path).with(&[("action", "check")]);
        let reply = browser.upload(path, &fields, &[("file", file.0, file.1)]).await;
        assert!(matches!(reply.status, 200 | 422), "{}", reply.text());
        Self { browser, path, page: reply.text() }
    }

    /// Answers what the page asks: what every row says of a field, and what values mean, given the
    /// field with its value and what is proposed.
    async fn answer(self, defaults: &[(&str, &str)], say: impl Fn(&str, &str) -> String) -> Self {
        let mut fields = form(&self.page, self.path).with(&[("action", "check")]);
        fields.answer("default_field", "default", |field, given| {
            let said = defaults.iter().find(|(name, _)| *name == field);
            said.map_or(given, |(_, value)| value).to_owned()
        });
        fields.answer("unknown", "meaning", say);
        let reply = self.browser.upload(self.path, &fields, &[]).await.is(200);
        Self { page: reply.text(), ..self }
    }

    fn says(&self, words: &[&str]) -> &Self {
        for words in words {
            assert!(self.page.contains(words), "{words}: {}", self.page);
        }
        self
    }

    async fn apply(self) -> String {
        let fields = form(&self.page, self.path).with(&[("action", "apply")]);
        self.browser.upload(self.path, &fields, &[]).await.is(200).text()
    }
}

fn thousands(number: usize) -> String {
    if number < 1000 {
        number.to_string()
    } else {
        format!("{}.{:03}", number / 1000, number % 1000)
    }
}

/// The units that the list of people names, each once. Returns the codes of the offices.
pub async fn units(browser: &mut Browser<'_>, begun: &Begun) -> Vec<String> {
    let list = staff::siasn(&begun.people);
    begun.step("list of people written");
    let import = Import::check(browser, "/admin/impor/unit", ("pegawai.xlsx", &list)).await;
    let units = 5 * OFFICES;
    let again = thousands(begun.people.len() - units);
    import.says(&[&format!("{again} baris menyebut unit yang sudah disebut"), "Berkas siap"]);
    let done = import.apply().await;
    assert!(done.contains(&format!("Selesai: {units} unit baru")), "{done}");
    begun.step("units");
    let tree = browser.page("/admin/unit").await;
    let code = |office: usize| {
        let name = staff::office_name(office);
        let code = name.to_uppercase().replace(' ', "-");
        assert!(tree.contains(&format!("/admin/unit/{code}\"")), "{code}: {tree}");
        code
    };
    (0..OFFICES).map(code).collect()
}

/// Everybody, by the list of the national staff system.
pub async fn people(browser: &mut Browser<'_>, begun: &Begun) {
    let count = thousands(begun.people.len());
    let list = staff::siasn(&begun.people);
    let import = Import::check(browser, "/admin/impor/pegawai", ("pegawai.xlsx", &list)).await;
    begun.step("people looked at");
    import.says(&["Cocokkan kolom", "position_level=Kepala Dinas", "position_level=Sekretaris"]);
    let import = import.answer(&[], |_, proposed| proposed.to_owned()).await;
    begun.step("people looked at as answered");
    import.says(&[
        &format!("{count} orang baru"),
        "Di luar semua tingkatan",
        "GELAR DEPAN",
        "III/c",
        "Eselon II",
    ]);
    let done = import.apply().await;
    begun.step("people written");
    assert!(done.contains(&format!("Selesai: {count} pegawai baru")), "{done}");
    assert!(done.contains("akun dapat diundang"), "{done}");
}

/// One office by its ranked list: nobody is new, and two are promoted.
pub async fn ranked_list(browser: &mut Browser<'_>, begun: &Begun) {
    let promoted: Vec<_> = [2, 7].map(|turn| PRINTED + turn * OFFICES).to_vec();
    let list = staff::duk(&begun.people, PRINTED, &promoted);
    let import = Import::check(browser, "/admin/impor/pegawai", ("DUK.xlsx", &list)).await;
    let office = begun.offices[PRINTED].as_str();
    let defaults = [("office", office), ("employment_type", "by_number")];
    let import = import.answer(&defaults, |_, proposed| proposed.to_owned()).await;
    import.says(&["2 orang berubah", "baris nomor kolom", "IV/b"]);
    assert!(!import.page.contains("orang baru"), "{}", import.page);
    let done = import.apply().await;
    assert!(done.contains("Selesai: 0 pegawai baru, 2 berubah"), "{done}");
    begun.step("ranked list");
}

/// Leave of that week; one of its reasons is no kind of leave.
pub async fn leave(browser: &mut Browser<'_>, begun: &Begun) {
    let list = staff::leave_list(&begun.people);
    let import = Import::check(browser, "/admin/impor/pengecualian", ("cuti.csv", &list)).await;
    import.says(&["reason=Umrah"]);
    let import = import.answer(&[], |_, _| "important_reason".to_owned()).await;
    let count = begun.people.iter().filter(|person| person.leave().is_some()).count();
    let done = import.apply().await;
    assert!(done.contains(&format!("Selesai: {count} pengecualian baru")), "{done}");
    begun.step("leave");
}
