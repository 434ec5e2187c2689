//! Addresses of pages that cannot be. The numbers are those of `docs/robustness.md`.

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Dewi, Hadi, Nobody, Sari};

on_both_databases!(
    parameters_that_cannot_be_are_named,
    what_is_not_there_is_not_found,
    endless_addresses_are_refused,
    days_that_go_backwards_or_on_for_ever_are_named
);

async fn parameters_that_cannot_be_are_named(db: Database) {
    let town = Town::build(db).await;
    let unknown = "tidak dikenal. Pilih salah satu yang tersedia";
    for (input, who, path, told) in [
        (85, Hadi, "/unit/DKP?periode=0", unknown),
        (85, Hadi, "/unit/DKP/rekap.csv?periode=0", unknown),
        (86, Hadi, "/unit/DKP?periode=2026-W54", unknown),
        (87, Hadi, "/unit/DKP?periode=2025-W53", unknown),
        (88, Hadi, "/unit/DKP?periode=2026-W53-8", unknown),
        (89, Dewi, "/admin/libur?tahun=99999999999", unknown),
        (90, Sari, "/riwayat?halaman=-1", unknown),
        (91, Sari, "/riwayat?halaman=0", unknown),
        (92, Sari, "/riwayat?halaman=1000000000", unknown),
        (92, Hadi, "/unit/DKP?halaman=1000000000", unknown),
        (93, Hadi, "/unit/DKP?urut=password", unknown),
        (97, Sari, "/riwayat?halaman=1&halaman=2", "Isian &quot;halaman&quot; ada dua kali"),
        (
            97,
            Hadi,
            "/unit/DKP?periode=2026-W47&periode=2026-W46",
            "Isian &quot;periode&quot; ada dua kali",
        ),
        (97, Dewi, "/admin/pegawai?cari=a&cari=b", "Isian &quot;cari&quot; ada dua kali"),
        (97, Nobody, "/masuk?next=/&next=//evil", "Isian &quot;next&quot; ada dua kali"),
        (99, Sari, "/riwayat?bulan=%00", "karakter yang tidak dapat ditampilkan"),
        (99, Dewi, "/admin/pegawai?cari=%00", "karakter yang tidak dapat ditampilkan"),
        (99, Dewi, "/admin/pegawai?cari=%ff", "karakter yang tidak dapat ditampilkan"),
    ] {
        let reply = town.get(who, path).await;
        assert_eq!(reply.status, 422, "{input}, {path}: {}", reply.text());
        assert!(reply.text().contains(told), "{input}, {path}: {}", reply.text());
    }
}

async fn what_is_not_there_is_not_found(db: Database) {
    let town = Town::build(db).await;
    for (input, path) in [
        (96, "/belanja/abc"),
        (96, "/belanja/-1"),
        (96, "/belanja/4294967296"),
        (96, "/belanja/99999999999999999999"),
        (96, "/struk/abc"),
        (96, "/struk/-1/kecil"),
        (96, "/admin/surel/4294967296"),
        (99, "/belanja/%00"),
        (99, "/unit/%00"),
        (99, "/unit/LMJ/pegawai/%00"),
        (99, "/sandi/%00"),
    ] {
        let page = town.get(Dewi, path).await.is(404).text();
        assert!(page.contains("Halaman tidak ditemukan"), "{input}, {path}: {page}");
    }
    for path in ["/belanja/abc/batal", "/tinjau/-1", "/admin/pengecualian/99999999999999999999"] {
        town.post(Dewi, path, &[("reason", "x"), ("decision", "verify")]).await.is(404);
    }
}

async fn endless_addresses_are_refused(db: Database) {
    let town = Town::build(db).await;
    // 98
    let long = "x".repeat(70 * 1024);
    for (path, status) in [
        (format!("/riwayat?bulan={long}"), 414),
        (format!("/masuk?next={long}"), 414),
        (format!("/unit/{long}"), 414),
        (format!("/{long}"), 404),
    ] {
        let page = town.get(Sari, &path).await.is(status).text();
        assert!(!page.contains("pihak kami"), "it is not our fault: {page}");
    }
}

async fn days_that_go_backwards_or_on_for_ever_are_named(db: Database) {
    let town = Town::build(db).await;
    for (input, to, told) in [(94, "2026-11-19", "Tanggal akhir"), (95, "2036-11-20", "hari")] {
        let fields =
            [("employee", Sari.number()), ("reason", "study"), ("from", "2026-11-20"), ("to", to)];
        let page = town.post(Dewi, "/admin/pengecualian", &fields).await.is(422).text();
        assert!(page.contains("href=\"#to\"") && page.contains(told), "{input}: {page}");
    }
}
