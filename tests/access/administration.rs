//! The pages of administration. To everybody else they are one closed door.

use rocket::http::Method::{Get, Post};

use super::{DOOR, Line, document, form, line, path, table};

#[rustfmt::skip]
pub const LINES: &[Line] = &[
    //                                                                                                              nobody  Sari  Budi  Hadi  Rina Tutik  Agus  Dewi   Oki  Olga   Ayu  Asep
    line(Get,  "/admin",                             path("/admin"),                                                [DOOR,  403,  403,  403,  403,  403,  200,  200,  200,  200,  403,  403]),
    line(Get,  "/admin/pegawai",                     path("/admin/pegawai"),                                        [DOOR,  403,  403,  403,  403,  403,  200,  200,  200,  200,  403,  403]),
    line(Get,  "/admin/pegawai/baru",                path("/admin/pegawai/baru"),                                   [DOOR,  403,  403,  403,  403,  403,  403,  200,  200,  200,  403,  403]),
    line(Post, "/admin/pegawai",                     form("/admin/pegawai", PERSON),                                [DOOR,  403,  403,  403,  403,  403,  403,  303,  303,  422,  403,  403]),
    line(Get,  "/admin/pegawai/<person>",            path("/admin/pegawai/~$sari_id"),                                  [DOOR,  403,  403,  403,  403,  403,  200,  200,  200,  404,  403,  403]),
    line(Get,  "/admin/pegawai/<number>",            path("/admin/pegawai/$sari"),                                  [DOOR,  403,  403,  403,  403,  403,  303,  303,  303,  404,  403,  403]),
    line(Post, "/admin/pegawai/<person>",            form("/admin/pegawai/~$sari_id", CHANGE),                          [DOOR,  403,  403,  403,  403,  403,  403,  303,  303,  404,  403,  403]),
    line(Post, "/admin/pegawai/<person>/aktivasi",   form("/admin/pegawai/~$colleague_id/aktivasi", ""),                [DOOR,  403,  403,  403,  403,  403,  403,  303,  303,  404,  403,  403]),
    line(Post, "/admin/pegawai/<person>/lembar",     form("/admin/pegawai/~$colleague_id/lembar", "format=pdf"),        [DOOR,  403,  403,  403,  403,  403,  403,  200,  200,  404,  403,  403]),
    line(Post, "/admin/pegawai/<person>/whatsapp",   form("/admin/pegawai/~$colleague_id/whatsapp", ""),                [DOOR,  403,  403,  403,  403,  403,  403,  422,  422,  404,  403,  403]),
    line(Get,  "/admin/aktivasi",                    path("/admin/aktivasi"),                                       [DOOR,  403,  403,  403,  403,  403,  403,  200,  200,  200,  403,  403]),
    line(Get,  "/admin/aktivasi",                    path("/admin/aktivasi?unit=DKP-UPT1"),                         [DOOR,  403,  403,  403,  403,  403,  403,  200,  200,  404,  403,  403]),
    line(Post, "/admin/aktivasi/undang",             form("/admin/aktivasi/undang", "unit="),                       [DOOR,  403,  403,  403,  403,  403,  403,  303,  303,  303,  403,  403]),
    line(Post, "/admin/aktivasi/lembar",             form("/admin/aktivasi/lembar", "unit=&people=all&format=pdf"), [DOOR,  403,  403,  403,  403,  403,  403,  200,  200,  303,  403,  403]),
    line(Post, "/admin/pegawai/<person>/sesi/<id>/akhiri", form("/admin/pegawai/~$colleague_id/sesi/999999/akhiri", ""), [DOOR,  403,  403,  403,  403,  403,  403,  404,  404,  404,  403,  403]),
    line(Post, "/admin/pegawai/<person>/kunci/<id>/cabut", form("/admin/pegawai/~$colleague_id/kunci/999999/cabut", ""), [DOOR,  403,  403,  403,  403,  403,  403,  404,  404,  404,  403,  403]),
    line(Post, "/admin/pegawai/<person>/nonaktif",   form("/admin/pegawai/~$leaver_id/nonaktif", ""),                    [DOOR,  403,  403,  403,  403,  403,  403,  303,  303,  404,  403,  403]),
    line(Get,  "/admin/pegawai/<person>/hapus-data", path("/admin/pegawai/~$gone_id/hapus-data"),                       [DOOR,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post, "/admin/pegawai/<person>/hapus-data", form("/admin/pegawai/~$gone_id/hapus-data", ""),                   [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Post, "/admin/pegawai/<person>/hapus-data", form("/admin/pegawai/~$colleague_id/hapus-data", ""),              [DOOR,  403,  403,  403,  403,  403,  403,  409,  403,  403,  403,  403]),
    line(Post, "/admin/pegawai/<person>/dua-langkah/hapus", form("/admin/pegawai/~$colleague_id/dua-langkah/hapus", ""), [DOOR,  403,  403,  403,  403,  403,  403,  404,  403,  403,  403,  403]),
    line(Post, "/admin/pegawai/<person>/aktifkan", form("/admin/pegawai/~$leaver_id/aktifkan", ""),         [DOOR,  403,  403,  403,  403,  403,  403,  303,  303,  404,  403,  403]),
    line(Post, "/admin/pegawai/<person>/penempatan", form("/admin/pegawai/~$colleague_id/penempatan", PLACE),           [DOOR,  403,  403,  403,  403,  403,  403,  303,  303,  404,  403,  403]),
    line(Post, "/admin/pegawai/<person>/berhenti",   form("/admin/pegawai/~$colleague_id/berhenti", "on=2026-12-31"),   [DOOR,  403,  403,  403,  403,  403,  403,  303,  303,  404,  403,  403]),
    line(Post, "/admin/pegawai/<person>/berhenti/batal", form("/admin/pegawai/~$leaver_id/berhenti/batal", ""),      [DOOR,  403,  403,  403,  403,  403,  403,  303,  303,  404,  403,  403]),
    line(Post, "/admin/pegawai/<person>/penempatan/<from>/batal", form("/admin/pegawai/~$moved_id/penempatan/2026-11-09/batal", ""), [DOOR,  403,  403,  403,  403,  403,  403,  303,  303,  404,  403,  403]),
    line(Get,  "/admin/perbaikan",                   path("/admin/perbaikan"),                                      [DOOR,  403,  403,  403,  403,  403,  200,  200,  200,  200,  403,  403]),
    line(Post, "/admin/perbaikan/<id>/selesai",      form("/admin/perbaikan/$correction/selesai", ""),              [DOOR,  403,  403,  403,  403,  403,  403,  303,  303,  404,  403,  403]),
    line(Post, "/admin/perbaikan/<id>/tolak",        form("/admin/perbaikan/$correction/tolak", "reason=keliru"),   [DOOR,  403,  403,  403,  403,  403,  403,  303,  303,  404,  403,  403]),
    line(Get,  "/admin/impor/<kind>",                path("/admin/impor/pegawai"),                                  [DOOR,  403,  403,  403,  403,  403,  403,  200,  200,  200,  403,  403]),
    line(Post, "/admin/impor/<kind>",                table("/admin/impor/pegawai", "upload=&action=apply", PEOPLE), [DOOR,  403,  403,  403,  403,  403,  403,  200,  422,  422,  403,  403]),
    line(Get,  "/admin/impor/<kind>",                path("/admin/impor/mutasi"),                                   [DOOR,  403,  403,  403,  403,  403,  403,  200,  200,  200,  403,  403]),
    line(Post, "/admin/impor/<kind>",                table("/admin/impor/mutasi", "upload=&action=check", MOVES),   [DOOR,  403,  403,  403,  403,  403,  403,  200,  422,  422,  403,  403]),
    line(Get,  "/admin/impor/<kind>",                path("/admin/impor/unit"),                                     [DOOR,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post, "/admin/impor/<kind>",                table("/admin/impor/unit", "upload=&action=apply", OFFICES),   [DOOR,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Get,  "/admin/impor",                       path("/admin/impor"),                                          [DOOR,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post, "/admin/impor/<id>/batal",            form("/admin/impor/$import/batal", ""),                        [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Get,  "/admin/impor/<kind>/templat/<format>", path("/admin/impor/pegawai/templat/csv"),                   [DOOR,  403,  403,  403,  403,  403,  403,  200,  200,  200,  403,  403]),
    line(Get,  "/admin/impor/<kind>/galat/<upload>", path("/admin/impor/pegawai/galat/none"),                      [DOOR,  403,  403,  403,  403,  403,  403,  404,  404,  404,  403,  403]),
    line(Get,  "/admin/impor/<kind>/baris/<upload>", path("/admin/impor/pegawai/baris/none"),                      [DOOR,  403,  403,  403,  403,  403,  403,  404,  404,  404,  403,  403]),
    line(Get,  "/admin/impor/<kind>/pemetaan/<upload>", path("/admin/impor/pegawai/pemetaan/none"),                      [DOOR,  403,  403,  403,  403,  403,  403,  404,  404,  404,  403,  403]),
    line(Get,  "/admin/unit",                        path("/admin/unit"),                                           [DOOR,  403,  403,  403,  403,  403,  200,  200,  403,  403,  403,  403]),
    line(Get,  "/admin/unit/baru",                   path("/admin/unit/baru"),                                      [DOOR,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post, "/admin/unit",                        form("/admin/unit", OFFICE),                                   [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Get,  "/admin/unit/<code>",                 path("/admin/unit/DKP-UPT1"),                                  [DOOR,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post, "/admin/unit/<code>",                 form("/admin/unit/DKP-UPT1", OFFICE_CHANGE),                   [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Post, "/admin/unit/<code>/kontak",          form("/admin/unit/DKP/kontak", "contact_name=Rina&contact_telephone="), [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Get,  "/admin/kebijakan",                   path("/admin/kebijakan"),                                      [DOOR,  403,  403,  403,  403,  403,  200,  200,  403,  403,  403,  403]),
    line(Get,  "/admin/kebijakan/baru",              path("/admin/kebijakan/baru"),                                 [DOOR,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post, "/admin/kebijakan",                   form("/admin/kebijakan", POLICY),                              [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Get,  "/admin/kebijakan/<id>",              path("/admin/kebijakan/$policy"),                              [DOOR,  403,  403,  403,  403,  403,  200,  200,  403,  403,  403,  403]),
    line(Post, "/admin/kebijakan/<id>/akhiri",       form("/admin/kebijakan/$policy/akhiri", END),                  [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Post, "/admin/kebijakan/<id>/dokumen",      document("/admin/kebijakan/$policy/dokumen"),                  [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Get,  "/admin/pengecualian",                path("/admin/pengecualian"),                                   [DOOR,  403,  403,  403,  403,  403,  200,  200,  200,  200,  403,  403]),
    line(Post, "/admin/pengecualian",                form("/admin/pengecualian", LEAVE),                            [DOOR,  403,  403,  403,  403,  403,  403,  303,  303,  422,  403,  403]),
    line(Get,  "/admin/pengecualian/unit",           path("/admin/pengecualian/unit"),                              [DOOR,  403,  403,  403,  403,  403,  403,  200,  200,  200,  403,  403]),
    line(Post, "/admin/pengecualian/unit",           form("/admin/pengecualian/unit", ALL_LEAVE),                   [DOOR,  403,  403,  403,  403,  403,  403,  200,  200,  422,  403,  403]),
    line(Post, "/admin/pengecualian/<id>",           form("/admin/pengecualian/$exemption", "decision=approve"),    [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Get,  "/admin/impor/<kind>",                path("/admin/impor/pengecualian"),                             [DOOR,  403,  403,  403,  403,  403,  403,  200,  200,  200,  403,  403]),
    line(Post, "/admin/impor/<kind>",                table("/admin/impor/pengecualian", APPLY, LEAVES),             [DOOR,  403,  403,  403,  403,  403,  403,  200,  200,  422,  403,  403]),
    line(Get,  "/admin/impor/<kind>",                path("/admin/impor/libur"),                                    [DOOR,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post, "/admin/impor/<kind>",                table("/admin/impor/libur", APPLY, HOLIDAYS),                  [DOOR,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post, "/admin/libur/bawaan",                form("/admin/libur/bawaan", "year=2026"),                      [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Get,  "/admin/libur",                       path("/admin/libur"),                                          [DOOR,  403,  403,  403,  403,  403,  200,  200,  403,  403,  403,  403]),
    line(Post, "/admin/libur",                       form("/admin/libur", "date=$day&name=Libur&kind=public"),      [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Post, "/admin/libur/<date>/hapus",          form("/admin/libur/$holiday/hapus", ""),                       [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Get,  "/admin/periode",                     path("/admin/periode"),                                        [DOOR,  403,  403,  403,  403,  403,  200,  200,  403,  403,  403,  403]),
    line(Get,  "/admin/periode/<label>",             path("/admin/periode/2026-W46"),                               [DOOR,  403,  403,  403,  403,  403,  200,  200,  403,  403,  403,  403]),
    line(Post, "/admin/periode/<label>/tutup",       form("/admin/periode/2026-W46/tutup", ""),                     [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Post, "/admin/periode/<label>/usulan",      form("/admin/periode/2026-W46/usulan", ALL),                   [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Post, "/admin/usulan",                      form("/admin/usulan", ALL),                                    [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Post, "/admin/pegawai/<person>/peran",      form("/admin/pegawai/~$colleague_id/peran", ROLE_HERE),            [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Get,  "/admin/mutasi",                      path("/admin/mutasi"),                                         [DOOR,  403,  403,  403,  403,  403,  403,  200,  200,  200,  403,  403]),
    line(Post, "/admin/mutasi",                      form("/admin/mutasi", MOVE_IN),                                [DOOR,  403,  403,  403,  403,  403,  403,  409,  303,  409,  403,  403]),
    line(Post, "/admin/mutasi/<id>/terima",          form("/admin/mutasi/$transfer/terima", ""),                    [DOOR,  403,  403,  403,  403,  403,  403,  303,  303,  403,  403,  403]),
    line(Post, "/admin/mutasi/<id>/tolak",           form("/admin/mutasi/$transfer/tolak", "reason=keliru"),        [DOOR,  403,  403,  403,  403,  403,  403,  303,  303,  403,  403,  403]),
    line(Post, "/admin/mutasi/<id>/tarik",           form("/admin/mutasi/$transfer/tarik", ""),                     [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  303,  403,  403]),
    line(Get,  "/admin/peran",                       path("/admin/peran"),                                          [DOOR,  403,  403,  403,  403,  403,  200,  200,  403,  403,  403,  403]),
    line(Post, "/admin/peran",                       form("/admin/peran", ROLE),                                    [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Post, "/admin/peran/<id>/cabut",            form("/admin/peran/$role/cabut", ""),                          [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Get,  "/admin/tunjangan", path("/admin/tunjangan"), [DOOR, 403, 403, 403, 403, 403, 403, 200, 200, 200, 403, 403]),
    line(Get,  "/admin/tunjangan", path("/admin/tunjangan?unit=DKP"), [DOOR, 403, 403, 403, 403, 403, 403, 200, 200, 404, 403, 403]),
    line(Get,  "/admin/tunjangan/berkas.csv", path("/admin/tunjangan/berkas.csv?periode=2026-W46&unit=DKP-UPT1"), [DOOR, 403, 403, 403, 403, 403, 403, 200, 200, 404, 403, 403]),
    line(Get,  "/admin/tunjangan/berkas.csv.sig", path("/admin/tunjangan/berkas.csv.sig?periode=2026-W46&unit=DKP-UPT1"), [DOOR, 403, 403, 403, 403, 403, 403, 200, 200, 404, 403, 403]),
    line(Get,  "/admin/tunjangan/berkas.csv", path("/admin/tunjangan/berkas.csv?periode=2026-W47"), [DOOR, 403, 403, 403, 403, 403, 403, 409, 409, 409, 403, 403]),
    line(Get,  "/admin/tunjangan/kunci.pem", path("/admin/tunjangan/kunci.pem"), [DOOR, 403, 403, 403, 403, 403, 403, 200, 200, 200, 403, 403]),
    line(Get,  "/admin/webhook",                     path("/admin/webhook"),                                        [DOOR,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post, "/admin/webhook",                     form("/admin/webhook", "url=https://gerbang.go.id/&message=1"), [DOOR,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post, "/admin/webhook/<id>/lanjutkan",      form("/admin/webhook/$hook/lanjutkan", ""),                    [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Post, "/admin/webhook/<id>/akhiri",         form("/admin/webhook/$hook/akhiri", ""),                       [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Post, "/admin/webhook/kiriman/<id>/batal",  form("/admin/webhook/kiriman/999999/batal", ""),               [DOOR,  403,  403,  403,  403,  403,  403,  404,  403,  403,  403,  403]),
    line(Post, "/admin/webhook/kiriman/<id>/ulangi", form("/admin/webhook/kiriman/999999/ulangi", ""),              [DOOR,  403,  403,  403,  403,  403,  403,  404,  403,  403,  403,  403]),
    line(Get,  "/admin/surel",                       path("/admin/surel"),                                          [DOOR,  403,  403,  403,  403,  403,  200,  200,  403,  403,  403,  403]),
    line(Get,  "/admin/surel/jadwal",              path("/admin/surel/jadwal"),                                   [DOOR,  403,  403,  403,  403,  403,  200,  200,  403,  403,  403,  403]),
    line(Get,  "/admin/surel/contoh/<kind>",       path("/admin/surel/contoh/midweek"),                           [DOOR,  403,  403,  403,  403,  403,  200,  200,  403,  403,  403,  403]),
    line(Get,  "/admin/surel/contoh/<kind>/surat", path("/admin/surel/contoh/grace/surat"),                       [DOOR,  403,  403,  403,  403,  403,  200,  200,  403,  403,  403,  403]),
    line(Get,  "/admin/surel/<id>",                  path("/admin/surel/$mail"),                                    [DOOR,  403,  403,  403,  403,  403,  200,  200,  403,  403,  403,  403]),
    line(Post, "/admin/surel/ulangi",                form("/admin/surel/ulangi", ""),                               [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Post, "/admin/surel/<id>/batal",            form("/admin/surel/$waiting/batal", ""),                       [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Post, "/admin/surel/<id>/terpental",        form("/admin/surel/$addressed/terpental", ""),                 [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Get,  "/admin/alamat-surel",                path("/admin/alamat-surel"),                                   [DOOR,  403,  403,  403,  403,  403,  200,  200,  403,  403,  403,  403]),
    line(Post, "/admin/alamat-surel/pulih",          form("/admin/alamat-surel/pulih", "address=hilang@example.go.id"), [DOOR, 403, 403, 403, 403, 403, 403, 404, 403, 403, 403, 403]),
    line(Post, "/admin/surel/<id>/ulangi",           form("/admin/surel/$mail/ulangi", ""),                         [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Get,  "/admin/audit",                       path("/admin/audit"),                                          [DOOR,  403,  403,  403,  403,  403,  200,  200,  403,  403,  403,  403]),
    line(Get,  "/admin/audit/jejak.csv",             path("/admin/audit/jejak.csv"),                                [DOOR,  403,  403,  403,  403,  403,  200,  200,  403,  403,  403,  403]),
    line(Get,  "/admin/pemberitahuan/<format>",      path("/admin/pemberitahuan/csv"),                             [DOOR,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Get,  "/admin/pegawai/daftar/<format>",     path("/admin/pegawai/daftar/csv"),                             [DOOR,  403,  403,  403,  403,  403,  200,  200,  200,  200,  403,  403]),
    line(Get,  "/admin/pengaturan",                  path("/admin/pengaturan"),                                     [DOOR,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post, "/admin/pengaturan/<section>",        form("/admin/pengaturan/instansi", INSTITUTION),               [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Post, "/admin/pengaturan/<section>",        form("/admin/pengaturan/lain", ""),                            [DOOR,  403,  403,  403,  403,  403,  403,  404,  403,  403,  403,  403]),
    line(Post, "/admin/pengaturan/logo",             form("/admin/pengaturan/logo", "action=remove"),               [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Post, "/admin/pengaturan/surel",            form("/admin/pengaturan/surel", ""),                           [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Get,  "/admin/persiapan/<step>",            path("/admin/persiapan/3"),                                    [DOOR,  403,  403,  403,  403,  403,  403,  200,  403,  403,  403,  403]),
    line(Post, "/admin/persiapan/selesai",           form("/admin/persiapan/selesai", ""),                          [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
    line(Post, "/admin/persiapan/sembunyi",          form("/admin/persiapan/sembunyi", ""),                         [DOOR,  403,  403,  403,  403,  403,  403,  303,  403,  403,  403,  403]),
];

const PERSON: &str = "number=P-$n&name=Joko&email=p$n@example.go.id&phone=&office=DKP\
    &employment_type=NON_ASN&grade=&position_level=staff&from=2026-11-23&confirm=1";
const PLACE: &str =
    "office=DKP&employment_type=PNS&grade=III/a&position_level=staff&from=2026-12-01";
const PEOPLE: &str =
    "nip;nama;email;jenis;unit;tmt\nI-$n;Joko;i$n@example.go.id;NON_ASN;BALI;2026-11-23\n";
const OFFICES: &str = "kode;nama;jenis;induk\nX-$n;Unit;bidang;DKP\n";
const MOVES: &str = "nip;unit;mulai\n$budi;KEC-TEMPEH;2027-12-01\n";
/// For an office without people, from next year on.
const POLICY: &str = "title=SE $n&legal_basis=47/2026&mode=mandatory&period=week&office=BALI\
    &effective_from=2027-01-04&effective_until=&minimum_amount=150rb&minimum_count=0\
    &holiday_rule=full&leave_rule=full&grace_days=3&late_days=30\
    &max_amount_per_purchase=10.000.000";
const END: &str = "until=2027-01-31&reason=keliru";
/// What is proposed of a period, or of all.
const ALL: &str = "decision=refuse&reason=keliru";
const CHANGE: &str = "name=Sari&email=sari@example.go.id&phone=0812345&version=";
const OFFICE: &str = "code=U-$n&name=Unit&kind=bidang&parent=DKP&time_zone=Asia/Jakarta";
const OFFICE_CHANGE: &str = "name=Unit&kind=upt&parent=DKP&time_zone=Asia/Jakarta";
const LEAVE: &str = "employee=$sari&reason=maternity&from=$day&to=$day";
const ALL_LEAVE: &str = "office=DKP&below=1&from=$day&to=$day&reason=other&action=apply";
const LEAVES: &str = "nip;mulai;sampai;alasan\n$sari;$day;$day;Tugas belajar\n";
const HOLIDAYS: &str = "tanggal;nama;jenis;unit\n$day;Banjir;Libur nasional;DKP\n";
const APPLY: &str = "upload=&action=apply";
const ROLE_HERE: &str = "role=operator&role_office=DKP-UPT1";
/// Out of the offices of one operator into those of the other, who finds it proposed already.
const MOVE_IN: &str = "employee=$rina&office=KEC-TEMPEH&position_level=&from=2027-06-01";
const ROLE: &str = "employee=$budi&role=reviewer&office=DKP&from=$day&to=$day";
const INSTITUTION: &str = "institution=Pemerintah Kabupaten Lumajang&time_zone=Asia/Jakarta";
