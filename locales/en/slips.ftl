slip-document = Account activation slips
slip-title-activation = Activate your Pekan account
slip-title-reset = Choose a new password
slip-number = NIP/number { $number }
slip-code = Code
slip-how = Scan the QR code, or open { $address } and enter the number and the code above. Then choose a password of your own.
slip-until = Valid until { $date }, for one use only.
slip-help = Need help? { $who }

code-title = Sign in with a code
code-explain = Enter the number and the code from the slip that your office gave you.
code-number = NIP or employee number
code-code = Code
code-hint = Eight letters, such as KQXW MNPT. Capitals or small letters make no difference.
code-do = Continue
code-none = No slip, or has its code run out? Ask whoever looks after accounts in your office.
password-show = Show
password-hide = Hide

slip-qr = QR code leading to the activation page
slips-back = Back
slips-print-hint = Print this page now: codes are shown once. Printing again makes new codes and ends these.

accounts-title = Account activation
accounts-note = People who cannot sign in yet, and how to let them in.
accounts-open = Account activation
accounts-without-server = There is no mail server yet: invitations are only written to a folder on the server and reach nobody. Use printed slips.
accounts-office = Office and all below it
accounts-look = Show
accounts-all-active = Everyone here can sign in.
accounts-invite = Invite by email
accounts-invite-note = The link works for 72 hours after delivery, and once.
accounts-invite-do = { $count ->
    [0] Send invitations
    [one] Invite one person who was not invited yet
   *[other] Invite { $count } people who were not invited yet
}
accounts-again = { $count ->
    [one] One person was invited already: invite again, too
   *[other] { $count } people were invited already: invite again, too
}
accounts-again-hint = Unless this is ticked, nothing is sent to them.
accounts-without-address = { $count ->
    [one] One person has no email address. Print a slip.
   *[other] { $count } people have no email address. Print slips for them.
}
accounts-slips = Print slips
accounts-slips-note = Eight on a sheet of A4, to be cut and handed out. Codes work for 14 days, and once.
accounts-slips-whom = For whom
accounts-slips-without-address = { $count ->
    [one] One person without an email address
   *[other] { $count } people without an email address
}
accounts-slips-not-reached = { $count ->
    [one] One person not invited and without a slip
   *[other] { $count } people not invited and without a slip
}
accounts-slips-all = { $count ->
    [one] The one person who cannot sign in yet
   *[other] All { $count } people who cannot sign in yet
}
accounts-slips-all-hint = Links and slips that were handed out stop working.
accounts-pdf = Download PDF
accounts-page = Page to print

message-title = Link by WhatsApp
message-note = This message carries a personal link that works for 72 hours, and once. Earlier links and slips stop working. Send it only to this person's own number.
message-open = Open WhatsApp
message-activation = Dear { $name }, your account on Pekan (small-business purchases, { $institution }) is ready. Choose a password with this link; it works for 72 hours, and once: { $link }
message-reset = Dear { $name }, choose a new password for Pekan ({ $institution }) with this link; it works for 72 hours, and once: { $link }
message-help = Questions? Ask { $who }.

employee-access = Access to the account
employee-access-waiting = Cannot sign in yet.
employee-access-active = Can sign in. If the password is forgotten and mail does not help, print a slip: the old password works until a new one is chosen.
employee-access-disabled = Disabled. This person cannot sign in and gets no mail until the account is enabled again; the records stay.
employee-access-left = Has left. The account no longer opens.
account-disable = Disable the account
account-disable-named = Disable the account of { $name }
account-disable-what = { $name } is signed out of all devices and programs at once, and cannot sign in until the account is enabled again. Records and roles stay.
account-enable = Enable again
second-factor-reset = Reset two-step sign-in
second-factor-reset-named = Reset two-step sign-in of { $name }
second-factor-reset-what = For { $name }, who has lost the phone: make sure first that it is really them who ask. All their devices are signed out, and they sign in again with the password alone.
employee-access-mail = Invited by email; the link works until { $until }.
employee-access-slip = A slip was printed; it works until { $until }.
employee-access-whatsapp = A WhatsApp link was made; it works until { $until }.
employee-sessions-note = A lost phone, or a computer that others use now? Sign it out here; its owner signs in again with the password.
employee-keys-note = Programs that use a key no longer reach the account once it is revoked.
employee-slip = Print slip
employee-slip-page = Page to print
employee-whatsapp = Send by WhatsApp
employee-invite = Activation link
employee-invite-now = Send now
employee-invite-later = Later
employee-invite-later-hint = Invite or print a slip whenever you like, from this person's page or from "Account activation".

flash-people-invited = Invitations are queued.
flash-nobody-invited = Nobody needs an invitation.
flash-nobody-to-print = Nobody needs a slip.
flash-employee-added-invited = Person added. The activation link is queued.
