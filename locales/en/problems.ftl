# What is wrong with a field and how to mend it: problem-<code>, see src/rules/problem.rs.

problem-missing = This must be filled in
problem-too-long = { $longest } characters at most
problem-unprintable = It contains characters that cannot be shown. Type it again without copying
problem-unknown-choice = "{ $value }" is not one of the choices. Choose one of those offered
problem-not-a-date = Write a date such as 2026-11-20
problem-amount-missing = Enter the amount, for example 35000
problem-amount-fraction = The amount must be in whole rupiah, without sen
problem-amount-unreadable = The amount cannot be read. Write it like 35000 or 35rb
problem-amount-not-positive = The amount must be more than Rp0
problem-amount-too-large = One purchase may be { $most } at most
problem-seller-missing = Choose a seller, or add a new one
problem-date-in-future = The date cannot be after today
problem-date-too-old = The period of that date ended more than { $days } days ago
problem-receipt-missing = Attach a photo of the receipt, or tick "No receipt"
problem-too-many-receipts = { $most } files at most
