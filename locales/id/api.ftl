# Halaman daftar alamat API, dan masalah yang hanya dikenal API.

problem-not-a-period = Tulis pekan seperti 2026-W47, atau bulan seperti 2026-11
problem-mail-not-queued = Surel ini tidak sedang menunggu, jadi tidak dapat dibatalkan
problem-mail-not-addressed = Surel ini belum pernah dikirim ke alamat mana pun
problem-address-marked = Alamat ini memang sudah tidak dikirimi surel
problem-mail-not-failed = Surel ini tidak gagal, jadi tidak perlu dikirim ulang

api-docs-title = API Pekan
api-docs-text = Semua alamat menerima dan mengirim JSON. Kunci dibuat dengan POST /api/v1/tokens, lalu dikirim dalam header Authorization: Bearer.
api-docs-document = Dokumen OpenAPI
api-docs-method = Metode
api-docs-path = Alamat
api-docs-does = Kegunaan
