import { PURCHASE } from './harness/words.js';

// Every page, and who looks at it. `find` names links to follow one after the other from the
// address, where an address holds a code or a number.
export const PAGES = [
  { name: 'masuk', address: '/masuk' },
  { name: 'lupa-sandi', address: '/lupa-sandi' },

  { name: 'pekan-ini', as: 'employee', address: '/' },
  { name: 'catat', as: 'employee', address: '/belanja/baru' },
  { name: 'riwayat', as: 'employee', address: '/riwayat' },
  { name: 'belanja', as: 'employee', address: '/riwayat', find: PURCHASE.link },
  { name: 'akun', as: 'employee', address: '/akun' },
  { name: 'pengecualian', as: 'employee', address: '/pengecualian' },
  { name: 'tidak-ada', as: 'employee', address: '/tidak-ada', status: 404 },

  { name: 'unit', as: 'head', address: '/', find: 'a[href^="/unit/"]' },
  { name: 'unit-induk', as: 'auditor', address: '/unit/LMJ' },
  { name: 'pegawai-unit', as: 'head', address: '/', find: ['a[href^="/unit/"]', 'a[href*="/pegawai/"]'] },

  { name: 'tinjau', as: 'reviewer', address: '/tinjau' },

  { name: 'admin', as: 'administrator', address: '/admin' },
  { name: 'admin-unit', as: 'administrator', address: '/admin/unit' },
  { name: 'admin-unit-baru', as: 'administrator', address: '/admin/unit/baru' },
  { name: 'admin-unit-ubah', as: 'administrator', address: '/admin/unit', find: 'main a[href^="/admin/unit/D"]' },
  { name: 'admin-pegawai', as: 'administrator', address: '/admin/pegawai' },
  { name: 'admin-pegawai-baru', as: 'administrator', address: '/admin/pegawai/baru' },
  { name: 'admin-pegawai-ubah', as: 'administrator', address: '/admin/pegawai', find: 'main a[href^="/admin/pegawai/1"]' },
  { name: 'admin-mutasi', as: 'administrator', address: '/admin/mutasi' },
  { name: 'admin-impor-semua', as: 'administrator', address: '/admin/impor' },
  { name: 'admin-impor-unit', as: 'administrator', address: '/admin/unit/impor' },
  { name: 'admin-impor', as: 'administrator', address: '/admin/pegawai/impor' },
  { name: 'admin-kebijakan', as: 'administrator', address: '/admin/kebijakan' },
  { name: 'admin-kebijakan-baru', as: 'administrator', address: '/admin/kebijakan/baru' },
  { name: 'admin-kebijakan-kebumen', as: 'administrator', address: '/admin/kebijakan/baru?contoh=kebumen' },
  { name: 'admin-kebijakan-satu', as: 'administrator', address: '/admin/kebijakan', find: 'h2 a[href^="/admin/kebijakan/"]' },
  { name: 'admin-pengecualian', as: 'administrator', address: '/admin/pengecualian' },
  { name: 'admin-pengecualian-semua', as: 'administrator', address: '/admin/pengecualian?keadaan=' },
  { name: 'admin-pengecualian-unit', as: 'administrator', address: '/admin/pengecualian/unit' },
  { name: 'admin-pengecualian-impor', as: 'administrator', address: '/admin/pengecualian/impor' },
  { name: 'tinjau-pengecualian', as: 'administrator', address: '/tinjau/pengecualian?keadaan=' },
  { name: 'pengecualian-satu', as: 'administrator', address: '/tinjau/pengecualian?keadaan=', find: 'a[href^="/pengecualian/"]' },
  { name: 'admin-libur', as: 'administrator', address: '/admin/libur' },
  { name: 'admin-libur-kosong', as: 'administrator', address: '/admin/libur?tahun=2027' },
  { name: 'admin-libur-impor', as: 'administrator', address: '/admin/libur/impor' },
  { name: 'admin-periode', as: 'administrator', address: '/admin/periode' },
  { name: 'admin-periode-satu', as: 'administrator', address: '/admin/periode', find: 'a[href^="/admin/periode/2"]' },
  { name: 'admin-peran', as: 'administrator', address: '/admin/peran' },
  { name: 'admin-surel', as: 'administrator', address: '/admin/surel' },
  { name: 'admin-surel-isi', as: 'administrator', address: '/admin/surel', find: 'main a[href^="/admin/surel/"]' },
  { name: 'admin-audit', as: 'auditor', address: '/admin/audit' },
];
