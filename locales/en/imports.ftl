# Imports from spreadsheets: what the check found, tables to fill in, and undoing.

import-errors-cut = Only the first 1,000 are shown.
import-errors-file = Download the list of errors
import-warnings = { $count ->
    [one] One thing worth a look
   *[other] { $count } things worth a look
}
import-warnings-what = These rows are accepted all the same. See whether they are meant so.
import-warning = Worth a look
import-ignored = Columns passed over:
import-undo-where = This import can still be undone at
import-template = Template
import-template-xlsx = Download XLSX
import-template-csv = Download CSV

# Each kind of import.
import-title-employees = Import employees
import-title-offices = Import offices
import-title-placements = Transfers and promotions
import-title-exemptions = Import exemptions
import-title-holidays = Import holidays
import-done-employees = Done: { $created } new employees, { $changed } changed.
import-done-offices = Done: { $created } new offices, { $changed } changed.
import-done-placements = Done: { $changed } new placements are saved.
import-done-exemptions = Done: { $created } new exemptions, { $changed } requests approved.
import-done-holidays = Done: { $created } new days, { $changed } changed.
import-columns-employees = Columns may be called as in your office’s list or in SIASN; others are passed over and named. Offices by code or name, dates like 2 November 2026 or 2026-11-02. Employment types: PNS, CPNS, PPPK, part-time PPPK, non-ASN. Position levels: Pelaksana, Fungsional, Kepala bagian, Camat, Eselon I to IV.
import-columns-offices = Names are enough; a list of people will do as well, in which each unit is read once, with the unit above it in a column. A code is made from the name where there is none; an office with none above it hangs below the institution. Rows may come in any order. Time zone WIB, WITA or WIT.
import-columns-placements = What is left empty stays as in the last placement. Offices by code or name, dates like 2 November 2026 or 2026-11-02.
import-columns-exemptions = Dates like 2 November 2026 or 2026-11-02, as reason a kind of leave such as Annual leave. Never a diagnosis.
import-columns-holidays = Dates like 17 August 2027, or 9-10 Maret where the title names the year; as kind Public holiday or Joint leave day; an office only for days on which one office and all below it are closed.
import-template-employees = Holds the employees that are there. Change or add rows and upload it again. What is not changed stays as it was.
import-template-offices = Holds the offices that are there. Change or add rows and upload it again. What is not changed stays as it was.
import-template-placements = Holds the placements of today. Change office, grade or position together with the date, and upload it again.
import-template-exemptions = Holds the names of the columns only. Write a row for each exemption and upload it.
import-template-holidays = Holds the names of the columns only. Write a row for each day and upload it.

admin-imports = Imports
admin-imports-text = Employees, offices and transfers from XLSX or CSV
imports-note = An import that was applied can be undone while nothing else has changed what it wrote.
imports-of-employees = Employees
imports-of-offices = Offices
imports-of-placements = Transfers
imports-made = Imports that were applied
imports-none = No import has been applied yet.
imports-counts = { $created } new, { $changed } changed of { $rows } rows
imports-undone = Undone
imports-undo = Undo
imports-undo-named = Undo import { $number }
imports-undo-what = What was new is taken back, and what was changed becomes what it was.
imports-undo-do = Yes, undo this import

flash-import-undone = The import is undone. Everything is as it was before.

# Names of sheets and columns of the templates; the import knows them again (src/workflows/imports/template.rs).
sheet-of-employees = Employees
sheet-of-offices = Offices
sheet-of-placements = Transfers
sheet-of-exemptions = Exemptions
sheet-of-holidays = Holidays

# What can be wrong with a file or an import only.
problem-file-unreadable = This file is damaged, or neither XLSX nor CSV. Save it as XLSX and upload it again
problem-file-locked = This file has a password. Save it without one and upload it again
problem-file-unpacks-too-large = This file holds too much. Copy the columns that are needed into a new XLSX file
problem-file-windows-1252 = This file is not UTF-8 and was read as Windows-1252. Check names with letters such as é
problem-cell-failed = The formula in this cell has failed. Write what it should hold
problem-number-lost-zero = Employee { $value } is there already. This number has lost its leading zero: make its column text and write it again
problem-phone-lost-zero = This phone number seems to have lost its leading zero, perhaps { $value }
problem-import-undone = This import is undone already
problem-import-touched = Something else has changed since this import, in row { $rows }. It can no longer be undone

# Columns and values that are matched before a file is checked.
matching-title = Match columns
matching-what = Some of this file is not recognised yet. Your choices are remembered for the next file of the same shape.
matching-columns = Columns
matching-heading = Heading in the file
matching-field = Read as
matching-field-of = Column { $heading } is read as
matching-ignored = Not read
matching-by-value = recognised by its values
matching-sheet = Sheet
matching-hidden = hidden
matching-heading-row = Row of the headings
matching-skip-hidden = Leave out hidden rows
matching-missing = Missing columns
matching-missing-what = What you enter here applies to every row.
matching-by-number = By the NIP: PNS or PPPK
matching-unknown = Values not recognised yet
matching-unknown-what = Answer each value once, however many rows it is in.
matching-unknown-left = { $count ->
    [one] One more value comes after these.
   *[other] { $count } more values come after these.
}
matching-value = Value
matching-meaning = Meaning
matching-meaning-of = Meaning of { $value }
matching-rows = { $count ->
    [one] 1 row
   *[other] { $count } rows
}
matching-office-code = Office code
matching-choose = Choose
matching-own-level = or type a level of your own
matching-own-level-of = A level of your own for { $value }
matching-nothing = Leave empty
matching-order = { $count ->
    [one] Which day is { $value }? Applies to this date
   *[other] Which day is { $value }? Applies to { $count } dates like this
}
matching-check = Check with these choices
matching-file = Download mapping

import-passed-column-numbers = { $count ->
    [one] Passed over: a row of column numbers (row { $rows }).
   *[other] Passed over: { $count } rows of column numbers (rows { $rows }).
}
import-passed-heading-again = { $count ->
    [one] Passed over: a repeated heading (row { $rows }).
   *[other] Passed over: { $count } repeated headings (rows { $rows }).
}
import-passed-total = { $count ->
    [one] Passed over: a row of totals (row { $rows }).
   *[other] Passed over: { $count } rows of totals (rows { $rows }).
}
import-passed-remark = { $count ->
    [one] Passed over: a remark or signature (row { $rows }).
   *[other] Passed over: { $count } rows of remarks or signatures (rows { $rows }).
}
import-passed-office-again = { $count ->
    [one] Passed over: a row that names a unit again (row { $rows }).
   *[other] Passed over: { $count } rows that name a unit again (rows { $rows }).
}
import-rows-alike = { $count ->
    [one] and 1 more row
   *[other] and { $count } more rows
}
import-rows-file = Download the rows to mend
import-people = { $count ->
    [one] 1 person changes
   *[other] { $count } people change
}
import-newcomers = { $count ->
    [one] 1 new person
   *[other] { $count } new people
}
import-absent = { $count ->
    [one] 1 person is not in this file
   *[other] { $count } people are not in this file
}
import-absent-what = They are recorded in offices that this file covers. Nothing is changed. If somebody has left, record it on their page.
import-and-more = { $count ->
    [one] and 1 more person
   *[other] and { $count } more people
}
import-tiers = Matches with policies
import-tiers-what = Rows for each tier. A tier with none may be written differently in this file.
import-tier = Tier
import-no-tier = Outside all tiers
import-invitable = { $count ->
    [one] 1 account can be invited. Nothing has been sent.
   *[other] { $count } accounts can be invited. Nothing has been sent.
}

field-mapping = Mapping
field-heading_row = { matching-heading-row }
field-date_order = Order of dates
field-position_kind = Kind of position
field-office_above = Parent office
field-degree_before = Degree before the name
field-degree_after = Degree after the name
problem-mapping-unreadable = This mapping cannot be read: { $error }
problem-level-unknown = "{ $value }" is no position level that any policy knows. Match it with one of the levels
problem-grade-unknown = "{ $value }" is no known grade. Match it with a grade such as III/c or IX
problem-date-order = The date { $value } can mean two days. Say which comes first: the day or the month

import-example = (example)
import-example-title = Example
import-passed-example = { $count ->
    [one] Passed over: an example (row { $rows }).
   *[other] Passed over: { $count } examples (rows { $rows }).
}
import-levels = Position levels that are known:
import-levels-own = Other levels are asked about once, when the file is checked. A level of your own will do, too.
import-next = Next
import-next-employees = Invite people by email, or print their activation slips. Nothing has been sent to anybody yet.
import-next-offices = Fill these offices with their people. A list from SIASN or a DUK can be used as it is.
import-next-placements = The new placements hold from their day on. Look at the list of people if in doubt.
import-next-exemptions = Nothing is asked of whoever is on leave on every working day of a period. Other requests wait in the list.
import-next-holidays = Reminders stay clear of these days. Look at the list once more.
matching-unknown-offices = Offices that are not there yet can be imported first, from this file as well:
employees-office-name = Office name

example-employees-number = 198503122010012007
example-employees-name = Sri Wahyuni, S.E.
example-employees-email = sri.wahyuni@contoh.go.id
example-employees-phone = 081234567890
example-employees-employment_type = PNS
example-employees-grade = III/c
example-employees-position_level = Staff
example-employees-position_title = Analis Perdagangan
example-employees-reference_amount = 4,500,000
example-employees-office = DISDAG
example-employees-from = 2026-01-02
example-offices-code = DISDAG
example-offices-name = Dinas Perdagangan
example-offices-kind = dinas
example-offices-time_zone = WIB
example-placements-number = 198503122010012007
example-placements-name = Sri Wahyuni, S.E.
example-placements-employment_type = PNS
example-placements-grade = III/d
example-placements-position_level = Echelon IV
example-placements-position_title = Kepala Subbagian Umum
example-placements-office = KEC01
example-placements-from = 2026-12-01
example-exemptions-number = 198503122010012007
example-exemptions-from = 2026-11-02
example-exemptions-to = 2026-11-06
example-exemptions-reason = Annual leave
example-holidays-date = 2027-08-17
example-holidays-name = Independence Day
example-holidays-kind = Public holiday
example-holidays-office = DISDAG
imports-rows-removed = It cannot be undone any more: its rows were removed, as the retention rule says.
