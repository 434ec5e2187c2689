# Administration.

admin-employees = Employees
admin-offices = Offices
admin-policies = Policies
admin-exemptions = Exemptions
admin-holidays = Holidays
admin-roles = Roles
admin-mail = Mail
admin-audit = Audit trail
admin-employees-text = { $count ->
    [one] One person; add, transfer, import
   *[other] { $count } people; add, transfer, import
}
admin-offices-text = { $count ->
    [one] One office
   *[other] { $count } offices
}
admin-policies-none = No policy yet
admin-holidays-text = { $count ->
    [one] One day in { $year }
   *[other] { $count } days in { $year }
}
admin-roles-text = { $count ->
    [one] One role in force
   *[other] { $count } roles in force
}
admin-audit-text = Who did what, and when
admin-no-policy = There is no policy yet, so no minimum applies.

all = All
choose = Choose…
approve = Approve
refuse = Refuse
remove = Remove
remove-named = Remove { $name }
import = Import
code = Code
phone = Phone
account = Account
date-from = From
date-to = To
days = { $count ->
    [one] One day
   *[other] { $count } days
}
until-now = now
save-anyway = Save anyway
all-offices = All offices

employees-total = { $count ->
    [one] One employee
   *[other] { $count } employees
}
employees-search = Name or NIP
employees-none = No employee matches.
employee-new = Add employee
employee-person = Person
employee-number = NIP or employee number
employee-number-hint = NIP of 18 digits, or a local number
employee-name = Full name
employee-email-hint = For the activation link and reminders. May be left empty, or be one that several people share.
employee-standing = View results
employee-manage = Manage employee
employee-left = left { $date }
employee-send-activation = Send activation link
placement = Placement
placement-from = { date-from }
placements-title = Placements
placements-note = Transfers and promotions add a row; the old ones stay.
mistake-title = Was the last change a mistake?
mistake-placement = The placement that begins on { $date } leaves the history, and the one before runs on. The audit keeps it.
mistake-do-placement = Undo this placement
mistake-departure = The departure on { $date } is removed and the placement runs on. Roles that ended with it do not come back by themselves.
mistake-do-departure = Undo the departure
placements-none = Never placed.
transfer-title = Transfer or promotion
transfer-note = The old placement ends the day before.
transfer-do = Save placement
departure-title = Departure
departure-note = Retirement, another institution, or leaving. After the last day the account no longer opens; the purchases stay.
departure-on = Last day of work
departure-do = Record departure
employment-type = Employment type
employment-PNS = PNS
employment-CPNS = CPNS
employment-PPPK = PPPK
employment-PPPK_PW = PPPK, part-time
employment-NON_ASN = Non-ASN
grade = Grade
grade-hint = For example: III/a
position-title-hint = As in the appointment, for example: Analis Perdagangan Ahli Muda
reference-amount-hint = For example the ceiling of the allowance (TPP). Used where a policy asks for a percentage; only the person and administrators see it.
reference-of = reference amount { $amount } a month
position-staff = Staff
position-functional = Functional
position-section_head = Head of section
position-echelon_4 = Echelon IV
position-echelon_3b = Echelon III.b
position-echelon_3a = Echelon III.a
position-echelon_3 = Echelon III
position-camat = Head of sub-district
position-echelon_2 = Echelon II
position-echelon_1 = Echelon I

import-text = The file is checked first. While there is one error, nothing is saved.
import-file = File with the list
import-file-hint = XLSX, XLS, ODS or CSV, as your office has it
import-check = Check file
import-apply = Apply
import-rows = Rows
import-created = New
import-changed = Changed
import-unchanged = Unchanged
import-row = Row
import-field = Column
import-message = What to correct
import-errors = { $count ->
    [one] One thing needs correcting
   *[other] { $count } things need correcting
}
import-errors-what = Correct the list and check it again. Nothing has been saved.
import-clean = The file is ready to be applied.
import-columns = Columns that are read

transfers = Transfers
transfers-text = Many transfers and promotions at once. The list is checked first. As long as there is one error, nothing is saved.
transfers-heading = Number;Office;Grade;Position level;From
transfers-list = List of transfers
transfers-list-hint = The first row holds the names of the columns. It may be pasted straight from a spreadsheet.
transfers-file = Or an XLSX or CSV file
transfers-before = Now
transfers-after = Then
transfers-from = From
transfers-clean = The list is ready to be applied.
transfers-nothing = Everybody in this list is there already. There is nothing to apply.
transfers-check = Check list
transfers-again = Start again

office-new = Add office
office-kind = Kind
office-kind-hint = For example: dinas, badan, kecamatan
office-code-hint = Capital letters, digits and hyphens, for example DKUPP
office-parent = Office above
office-top = None (the top)
office-headcount = Staff
offices-none = No offices yet.

policies-note = A policy is never changed. New rules are added, and the past keeps its own.
policy-new = Add policy
policy-new-note = In force from the first full period after its start.
policy-presets = Start from an example:
preset-lumajang = Lumajang: Rp100,000 a week
preset-probolinggo = Probolinggo: monthly, by position
preset-salatiga = Salatiga: an appeal
policy-current = In force
policy-coming = Coming
policy-past = Ended
policy-basics = Basics
policy-title = Title
policy-title-hint = For example: Regent's circular on buying from small businesses
policy-basis = Legal basis
policy-basis-hint = Number of the circular
policy-mode = Nature
policy-mode-mandatory = Mandatory
policy-mode-appeal = Appeal
policy-period = Period
policy-period-week = Weekly
policy-period-month = Monthly
policy-scope = Applies to
policy-scope-hint = This office and all below it
policy-scope-text = { $office } and all below it
policy-from = In force from
policy-from-hint = A Monday for weeks, the first for months
policy-until = Until
policy-amounts = Minimum
policy-minimum = Minimum
policy-minimum-amount = Minimum amount
policy-minimum-hint = Rp0 means no minimum amount
policy-minimum-count = Minimum number of purchases
policy-count-hint = 0 means it is not counted
policy-minimum-week = { $amount } a week
policy-minimum-month = { $amount } a month
policy-no-minimum = No minimum
policy-count = { $count ->
    [one] one purchase
   *[other] { $count } purchases
}
policy-tiers = { $count ->
    [one] One tier by position
   *[other] { $count } tiers by position
}
policy-tiers-title = Tiers by position
policy-tiers-note = Tried in order; the first that fits counts. If none fits: the minimum above.
tier-number = Tier { $number }
tier-for = For
tier-grades = grade { $grades }
tier-grades-hint = Separate with commas, for example III/a, III/b
policy-details = Detailed rules
policy-details-note = Percentage, days and sellers that count, grace, late records, holidays, leave, the largest amount, reminders
policy-reminder-at = { $day } at { $hour }
policy-reminder-before = { $count ->
    [0] On the day of the deadline at { $hour }
    [one] { $count } day before the deadline at { $hour }
   *[other] { $count } days before the deadline at { $hour }
}
policy-grace = Grace
policy-grace-hint = Days after the period to log on time
policy-late = Late entries
policy-late-hint = Days after the period to log late
policy-holiday-rule = With public holidays
policy-leave-rule = With leave for part of it
policy-rule-full = The minimum stays whole
policy-rule-prorated = The minimum shrinks in proportion
policy-max = Largest amount of one purchase
policy-preview = Preview
policy-preview-title = { $count ->
    [one] Applies to one person
   *[other] Applies to { $count } people
}
policy-preview-text = In { $period }, under these rules:

exemptions-note = Leave, travel or study. Only the kind is recorded, never a diagnosis.
exemptions-none = No exemptions here.
exemption-new = Add exemption
exemption-new-note = Approved at once. Not possible for yourself.
exemption-reason-hint = The kind of leave only

holidays-title = Holidays { $year }
holidays-note = Public holidays and joint leave days do not count as working days.
holidays-none = No holidays for { $year } yet.
holiday-new = Add holiday
holiday-new-note = A date that exists already is replaced.
holiday-name = { name }
holiday-kind = Kind
holiday-public = Public holiday
holiday-joint_leave = Joint leave day

roles-note = Everybody is an employee. Roles widen what may be seen and done.
roles-none = No roles yet.
role = Role
role-new = Give a role
role-gone = Formerly in charge
role-head = Head
role-reviewer = Reviewer
role-operator = Operator
role-seller_officer = Seller officer
role-auditor = Auditor
role-administrator = Administrator
role-hint-head = Sees their office and all below it
role-hint-reviewer = Checks receipts of their office and below
role-hint-operator = Looks after people, accounts and leave of their office and below, and logs purchases for them
role-hint-seller_officer = Looks after the list of sellers
role-hint-auditor = Sees everything, changes nothing
role-hint-administrator = Manages everything
role-acting = acting
role-acting-label = Acting (Plt)
role-acting-hint = Only widens what is seen; duties stay with the home office
role-everywhere = all offices
role-office = For office
role-office-hint = Required for heads, reviewers and operators; optional for auditors
role-make-operator = Make operator
role-make-head = Make head
role-make-reviewer = Make reviewer
role-from-today = From today.
role-other = Another role, acting, or other dates
role-revoke-what = { $name } will no longer be { $role }. The role can be given again.
role-revoked = revoked { $date }
role-revoke = Revoke
role-revoke-named = Revoke the role of { $name }

mail-note-smtp = Sent through the mail server.
mail-note-folder = No mail server is set up: mail is kept as files in data/mail.
mail-none = No mail here.
mail-queued = Waiting
mail-sent = Sent
mail-written = Written to a folder
mail-failed = Failed
mail-app = Shown in Pekan
mail-phone = Shown on a phone
mail-obsolete = No longer needed
mail-filter = { $word } ({ $count })
mail-facts = Details of the mail
mail-to = To
mail-kind = Kind
mail-created = Created
mail-sent-at = Sent
mail-next = Next attempt
mail-body = Text
mail-not-written = It is written when it is sent.
mail-attempts = Attempts
mail-attempts-none = Not attempted yet.
mail-subject = Subject
mail-schedule = Schedule and samples
mail-schedule-note = Counted from what is recorded now. Just before a mail goes out it is asked again: whoever is done gets none.
mail-schedule-next = Next reminders
mail-schedule-after-close = After a period is closed, in the next office hours, heads get what their office came to and leaders a summary: once for each period, and only for the newest.
mail-schedule-none = No reminder within eight days.
mail-schedule-begun = Going out now
mail-schedule-due = { $count } people short
mail-schedule-due-heads = { $count } heads
mail-schedule-mails = { $count } mails
mail-schedule-inactive = { $count } with an activation
mail-schedule-without = No mail:
mail-schedule-had = { $count } have it already
mail-schedule-muted = { $count } want none
mail-schedule-in-application = { $count } in the application only
mail-schedule-on-phones = { $count } on their phones
mail-schedule-closed = { $count } with a closed account
mail-samples = A sample of each mail
mail-samples-note = As its receiver sees it, with invented figures.
mail-sample-office = Health office
mail-sample-office-behind = District of Senduro
mail-sample-note = A sample with invented figures; its links open nothing.
mail-sample-open = See it as in a mailbox
mail-sample-text = As plain text
mail-sample-seller = Warung Bu Sri
mail-sample-reason = The receipt cannot be read
mail-sample-colleague = Budi Santoso
mail-retry = Send again
mail-retry-all = Send all failed ones again ({ $count })
mail-cancel = Cancel this mail
mail-cancel-note = It is not sent, and not made again.
mail-mark-do = Send nothing to this address
mail-queued-since = The one that waits longest was made { $moment }.
mail-since = Since { $moment }.
mail-outage-next = Tried again { $moment }.
mail-outage-words = Last answer:
mail-outage-unreachable = The mail server cannot be reached. Check the network and PEKAN_SMTP_URL. Mails wait; none is lost.
mail-outage-silent = The mail server does not answer. Mails wait; none is lost.
mail-outage-encryption = The connection to the mail server cannot be encrypted. Check its certificate and PEKAN_SMTP_CA.
mail-outage-sign_in = The mail server refuses Pekan’s name or password. Check PEKAN_SMTP_URL.
mail-outage-refusing = The mail server refuses Pekan as a sender. Check PEKAN_MAIL_FROM and PEKAN_SMTP_HELO.
mail-marked = { $count ->
    [one] One address gets no more mail
   *[other] { $count } addresses get no more mail
  }
mail-addresses = Addresses that get no more mail
mail-addresses-note = The mail server has said twice that nobody is there, or an administrator has entered it. Change the person’s address, or restore it where it is right again.
mail-addresses-none = All addresses get mail.
mail-address-nobodys = Nobody’s any more
mail-address-failures = { $count ->
    [one] Once
   *[other] { $count } times
  }
mail-address-clear = Restore
mail-address-marked = This address gets no more mail.
mail-bounces = What came back
mail-mark = Nobody is at this address
mail-mark-note = If you know that this address reaches nobody, Pekan will not write to it any more.
bounce-refused = Refused by the mail server
bounce-returned = Returned to the sender
bounce-entered = Entered by an administrator
bounce-cleared = restored since
mail-why-account-closed = The account is closed.
mail-why-account-only = About the account: by e-mail alone.
mail-why-active-already = The account is active already.
mail-why-address-marked = The address gets no more mail.
mail-why-cancelled = Cancelled by an administrator.
mail-why-ended = The receiver has been removed.
mail-why-enough-this-week = Enough mails this week; shown in the application.
mail-why-gave-up = Begun again and again and never finished.
mail-why-in-app = They chose the application.
mail-why-invented-address = The address is only an example.
mail-why-link-gone = The link is no longer valid.
mail-why-no-address = The person has no e-mail address.
mail-why-no-change = There is no change to tell.
mail-why-no-longer-asked = The part has been answered.
mail-why-no-longer-decided = The decision no longer stands.
mail-why-no-longer-due = No reminder is due any more.
mail-why-no-longer-rejected = The record is not sent back any more.
mail-why-no-longer-so = What was to be told is no longer so.
mail-why-no-longer-theirs = Their role has ended.
mail-why-no-longer-wanted = They no longer want it.
mail-why-no-message = There is no such message.
mail-why-no-period = The period is not known.
mail-why-no-phone = No phone of theirs receives notifications any more.
mail-why-no-such-person = There is no such person.
mail-why-no-telephone = The person has no mobile number.
mail-why-nobody-obliged = Nobody is obliged there.
mail-why-office-hours = Waits for office hours.
mail-why-other-way = The receiver has chosen another way.
mail-why-read-in-app = Read in the application already.
mail-why-too-late = Its time has passed.
mail-why-turned-off = It is turned off in the settings.
mail-kind-midweek = Midweek reminder
mail-kind-last_call = Last-day reminder
mail-kind-grace = Grace period reminder
mail-kind-head_digest = Digest for heads
mail-kind-office_recap = Recap for heads after a close
mail-kind-leaders_summary = Summary for leaders after a close
mail-kind-activation = Account activation
mail-kind-password_reset = New password
mail-kind-access_handed = Notice of a password code
mail-kind-account_changed = Notice of a changed account
mail-kind-purchase_rejected = Entry returned
mail-kind-part_proposed = Part of a shared receipt
mail-kind-exemption_decided = Decision about an exemption
mail-kind-period_result = Result of a period
mail-kind-day_notices = Notices of a day

audit-note = Rows are only ever added, never deleted.
audit-none = Nothing yet.
audit-at = Time
audit-actor = By
audit-action = Action
audit-details = Details
audit-system = System
audit-older = Older
audit-sentence = Event
audit-about = About
audit-record = Record
audit-who = Who did it
audit-who-hint = Name or NIP
audit-whom = About whom
audit-anybody = Anybody
audit-any = All actions
audit-from = From
audit-until = Until (included)
audit-show = Show
audit-file = Download CSV
audit-clear = Clear the filter
audit-technical = Technical details
audit-nobody = No employee matches “{ $text }”.
audit-which = “{ $text }” matches several employees. Choose one:
audit-none-found = Nothing in the audit matches this filter.
audit-cut = This file holds the newest { $most } lines. Narrow the dates to download older ones.

# Actions in the audit
audit-account-edit = Changed account settings
audit-account-enable = Enabled an account again
audit-account-disable = Disabled an account
audit-access-end = Ended the access of somebody who has left
audit-administrator-create = Made an administrator
audit-declaration-make = Declared no purchases
audit-declaration-withdraw = Withdrew a declaration
audit-employee-add = Added an employee
audit-employee-depart = Recorded a departure
audit-employee-undo_placement = Undid a change of placement
audit-employee-edit = Changed an employee
audit-employee-erase = Erased personal data
audit-slip-issue = Printed a slip with a code
audit-message-prepare = Prepared a link for WhatsApp
audit-employee-invite = Invited an employee
audit-employee-place = Placed an employee
audit-office-exempt = Gave an office an exemption
audit-exemption-request = Requested an exemption
audit-exemption-approve = Approved an exemption
audit-exemption-refuse = Refused an exemption
audit-exemption-withdraw = Withdrew an exemption
audit-holiday-set = Set a holiday
audit-holiday-remove = Removed a holiday
audit-employee-import = Imported employees
audit-exemption-import = Imported exemptions
audit-holiday-import = Imported holidays
audit-office-import = Imported offices
audit-placement-import = Imported transfers
audit-import-undo = Undid an import
audit-mail-cancel = Cancelled a mail
audit-mail-address_mark = Noted an address at which nobody is
audit-mail-address_clear = Restored an e-mail address
audit-mail-retry = Sent a mail again
audit-mail-retry_all = Sent all failed mails again
audit-office-add = Added an office
audit-office-contact = Changed an office's contact
audit-office-edit = Changed an office
audit-password-change = Changed the password
audit-password-choose = Chose a password by link
audit-password-request_reset = Asked for a password link
audit-amendment-refuse = Refused a proposed amendment
audit-period-amend = Amended a closed period
audit-period-begin_close = Began to close a period
audit-period-close = Closed a period
audit-amendment-propose = Proposed amendments of a period
audit-policy-add = Added a policy
audit-policy-attach_document = Attached a circular
audit-policy-end = Ended a policy
audit-purchase-edit = Changed a purchase
audit-purchase-log = Logged a purchase
audit-purchase-attach_receipt = Added a receipt
audit-purchase-verify = Accepted a purchase
audit-purchase-undo_review = Took back a decision on a purchase
audit-purchase-reject = Rejected a purchase
audit-purchase-void = Voided a purchase
audit-reminder-message = Prepared a reminder by WhatsApp
audit-reminder-queue = Prepared reminders
audit-reminder-send = Reminded an office
audit-role-grant = Granted a role
audit-role-revoke = Revoked a role
audit-second_factor-begin = Began to set up two-step sign-in
audit-second_factor-set = Turned two-step sign-in on
audit-second_factor-remove = Turned two-step sign-in off
audit-second_factor-reset = Reset two-step sign-in
audit-second_factor-use_recovery_code = Used a recovery code
audit-seller-add = Added a seller
audit-seller-classify = Changed the classes of a seller
audit-seller-scan = Scanned a seller’s QRIS code
audit-seller-differ = Found a seller’s QRIS code changed
audit-seller-check = Checked a seller’s QRIS code
audit-audit-export = Downloaded the audit trail
audit-document-open = Opened the document of an exemption
audit-mail-open = Read the text of a mail
audit-people-export = Downloaded the list of people
audit-receipt-open = Opened a receipt
audit-receipt-export = Downloaded receipts
audit-names-open = Opened names of another office
audit-figures-export = Downloaded a table of figures
audit-recap-export = Downloaded a recap
audit-recap-issue = Issued a recap
audit-recap-letterhead = Changed a recap’s letterhead
audit-recap-scan = Kept a signed recap
audit-roster-export = Downloaded the list of people to be told
audit-data-export = Downloaded their own data
audit-session-close = Signed out
audit-session-end = Signed a device out
audit-session-end_others = Signed other devices out
audit-session-open = Signed in
audit-shared_part-change = Changed a part of a shared receipt
audit-shared_part-decline = Answered that a part was not theirs
audit-shared_part-propose = Named a colleague’s part
audit-shared_part-withdraw = Took back a colleague’s part
audit-settings-change = Changed settings
audit-logo-choose = Chose a logo
audit-logo-remove = Removed the logo
audit-mail-test = Sent a test mail
audit-receipt-purge = Removed receipt files, as the retention rule says
audit-exemption-purge = Removed documents of leave, as the retention rule says
audit-mail-purge = Removed the text of mails, as the retention rule says
audit-steps-hide = Hid the list of first steps
audit-token-issue = Issued an API token
audit-token-revoke = Revoked an API token

person-named = Name or number
person-named-hint = A part of the name is enough
person-which = Who is meant?
employee-invitation-sent = Activation link sent { $at }
employee-invitation-written = Activation link written to a folder { $at }, not sent: no mail server is set
employee-invitation-queued = Activation link waiting to be sent since { $at }
employee-invitation-failed = Activation link could not be sent ({ $at })
holiday-remove-what = { $name } will no longer be a holiday. Changes to closed periods will be proposed.
period-close-what = The figures of this period are frozen now. Later changes become numbered amendments.

admin-transfers = Proposed transfers
transfers-proposed-note = A move between offices looked after by different people takes effect once the other side accepts it.
transfers-waiting = { $count ->
    [0] Waiting for your decision
   *[other] Waiting for your decision ({ $count })
}
transfers-none-waiting = Nothing is waiting for your decision.
transfers-others = Other proposals
transfer-since = from { $date }
transfer-by = proposed by { $name }
transfer-accept = Accept
transfer-accepted = Accepted
transfer-refuse-named = Refuse the transfer of { $name }
transfer-withdraw = Withdraw
transfer-withdraw-named = Withdraw the transfer of { $name }
transfer-withdraw-what = The employee stays where they are. It can be proposed again.
transfer-void = Void: the employee has moved
transfer-in-title = Ask for somebody
transfer-in-note = For an employee of an office that you do not manage. Its operator or an administrator accepts.
transfer-in-hint = Number of the employee who is to move
transfer-in-office = To office
transfer-level-same = As it is now
transfer-propose = Propose
transfer-proposed-note = To an office that you do not manage, the transfer is proposed and takes effect once accepted.
audit-transfer-propose = Proposed a transfer
audit-transfer-accept = Accepted a transfer
audit-transfer-refuse = Refused a transfer
audit-transfer-withdraw = Withdrew a transfer
roles-over-everything = All offices
operator-transfers-waiting = { $count ->
    [one] One proposed transfer is waiting for your decision.
   *[other] { $count } proposed transfers are waiting for your decision.
}
operator-see = View proposals
operator-new-text = Somebody who is not recorded anywhere yet
operator-transfers-text = { $count ->
    [0] Nothing is waiting for you
   *[other] { $count } waiting for you
}
operator-recap = Office recap
operator-recap-text = This week's figures, and the CSV file
audit-correction-ask = Asked for a correction
audit-correction-done = Settled a request for correction
audit-correction-refuse = Refused a request for correction
audit-account-purge = Removed accounts of people who have left, as the retention rule says
audit-device-purge = Forgot devices, as the retention rule says
audit-import-purge = Removed rows of imported tables, as the retention rule says
audit-seller-answer = A seller’s answer
audit-seller-link = Made a seller’s link
audit-seller-unlink = Ended a seller’s link
audit-webhook-add = Added a webhook
audit-webhook-end = Removed a webhook
audit-webhook-resume = Resumed a webhook
audit-webhook-retry = Sent a webhook again
audit-webhook-purge = Removed webhook deliveries, as the retention rule says
audit-webhook-cancel = Cancelled a webhook
