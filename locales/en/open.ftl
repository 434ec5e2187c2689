# What is handed to others: the file of allowances and the transparency page.

settings-open = Data for others
settings-open-note = Both are off until you switch them on.
settings-transparency = Transparency page for the public
settings-transparency-hint = Totals of closed periods, without names; small groups are merged.
settings-transparency-link = See the transparency page
settings-allowance-export = File for the allowance system
settings-allowance-export-hint = Administrators and operators can download the results by NIP of closed periods, digitally signed.
settings-allowance-link = Open the allowance file

audit-allowance-export = Downloaded the allowance file
trail-allowance-export = downloaded the allowance file of { $office } for { $period } ({ $count } people)
problem-period-not-closed = Period { $period } is not closed. Only what was decided is handed over; choose a closed period

allowances-title = Allowance file
allowances-note = Pekan deducts nothing. This file hands over what was decided, for the district’s allowance system.
allowances-link = File for the allowance system
allowances-link-text = results by NIP, signed
allowances-file = Download the results of a period
allowances-csv = Download CSV
allowances-signature = Download signature (.sig)
allowances-both = Download both at the same time: after an amendment the signature is another one. Each download is noted in the audit.
allowances-none = No period is closed yet. The file is there once the first one is.
allowances-columns = What the file holds
allowances-columns-note = UTF-8, commas, every value quoted, one line a person, in the order of the NIP. People without a NIP are not in it.
allowances-column = Column
allowances-meaning = Meaning
allowances-column-nip = NIP, digits only
allowances-column-period = Period, 2026-W47 (week) or 2026-11 (month)
allowances-column-period-start = First day of the period
allowances-column-period-end = Last day of the period
allowances-column-obliged = 1 if obliged in the period, 0 if not (on leave, not addressed, an appeal)
allowances-column-met = 1 if met, 0 if not; empty if not obliged
allowances-column-counted = Purchases that count, whole rupiah
allowances-column-status = Full status, such as met, met_late, short, exempt, not_obliged
allowances-column-decided-at = When it was decided (UTC): when the period was closed, or amended last for this person
allowances-column-amendment = Number of this person’s last amendment; empty if there was none
allowances-key = Public key
allowances-key-note = With this key anybody can verify that a file comes from here and is unchanged. Hand it over once, by a way that is trusted.
allowances-key-file = Download public key (PEM)
allowances-verify = Verifying a file with OpenSSL 3:
allowances-example = tunjangan-2026-W47
