# The list of sellers, for seller officers.
nav-sellers = Sellers
admin-sellers = { nav-sellers }
admin-sellers-text = Proposals, classes, eligibility and merges
sellers-badge = waiting to be checked
sellers-total = { $count ->
    [one] { $number } seller
   *[other] { $number } sellers
}
sellers-search = Find a seller
sellers-search-hint = The beginnings of words of the name, sub-district or market, such as “bu sri”
sellers-waiting = { $count ->
    [0] Waiting
   *[other] Waiting ({ $number })
}
sellers-none = There are no sellers yet. They appear as employees record purchases.
sellers-none-found = No seller matches. Try shorter words.
sellers-none-waiting = Nothing is waiting. Every seller has been checked.
desk-sellers = { $count ->
    [one] { $number } seller is waiting to be checked
   *[other] { $number } sellers are waiting to be checked
}
seller-new = Add a seller
seller-edit = Edit seller
seller-facts = What is known of this seller
seller-goods = Kind of goods
seller-goods-unknown = Not known yet
goods-culinary = Food and drink
goods-craft = Crafts
goods-fashion = Fashion
goods-agriculture = Farming and fishing
goods-trade = Trade
goods-services = Services
goods-other = Other
seller-market = Market
seller-market-hint = If it sells at a market, such as Pasar Senduro
seller-stall = Stall
seller-nib = NIB
seller-nib-hint = Business number, 13 digits
seller-reached = How to reach it
seller-reached-note = Only seller officers and administrators see this part. Enter what is needed, with the seller’s consent.
seller-instagram-hint = The account name, such as @warung.busri
seller-link-hint = The whole address, beginning with https://
seller-marketplace = Online shop
seller-training = Training received
seller-training-hint = Name and year of each, separated by commas
seller-bought = Recorded purchases
seller-bought-there = { $count ->
    [0] None yet
    [one] { $number } record, { $amount }
   *[other] { $number } records, { $amount }
}
seller-bought-last = Last purchase
seller-recorded = First recorded
seller-confirmed = Checked
seller-state-proposed = Proposed
seller-state-doubted = Doubted
seller-ineligible = Not an MSME
seller-check-waiting = New QRIS
seller-check-changed = QRIS changed
seller-check-accepted = This code is right
seller-check-refused = Refused
seller-proposed = An employee has proposed this seller.
seller-proposed-what = Check its name and sub-district. If it is listed under another name, merge the two.
seller-confirm = This seller is right
seller-doubted = A reviewer says that this seller is not an MSME.
seller-doubt-by = ({ $name }, { $moment })
seller-clear = It is an MSME
seller-mark-go = Mark as not an MSME
seller-qris = QRIS
seller-qris-note = What its payment code declares. The code is no proof of a purchase.
seller-qris-declares = Declares
seller-qris-now = Now declares
seller-qris-check = Check
seller-qris-accept = This code is right
seller-qris-refuse = Refuse
qris-standing-umkm = MSME
qris-standing-not_umkm = Not an MSME
qris-standing-by_hand = Does not say how large the business is
seller-classes = Classes and programmes
seller-classes-note = A purchase counts by the classes of its day.
seller-classes-none = No classes yet.
seller-classes-edit = Edit classes
seller-class = Class or code of a programme
seller-class-row = Class { $number }
seller-class-to = Last day (empty while it lasts)
seller-class-since = Since { $date }
seller-class-now = In force
seller-class-halal = halal certified
seller-class-umkm_binaan = mentored MSME
seller-class-jakarta_entrepreneur = Jakarta Entrepreneur
seller-recounts = What was bought here is counted anew. Weeks and months that are closed change by numbered amendments.
seller-eligibility = Eligibility
seller-eligibility-note = While the seller is not an MSME, purchases here do not count.
seller-marked = Not an MSME { $range }.
seller-marked-since = Not an MSME since { $date }.
seller-ineligible-from = Not an MSME since
seller-ineligible-until = Last day
seller-mark = Mark as not an MSME
seller-unmark = Mark as an MSME again
seller-doubts = { $count ->
    [one] { $count } doubt of a reviewer
   *[other] { $count } doubts of reviewers
}
doubt-open = Waiting
doubt-accepted = Accepted
doubt-refused = Refused
seller-same = May be the same seller
seller-same-note = Purchases at a seller that is merged move to this one. A merge can be undone.
seller-same-none = Nothing similar.
seller-same-search = Find another seller to merge
seller-merge = Merge
seller-merge-named = Merge { $name } into this seller
seller-merge-what = All purchases at “{ $name }” move to “{ $into }” and count by its classes and eligibility.
seller-merge-do = Merge into this one
seller-merged = Merged into this one
seller-merged-note = Employees who enter the old name still reach this seller.
seller-merged-into = This seller has been merged into:
seller-unmerge = Separate again
seller-unmerge-named = Separate { $name } again
seller-unmerge-what = The purchases that moved go back, except those whose seller has been changed since.
flash-seller-added = The seller has been added.
flash-seller-confirmed = The seller has been checked.
flash-seller-decided = Eligibility saved. What was bought here has been counted anew.
flash-seller-code-accepted = The code is noted as right.
flash-seller-code-refused = The code has been refused.
flash-seller-merged = The sellers have been merged, and their purchases with them.
flash-seller-unmerged = The merge has been undone. The purchases are back where they were.
problem-nib-unusable = An NIB has 13 digits
problem-handle-unusable = Enter the Instagram account name alone, such as @warung.busri
problem-link-unusable = Enter the whole address, such as https://tokopedia.com/warung-busri
problem-seller-confirmed = This seller has been checked already
problem-merge-same = A seller cannot be merged into itself
problem-merge-merged = One of them has been merged already. Reload this page
problem-merge-doubted = Decide the reviewer’s doubt about that seller first, then merge it
problem-merge-undone = This merge has been undone already
problem-merge-further = This seller has been merged into another since. Undo that merge first
audit-seller-clear = Declaring a seller to be an MSME
audit-seller-confirm = Checking a seller
audit-seller-doubt = Doubting a seller
audit-seller-edit = Editing a seller
audit-seller-export = Downloading the list of sellers
audit-seller-import = Importing sellers
audit-seller-mark = Marking a seller as not an MSME
audit-seller-merge = Merging sellers
audit-seller-unmerge = Undoing a merge of sellers
trail-seller-clear = declared the seller “{ $name }” to be an MSME
trail-seller-confirm = checked the proposed seller “{ $name }”
trail-seller-doubt = doubted that the seller “{ $name }” is an MSME
trail-seller-edit = edited the seller “{ $name }” ({ $changes })
trail-seller-export = downloaded the list of sellers ({ $count } rows)
trail-seller-import = imported { $count } rows of sellers: { $created } new, { $changed } changed
trail-seller-mark = marked the seller “{ $name }” as not an MSME since { $from }
trail-seller-merge = merged the seller “{ $name }” into “{ $seller }” with { $count } purchases
trail-seller-unmerge = separated the seller “{ $name }” from “{ $seller }” again with { $count } purchases
field-district = { log-seller-district }
field-goods = { seller-goods }
field-nib = { seller-nib }
field-whatsapp = WhatsApp
field-instagram = Instagram
field-youtube = YouTube
field-marketplace = { seller-marketplace }
field-training = { seller-training }
field-market = { seller-market }
field-stall = { seller-stall }
field-ineligible_from = { seller-ineligible-from }
field-ineligible_until = { seller-ineligible-until }
field-ineligible_reason = { reason }
