//! What the columns of lists of people are called, in the lists that offices have, in a DUK and by the
//! national staff system.

use crate::reports::sheet::Column;

pub(super) const NUMBER: Column = column(
    "number",
    &[
        "nip",
        "nomor",
        "nomorpegawai",
        "number",
        "employeenumber",
        "nipataunomorpegawai",
        "niporemployeenumber",
    ],
)
.or(&["nipbaru", "nipnip", "nipnik", "nippppk", "nomorinduk", "nomorindukpegawai", "nipnrp"]);
pub(super) const EMPLOYMENT_TYPE: Column = column(
    "employment_type",
    &["statuskepegawaian", "jenis", "jeniskepegawaian", "jenispegawai", "employmenttype"],
)
.or(&["jenispegawainama", "statuspegawai", "statusasn", "status", "jenisasn", "kepegawaian"]);
pub(super) const GRADE: Column =
    column("grade", &["golongan", "gol", "golruang", "grade"]).optional().or(&[
        "golru",
        "golakhirnama",
        "golonganruang",
        "golonganakhir",
        "golruangakhir",
        "pangkatgol",
        "pangkatgolongan",
        "pangkatgolruang",
        "pangkatgolonganruang",
        "pangkatgolru",
        "golpangkat",
        "pangkatdangolongan",
        "golonganpangkat",
        "pangkatnamagol",
        "pangkat",
    ]);
/// An echelon, or another name of a level. Titles are [`POSITION_TITLE`].
pub(super) const POSITION_LEVEL: Column =
    column("position_level", &["jenjangjabatan", "eselon", "tingkatjabatan", "positionlevel"])
        .optional()
        .or(&["eselonnama", "esl", "eseloning", "tingkat", "jenjang", "eselonid", "level"]);
/// Of structure or functional, as the national staff system has it.
pub(super) const POSITION_KIND: Column =
    column("position_kind", &["jenisjabatannama", "jenisjabatan"]).optional();
pub(super) const POSITION_TITLE: Column = column(
    "position_title",
    &["jabatan", "namajabatan", "jabatannama", "positiontitle", "jobtitle"],
)
.optional()
.or(&["jabatanterakhir", "jabatansekarang", "jabatansaatini", "uraianjabatan"]);
/// What a percentage is taken of: rupiah a month.
pub(super) const REFERENCE_AMOUNT: Column = column(
    "reference_amount",
    &[
        "acuanperbulan",
        "dasarpersentase",
        "tpp",
        "pagutpp",
        "besarantpp",
        "tppmaksimal",
        "referenceamount",
        "referenceamountamonth",
    ],
)
.optional();
pub(super) const OFFICE: Column = column(
    "office",
    &["unit", "kodeunit", "unitbaru", "unitkerja", "opd", "perangkatdaerah", "office"],
)
.or(&[
    "unornama",
    "unitorganisasi",
    "namaunit",
    "namaunitkerja",
    "skpd",
    "namaopd",
    "instansi",
    "satuankerja",
    "satker",
    "tempattugas",
    "tempatkerja",
    "unitkerjanama",
    "officecode",
    "dinas",
]);
/// The office above, by which somebody is placed whose own is no office here.
pub(super) const OFFICE_ABOVE: Column =
    column("office_above", &["unorinduknama", "unorinduk", "unitinduk", "opdinduk"]).optional();
pub(super) const FROM: Column = column("from", &["mulai", "tmt", "tanggalmulai", "sejak", "from"])
    .or(&[
        "tmtjabatan",
        "jabatantmt",
        "tmtunitkerja",
        "tmtmutasi",
        "tmtpenempatan",
        "tmttugas",
        "daritanggal",
        "dari",
        "tanggalawal",
        "startdate",
        "tmtunor",
        "tanggal",
        "berlakumulai",
    ]);

pub(super) static OF_PEOPLE: [Column; 15] =
    [
        NUMBER,
        column("name", &["nama", "namalengkap", "namapegawai", "name"]).or(&[
            "namaasn",
            "namapns",
            "namadangelar",
            "namalengkapdangelar",
            "fullname",
        ]),
        column("email", &["email", "surel", "alamatemail", "alamatsurel", "emailaddress"])
            .optional()
            .or(&["emailpribadi", "emailgov", "emaildinas", "mail"]),
        column("phone", &["telepon", "hp", "nohp", "nomorhp", "notelepon", "phone"])
            .optional()
            .or(&["telp", "notelp", "nomortelepon", "nowa", "nomorwa", "whatsapp", "handphone"]),
        EMPLOYMENT_TYPE,
        GRADE,
        POSITION_LEVEL,
        POSITION_KIND,
        POSITION_TITLE,
        REFERENCE_AMOUNT,
        OFFICE,
        OFFICE_ABOVE,
        FROM,
        column("degree_before", &["gelardepan", "degreebefore"]).optional(),
        column("degree_after", &["gelarbelakang", "degreeafter"]).optional().or(&["gelar"]),
    ];

pub(super) const fn column(field: &'static str, headings: &'static [&'static str]) -> Column {
    Column { field, headings, others: &[], required: true }
}
