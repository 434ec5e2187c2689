# What is wrong with a field and how to mend it: problem-<code>, see crates/rules/src/problem.rs.

problem-missing = This must be filled in
problem-too-long = { $longest } characters at most
problem-unprintable = It contains characters that cannot be shown. Type it again without copying
problem-unknown-choice = "{ $value }" is not one of the choices. Choose one of those offered
problem-field-unknown = The field "{ $field }" is not known
problem-field-twice = The field "{ $field }" is given twice
problem-field-too-large = The field "{ $field }" is too large
problem-field-unprintable = The field "{ $field }" has characters that cannot be shown. Type it again without copying
problem-wrong-type = This is of the wrong type
problem-json-malformed = The body is not well-formed JSON
problem-form-expired = The page was open for too long, so the form was not processed. Open the form again and send it.
problem-form-returned = This page was open for long, so nothing was saved yet. What you typed is still here: save once more
problem-form-of-another = Somebody else opened this form in this browser. Open a new form
problem-changed-meanwhile = Somebody else has just changed this record. Load it again to see it
problem-changed-while-open = This purchase was changed while the page was open
problem-login-wrong = NIP or password does not match
problem-login-wrong-address = Email address or password does not match. If several people share the address, sign in with your NIP or employee number.
problem-no-address = This person has no email address, so no mail can be sent
problem-account-closed = This account is disabled or the person has left, so there is nothing to hand out for signing in
problem-second-factor-wrong = The code does not match, or was used before. Wait for the next one and try again
problem-second-factor-needed = This account uses two-step sign-in. Send the code from the app along
problem-second-factor-missing = Administrators have to use two-step sign-in. Turn it on on the account page first
problem-second-factor-set = Two-step sign-in is on already
problem-confirmation-missing = Type your password, or confirm at the sign-in service in a new tab first
problem-not-a-date = Write a date such as 2026-11-20
problem-not-in-range = Enter a number from { $least } to { $most }
problem-retention-removes = This removes { $receipts } receipt files, { $documents } documents of leave, the text of { $mails } emails, { $imports } rows of imported tables, the accounts of { $leavers } people who have left and { $devices } devices or sessions tonight, for good. Tick the box to save it.
problem-too-many = { $most } at most
problem-ends-before-start = The end cannot be before the start
problem-too-many-days = { $most } days at most

# Purchases
problem-amount-missing = Enter the amount, for example 35000
problem-amount-fraction = The amount must be in whole rupiah, without sen
problem-amount-unreadable = The amount cannot be read. Write it like 35000 or 35rb
problem-amount-comma = A comma stands for sen here. Did you mean { $meant }? Write it with a point
problem-amount-not-positive = The amount must be more than Rp0
problem-amount-too-large = One purchase may be { $most } at most
problem-amount-above = { $most } at most
problem-amount-below = { $least } at least
problem-seller-missing = Choose a seller, or add a new one
problem-date-in-future = The date cannot be after today
problem-date-too-old = The period of that date ended more than { $days } days ago
problem-receipt-missing = Attach a photo of the receipt, or tick "No receipt"
problem-receipt-choose-again = Choose the photo again
problem-too-many-receipts = { $most } files at most

problem-receipt-empty = The file is empty. Choose it again or retake the photo
problem-receipt-too-large = The photo must be an image, 10 MB at most
problem-receipt-heic = HEIC photos cannot be read yet. Set the camera to JPEG ("Most Compatible" on an iPhone) and retake it
problem-receipt-unsupported = The file must be JPEG, PNG, WebP or PDF
problem-receipt-damaged = The file is damaged or cut short. Upload it again or retake the photo
problem-receipt-too-many-pixels = The photo is too large, 200 megapixels at most
problem-receipt-encrypted = This PDF is locked. Save it without a password and upload it again
problem-receipt-active-pdf = This PDF holds scripts or other files. Print it to PDF again, or photograph the receipt
problem-receipt-too-many-pages = This PDF has more than 50 pages. Upload the page with the receipt only
problem-receipt-no-space = The server has no room left. Please tell the administrator
problem-receipt-busy = The server is receiving many files. Try again in a moment
problem-receipt-io = The receipt cannot be stored yet. Try again in a moment
problem-receipt-used-now = The same file was sent for another purchase just now. Choose another receipt
problem-uploads-waiting = This photo was not accepted: { $waiting } photos of unfinished forms are still waiting. Finish those forms first, or send it again tomorrow
problem-receipt-gone = The receipt uploaded before is gone. Attach it again
problem-receipt-used = This receipt was used already, by entry { $purchase }
problem-seller-unknown = That seller was not found. Choose another, or add a new one
problem-purchase-locked = The deadline of that period has passed, so the entry cannot be changed any more
problem-purchase-settled = This entry has been decided, so it cannot be changed any more
problem-key-unusable = The idempotency key must have 1 to 200 ASCII characters without spaces
problem-key-used = This idempotency key was used for something else
problem-password-again = The two passwords differ
problem-password-current = The current password does not match
problem-link-used = This link has been used or has expired. Ask for a new one
problem-setup-token = The key does not match. Copy it from the log again
problem-taken = Taken already
problem-office-unknown = That office was not found
problem-office-outside = { $value } is not an office that you manage. Choose your office or one below it
problem-role-without-office = This role serves all offices, so { $value } cannot be chosen. Leave the office empty
problem-employee-unknown = No employee has that number
problem-period-closed = These periods are closed and would change: { $periods }. Choose a later start
problem-period-not-over = The last deadline of this period has not passed yet: { $date } at 23:59 { $zone }
problem-period-being-closed = Period { $period } is being closed. Try again in a moment

# Offices
problem-code-unusable = A code has letters, digits, dots, underscores and hyphens only, 40 characters at most
problem-code-taken = Another office has this code
problem-root-exists = Choose the office above. Only one office is at the top: { $root }
problem-parent-below = An office cannot be below itself
problem-parent-row-refused = The office above is in this file, but its row needs to be mended first

# Employees
problem-number-unusable = A number has digits, letters, dots, underscores and hyphens only, 40 characters at most
problem-number-scientific = A spreadsheet program has changed this number. Make the column text and write the whole number again
problem-edited-meanwhile = Somebody else has just changed this person to: { $now }. What you typed is not saved. Save again if yours is right
problem-number-taken = Another employee has this number
problem-email-unusable = Write an email address such as name@example.go.id
problem-phone-unusable = Write a telephone number such as 0812 3456 7890
problem-placement-not-last = Only the last change can be taken back
problem-placement-only = The first placement cannot be taken back. Record a departure for somebody who does not work here
problem-placement-not-after = The date must be after the last placement, which began on { $date }
problem-amount-unclear = “{ $value }” cannot be read as rupiah. Write it like 4.500.000
problem-reference-not-in-range = A reference amount a month is between 0 and { $most }
problem-not-employed = This employee is not employed on that date
problem-nip-not-18-digits = This number is no NIP: a NIP has 18 digits
problem-nip-birth-date = This number does not look like a NIP: its first eight digits are no date of birth
problem-nip-appointment = This number does not look like a NIP: digits 9 to 14 are no time of appointment
problem-nip-sex = This number does not look like a NIP: digit 15 should be 1 or 2

# Roles, exemptions
problem-choose-person = Choose the person below, or write the number
problem-role-exists = This employee has the same role in that time already
problem-still-employed = This person still works here, or will. Their data can be erased once their last day is recorded and over
problem-last-administrator = There must always be an administrator. Give somebody else that role first
problem-already-decided = This request has been decided already

# Policies
problem-starts-inside-period = The start is inside a period. The policy counts for periods that start on { $date } and later
problem-replaces-monthly = This weekly policy starts inside a month, which the monthly policy still governs. Better start on { $date }

# Imports
problem-file-gone = The file that was checked is gone. Choose it again
problem-file-empty = This file is empty. It needs a heading and at least one row
problem-file-too-large = The file may be 20 MB at most
problem-file-not-utf8 = The letters in this file cannot be read. Save it again as CSV UTF-8
problem-file-unclosed-quote = A quotation mark in this file is never closed
problem-level-not-a-name = Write the name of the level in letters and digits, at most 40
problem-column-missing = The heading has no column "{ $called }"
problem-column-twice = The column "{ $value }" is twice in the heading
problem-too-many-rows = A file may have 200,000 rows at most
problem-row-too-wide = This row is longer than its heading
problem-twice-in-file = It is in row { $row } already
problem-formula = It cannot begin with =, +, - or @
problem-password-too-short = A password has at least { $shortest } characters
problem-password-too-long = A password has at most { $longest } characters
problem-password-too-common = This password is too easy to guess. Choose another
problem-password-like-you = A password must not be your name, number or email address
problem-code-malformed = A code is eight letters, without digits or vowels
problem-code-wrong = Number and code do not match, or the code was used or has run out
problem-no-telephone = This person's phone number cannot be used for WhatsApp
problem-no-address-to-invite = An email address is needed to send the link now. Fill it in, or choose "Later"
problem-not-a-telephone = A telephone number has digits, spaces and + - ( )
problem-transfer-not-needed = You manage both offices. Record the transfer on the page of the employee
problem-transfer-open = A transfer of this employee is proposed already. Wait for the decision, or withdraw it first
problem-transfer-void = This employee has moved since it was proposed. Propose it again if it is still needed
problem-not-placed-that-day = This person held no placement on that day, so nothing can be recorded for it
problem-seller-exists = The seller “{ $value }” is in the list already
problem-too-many-sellers = At most { $most } new sellers by scanning in a day. Go on tomorrow, or ask those who keep the sellers to import them
problem-qris-too-long = This text is too long for a QRIS code
problem-qris-not-qris = This is no QRIS code. Scan the payment code that the seller displays
problem-qris-damaged = This QRIS code was not read whole. Scan it again from close by
problem-qris-checksum = This QRIS code was misread or altered. Scan it again, or choose the seller from the list
problem-qris-transfer = This QRIS code is for transfers between people or for cash; it belongs to no seller
problem-qris-other-country = This code is not from Indonesia
problem-code-not-found = No code can be read in this photo. Take it again from close by and straight on, with enough light
problem-qris-nameless = This QRIS code names no seller
problem-no-qris = Nobody has scanned a QRIS code of this seller yet
problem-class-twice = The class “{ $value }” is given twice for the same day
problem-person-outside = { $value } is not an employee whom you manage. Remove the row, or propose a transfer
problem-too-many-corrections = At most { $most } requests can wait at once. Please wait for an answer first
problem-import-rows-removed = This import cannot be undone any more: its rows were removed, as the retention rule says
