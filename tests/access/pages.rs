//! The pages.

use rocket::http::Method::{Get, Post};

use super::{DOOR, Line, form, line, path};

#[rustfmt::skip]
pub const LINES: &[Line] = &[
    //                                                                                             nobody  Sari  Budi  Hadi  Rina Tutik  Agus  Dewi   Oki  Olga   Ayu  Asep
    line(Get,  "/",                             path("/"),                                         [DOOR,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Post, "/tidak-belanja",                form("/tidak-belanja", DECLINED),                          [DOOR,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303]),
    line(Post, "/tidak-belanja/batal",          form("/tidak-belanja/batal", "period=2026-W47"),           [DOOR,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303]),
    line(Get,  "/belanja/baru",                 path("/belanja/baru"),                             [DOOR,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Get,  "/belanja/banyak",               path("/belanja/banyak"),                           [DOOR,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Post, "/belanja/banyak",               form("/belanja/banyak", ""),                       [DOOR,  422,  422,  422,  422,  422,  422,  422,  422,  422,  422,  422]),
    line(Get,  "/belanja/banyak/lanjut",        path("/belanja/banyak/lanjut"),                    [DOOR,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303]),
    line(Post, "/belanja/banyak/hapus",         form("/belanja/banyak/hapus", "key=none"),         [DOOR,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404]),
    line(Get,  "/belanja/pindai",               path("/belanja/pindai"),                           [DOOR,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Post, "/belanja/pindai",               form("/belanja/pindai", "payload=menu"),           [DOOR,  422,  422,  422,  422,  422,  422,  422,  422,  422,  422,  422]),
    line(Post, "/belanja",                      form("/belanja", PURCHASE),                        [DOOR,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303]),
    line(Get,  "/belanja/<id>",                 path("/belanja/$bought"),                          [DOOR,  200,  404,  200,  200,  404,  200,  200,  200,  404,  200,  404]),
    line(Post, "/belanja/<id>/batal",           form("/belanja/$purchase/batal", "reason=keliru"), [DOOR,  303,  404,  403,  303,  404,  403,  303,  403,  404,  403,  404]),
    line(Post, "/belanja/<id>/urungkan",        form("/belanja/$purchase/urungkan", ""),           [DOOR,  303,  404,  403,  403,  404,  403,  403,  403,  404,  403,  404]),
    line(Get,  "/belanja/<id>/ubah",            path("/belanja/$purchase/ubah"),                   [DOOR,  200,  404,  403,  403,  404,  403,  403,  403,  404,  403,  404]),
    line(Post, "/belanja/<id>/ubah",            form("/belanja/$purchase/ubah", EDIT),             [DOOR,  303,  404,  403,  403,  404,  403,  403,  403,  404,  403,  404]),
    line(Get,  "/bersama/<id>",                 path("/bersama/$part"),                            [DOOR,  200,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404]),
    line(Post, "/bersama/<id>",                 form("/bersama/$part", "answer=decline"),          [DOOR,  303,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404]),
    line(Post, "/bersama/<id>/ubah",            form("/bersama/$proposed/ubah", "amount=100"),     [DOOR,  303,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404]),
    line(Post, "/bersama/<id>/tarik",           form("/bersama/$proposed/tarik", ""),              [DOOR,  303,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404]),
    line(Get,  "/riwayat",                      path("/riwayat"),                                  [DOOR,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Get,  "/struk/<id>",                   path("/struk/$receipt"),                           [DOOR,  200,  404,  200,  200,  404,  200,  200,  200,  404,  200,  404]),
    line(Get,  "/struk/<id>/kecil",             path("/struk/$receipt/kecil"),                     [DOOR,  200,  404,  200,  200,  404,  200,  200,  200,  404,  200,  404]),
    line(Get,  "/kebijakan/<id>/dokumen",       path("/kebijakan/$circular/dokumen"),              [DOOR,  200,  200,  200,  200,  404,  200,  200,  200,  404,  200,  404]),
    line(Get,  "/tinjau",                       path("/tinjau"),                                   [DOOR,  403,  403,  403,  200,  403,  403,  200,  403,  403,  403,  403]),
    line(Post, "/tinjau/<id>",                  form("/tinjau/$purchase", "decision=verify"),      [DOOR,  403,  403,  403,  303,  403,  403,  303,  403,  403,  403,  403]),
    line(Get,  "/tinjau/pengecualian",          path("/tinjau/pengecualian?keadaan="),                     [DOOR,  403,  403,  403,  200,  403,  403,  200,  403,  403,  403,  403]),
    line(Post, "/tinjau/pengecualian/<id>",     form("/tinjau/pengecualian/$exemption", APPROVE),          [DOOR,  403,  403,  403,  303,  403,  403,  303,  403,  403,  403,  403]),
    line(Get,  "/pengecualian",                 path("/pengecualian"),                                     [DOOR,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Post, "/pengecualian",                 form("/pengecualian", LEAVE),                              [DOOR,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303]),
    line(Get,  "/pengecualian/<id>",            path("/pengecualian/$exemption"),                          [DOOR,  200,  404,  200,  200,  404,  200,  200,  200,  404,  200,  404]),
    line(Get,  "/pengecualian/<id>/dokumen",    path("/pengecualian/$papers/dokumen"),                     [DOOR,  200,  404,  403,  200,  404,  403,  200,  403,  404,  403,  404]),
    line(Post, "/pengecualian/<id>/tarik",      form("/pengecualian/$exemption/tarik", ""),                [DOOR,  303,  404,  403,  422,  404,  403,  422,  422,  404,  403,  404]),
    line(Post, "/pengecualian/<id>/tarik",      form("/pengecualian/$approved/tarik", "reason=batal"),     [DOOR,  409,  404,  403,  303,  404,  403,  303,  303,  404,  403,  404]),
    line(Get,  "/catat-untuk",                  path("/catat-untuk"),                              [DOOR,  403,  403,  403,  200,  403,  403,  200,  200,  200,  403,  403]),
    line(Get,  "/belanja/baru",                 path("/belanja/baru?untuk=~$sari_id"),                 [DOOR,  200,  404,  403,  200,  404,  403,  200,  200,  404,  403,  404]),
    line(Get,  "/unit/<code>",                  path("/unit/DKP-UPT1"),                            [DOOR,  404,  404,  200,  200,  404,  200,  200,  200,  404,  200,  404]),
    line(Get,  "/unit/<code>",                  path("/unit/LMJ"),                                 [DOOR,  404,  404,  404,  404,  404,  200,  200,  404,  404,  404,  404]),
    line(Get,  "/unit/<code>/rekap.csv",        path("/unit/DKP-UPT1/rekap.csv"),                  [DOOR,  404,  404,  200,  200,  404,  200,  200,  200,  404,  200,  404]),
    line(Get,  "/unit/<code>/pegawai/<person>", path("/unit/DKP-UPT1/pegawai/~$sari_id"),              [DOOR,  404,  404,  200,  200,  404,  200,  200,  200,  404,  200,  404]),
    line(Get,  "/unit/<code>/pegawai/<number>", path("/unit/DKP-UPT1/pegawai/$sari"),              [DOOR,  404,  404,  303,  303,  404,  303,  303,  303,  404,  303,  404]),
    line(Get,  "/unit/<code>/pegawai/<person>", path("/unit/KEC-TEMPEH/pegawai/~$sari_id"),            [DOOR,  404,  404,  404,  404,  404,  200,  200,  404,  404,  404,  404]),
    line(Get,  "/unit/<code>/pegawai/<number>", path("/unit/KEC-TEMPEH/pegawai/$sari"),            [DOOR,  404,  404,  404,  404,  404,  303,  303,  404,  404,  404,  404]),
    line(Get,  "/akun",                         path("/akun"),                                     [DOOR,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Post, "/akun",                         form("/akun", "language=id"),                      [DOOR,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303]),
    line(Get,  "/akun/data",                    path("/akun/data"),                                [DOOR,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Post, "/akun/data/perbaikan",          form("/akun/data/perbaikan", WRONG),               [DOOR,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303]),
    line(Post, "/akun/data",                    form("/akun/data", ""),                            [DOOR,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Get,  "/data-pribadi",                 path("/data-pribadi"),                             [ 200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Post, "/akun/sesi/<id>/akhiri",        form("/akun/sesi/999999/akhiri", ""),              [DOOR,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404]),
    line(Post, "/akun/sesi/lain",               form("/akun/sesi/lain", ""),                       [DOOR,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303]),
    line(Post, "/akun/kunci/<id>/cabut",        form("/akun/kunci/999999/cabut", ""),              [DOOR,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404]),
    line(Get,    "/akun/dua-langkah",      path("/akun/dua-langkah"),               [DOOR,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Post,   "/akun/dua-langkah/mulai", form("/akun/dua-langkah/mulai", ""),    [DOOR,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303]),
    line(Post,   "/akun/dua-langkah",      form("/akun/dua-langkah", "code=1"),     [DOOR,  422,  422,  422,  422,  422,  422,  422,  422,  422,  422,  422]),
    line(Post,   "/akun/dua-langkah/hapus", form("/akun/dua-langkah/hapus", ""),    [DOOR,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303]),
    line(Get,  "/penjual", path("/penjual?cari=bu&keadaan=waiting"), [DOOR,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Get,  "/penjual/unduh/daftar/<format>", path("/penjual/unduh/daftar/csv"), [DOOR,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Get,  "/penjual/baru", path("/penjual/baru"), [DOOR,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post,  "/penjual", form("/penjual", "name=Toko $n"), [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Get,  "/penjual/<id>", path("/penjual/$seller"), [DOOR,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Get,  "/penjual/<id>/ubah", path("/penjual/$seller/ubah"), [DOOR,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post,  "/penjual/<id>", form("/penjual/$seller", "version=1&name=Toko lama $n"), [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Post,  "/penjual/<id>/terima", form("/penjual/$seller/terima", "version=1"), [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Post,  "/penjual/<id>/kelas", form("/penjual/$seller/kelas", "version=1&classes.0.class=mikro&classes.0.from=2026-01-01"), [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Post,  "/penjual/<id>/kelayakan", form("/penjual/$seller/kelayakan", "version=1&ineligible_from=2026-01-01&ineligible_reason=waralaba"), [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Post,  "/penjual/<id>/qris", form("/penjual/$seller/qris", "version=1&qris_check=accepted"), [DOOR,  403,  403,  403,  403,  403,  403,  409,  403,  403,  403,  403]),
    line(Post,  "/penjual/<id>/gabung", form("/penjual/$seller/gabung", "version=1&into=1"), [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Post,  "/penjual/gabungan/<id>/batal", form("/penjual/gabungan/$joined/batal", ""), [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Get,    "/masuk/kode",            path("/masuk/kode"),                     [DOOR, DOOR, DOOR, DOOR, DOOR, DOOR, DOOR, DOOR, DOOR, DOOR, DOOR, DOOR]),
    line(Post,   "/masuk/kode",            form("/masuk/kode", "code=1&next="),     [DOOR, DOOR, DOOR, DOOR, DOOR, DOOR, DOOR, DOOR, DOOR, DOOR, DOOR, DOOR]),
    line(Get,    "/masuk/penyedia", path("/masuk/penyedia"), [ 404,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404]),
    line(Get,    "/masuk/penyedia/ulang", path("/masuk/penyedia/ulang"), [DOOR,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404]),
    line(Get,    "/masuk/penyedia/kembali", path("/masuk/penyedia/kembali"), [ 404,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404]),
    line(Get,  "/masuk",                        path("/masuk"),                                    [ 200,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303]),
    line(Get,  "/lupa-sandi",                   path("/lupa-sandi"),                               [ 200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Post, "/lupa-sandi",                   form("/lupa-sandi", "login=$me"),                  [ 303,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303]),
    line(Get,  "/lupa-sandi/terkirim",          path("/lupa-sandi/terkirim"),                      [ 200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Get,  "/sandi/<token>",                path("/sandi/$link"),                              [ 200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Get,  "/aktivasi",                     path("/aktivasi"),                                 [ 200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Post, "/aktivasi",                     form("/aktivasi", "number=$me&code=BCDFGHJK"),     [ 422,  422,  422,  422,  422,  422,  422,  422,  422,  422,  422,  422]),
    line(Get,  "/aturan",                       path("/aturan"),                                   [ 200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Get,  "/aturan/poster.pdf",            path("/aturan/poster.pdf"),                        [ 200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Get,  "/siapkan",                      path("/siapkan"),                                  [ 404,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404]),
    line(Post, "/siapkan",                      form("/siapkan", SETUP),                           [ 404,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404]),
    line(Post, "/bahasa",                       form("/bahasa", "lang=id"),                        [ 303,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303,  303]),
    line(Get,  "/static/<build>/<path..>",      path("$assets/app.css"),                           [ 200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Get,  "/logo/<sha256>",                path("/logo/none"),                                [ 404,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404,  404]),
    line(Get,  "/healthz",                      path("/healthz"),                                  [ 200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Get,  "/readyz",                       path("/readyz"),                                   [ 200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200,  200]),
    line(Get,  "/metrics",                      path("/metrics"),                                  [ 403,  403,  403,  403,  403,  403,  403,  403,  403,  403,  403,  403]),
];

const EDIT: &str = "version=1&amount=41.000&seller=new&seller.name=Warung&purchased_on=2026-11-20&channel=in_person\
    &evidence=no_receipt";
const PURCHASE: &str = "key=halaman-$n&amount=$n&seller=new&seller.name=Warung $n&seller.district=&seller_query=\
    &purchased_on=2026-11-20&channel=in_person&description=&evidence=no_receipt";
const DECLINED: &str = "period=2026-W47&reason=away";
const APPROVE: &str = "decision=approve";
const LEAVE: &str = "from=$day&to=$day&reason=study";
pub(super) const PASSWORDS: &str = "password=pasar senggol buka sampai malam";
const SETUP: &str = "token=tebakan&institution=Pemkab&code=P&time_zone=Asia/Jakarta&name=Joko\
    &login=joko&email=joko@example.go.id&password=$password&password_again=$password";
const WRONG: &str = "field=grade&wanted=III/c&note=";
