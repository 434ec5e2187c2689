# Sign in, passwords, first run, account, pages of errors.

sign-in-title = Sign in
sign-in-purpose = Log your weekly purchases at small businesses.
sign-in-login = NIP or email
sign-in-login-hint = An employee number or login name works too.
sign-in-password = Password
sign-in-remember-phone = This is my phone
sign-in-remember-device = This is my own device
sign-in-remember-hint = Stay signed in here. Leave it off on a computer that others use.
sign-in-do = Sign in
sign-in-forgot = Forgot your password, or have none yet?
sign-in-demo = Demonstration accounts
sign-in-demo-as = Sign in as { $role }
sign-in-demo-note = All people and offices here are fictional.

forgot-title = Forgotten password
forgot-explain = We send a link to your email address to set a new password. It works once, for one hour.
forgot-shared = Is the address shared? Enter your NIP; the link goes to that address with your name on it.
forgot-do = Send link
sent-title = Check your email
sent-text = If the account exists and has an email address, a mail with a link is on its way.
sent-nothing = Nothing after 10 minutes? Look in the spam folder, or ask your office's administrator.
sent-back = Back to sign in

password-title-reset = New password
password-title-activate = Activate account
password-text-reset = For the account of { $name }
password-text-activate = Welcome, { $name }. Choose a password to sign in to Pekan.
password-do-reset = Save password
password-do-activate = Activate account
password-new = New password
password-again = New password again
password-hint = At least 10 characters. A few words you can remember are better than one complicated word.

setup-title = Set up Pekan
setup-text = This page appears only once. Everything can be changed later.
setup-step-token = Setup key
setup-token-note = So that only the owner of the server can set it up.
setup-token = Key
setup-token-hint = Written in the log when Pekan starts. On the server: journalctl -u pekan | grep siapkan
setup-step-place = Institution
setup-institution = Name of the institution
setup-institution-hint = For example: Pemerintah Kabupaten Contoh
setup-code = Short code
setup-code-hint = Capital letters and digits, for example CTH
setup-step-person = First administrator
setup-person-note = This person can manage everything and add other administrators.
setup-login = Login name
setup-login-hint = NIP or a short name
setup-do = Set up Pekan
setup-demo = Only want to try it?
setup-demo-text = Fill it with an invented district: a thousand employees and half a year of purchases. Everybody who opens the sign-in page can look around in it, and invented data cannot be removed again. For real use, begin empty.
setup-demo-how = Only the key above is needed. Filling takes some seconds.
setup-demo-do = Fill with a demonstration

account-facts = My details
account-facts-note = Something wrong? Ask your office's administrator.
account-settings = Settings
account-mute = No midweek reminder
account-mute-hint = The last-day reminder is still sent while you are short.
account-password = Password
account-password-note = After a change all other devices must sign in again.
account-password-current = Current password
account-password-do = Change password
account-sessions = Signed-in devices
account-sessions-note = Do you not recognise one? Sign it out, then change your password.
session-unknown = Another browser
session-current = This device
session-seen = Last used { $moment }
session-remembered = own device
session-end = Sign out
session-end-what = That device has to sign in again with the password.
session-end-named = Sign out { $name }
session-end-others = Sign out all other devices
account-keys = API tokens
account-keys-note = A program that holds one of these tokens acts in your name.
account-key-days = Created { $from }, valid until { $to }
account-key-unused = Never used
token-revoke-what = Programs that use it can no longer sign in.
account-key-revoke-named = Revoke token { $name }

resend-title-password = Enter your password
resend-text-password = This is an important change, so please confirm that it is you. What you filled in is kept.
resend-do-password = Continue
resend-title-stale = Send it once more
resend-text-stale = The page was open for too long, so the form was not processed. What you filled in is still here; press the button to send it.
resend-do-stale = Send again

error-title-400 = The request cannot be read
error-text-400 = The address or the form was incomplete. Please try again from the page before.
error-title-403 = Not allowed
error-text-403 = Your account may not do this. If it should, ask the administrator of your office.
error-title-404 = Page not found
error-text-404 = The address is wrong, has moved, or is not visible to your account.
error-title-409 = It has changed
error-text-409 = Somebody else changed it first. Reload to see how it stands now.
error-title-413 = File too large
error-text-413 = Each file may have 10 MB, five files at most. Your entry has not been saved.
error-title-421 = Wrong server address
error-text-421 = Open Pekan through the official address of your institution.
error-title-422 = The form cannot be processed
error-text-422 = Something does not fit. Please go back and check your answers.
error-title-429 = Too many attempts
error-text-429 = For safety, wait a little before you try again. Your account is not locked.
error-title-500 = Something went wrong on our side
error-text-500 = The fault has been recorded. What was saved is safe.
error-title-503 = Busy
error-text-503 = Pekan cannot answer right now. Try again in a moment.
error-title-507 = Storage is full
error-text-507 = Your entry was not saved because the server has no room left. Please tell the administrator.
error-retry = { $count ->
    [one] Try again in one second.
   *[other] Try again in { $count } seconds.
}
error-reload = Open the form again
error-again = Try again
error-home = To the start page
error-code = Code { $status }

flash-password-chosen = Password saved, and you are signed in.
flash-session-ended = That device is signed out.
flash-sessions-ended = All other devices are signed out.
flash-key-revoked = The token is revoked.
flash-password-changed = The password is changed. Other devices are signed out.
flash-account-saved = The settings are saved.
flash-demo-filled = The demonstration is ready. Choose one of the accounts below to sign in.
flash-setup-done = Pekan is installed. Seven more steps; each can be skipped.
