# About this rule, and who helps.

rule-title = About this rule
rule-link = About this rule
rule-mode-mandatory = Required by { $title }.
rule-mode-appeal = Encouraged by { $title }.
rule-none = No purchase rule is in force yet.
rule-begins = This rule begins on { $date }.
rule-what = Which purchases count?
rule-asked-week = At least { $amount } every week.
rule-asked-month = At least { $amount } every month.
rule-asked-count-week = { $count ->
    [one] At least one purchase every week.
   *[other] At least { $count } purchases every week.
}
rule-asked-count-month = { $count ->
    [one] At least one purchase every month.
   *[other] At least { $count } purchases every month.
}
rule-what-answer = Anything bought with your own money: groceries, meals, snacks, services, crafts and more. Purchases add up, and one purchase counts for { $most } at most.
rule-tiers = Other positions or grades may have another minimum.
rule-whom = From whom?
rule-whom-answer = From micro and small businesses: food stalls, market traders, corner shops, craftspeople, farmers, street vendors and home services. Chain minimarkets and supermarkets are not among them. Buying online is fine as long as the seller is a small business.
rule-until = Until when to buy, and until when to record?
rule-until-week = The day of the purchase decides: weeks run from Monday to Sunday. What is recorded after the deadline is still taken, as late, for another { $late } days.
rule-until-month = The day of the purchase decides: from the first to the last day of the month. What is recorded after the deadline is still taken, as late, for another { $late } days.
rule-receipt = What if there is no receipt?
rule-receipt-answer = Record it all the same and choose "No receipt". A photo of a handwritten note or a screenshot of the payment will do, too. Entries without a receipt are checked more often.
rule-sees = Who sees my entries?
rule-sees-answer = You, the heads of your office and of those above it, reviewers, those who look after accounts, and auditors. Colleagues do not.
rule-helps = Who helps?
rule-helps-none = Ask whoever looks after staff records in your office.
rule-poster = Buy from small businesses: the rule
rule-poster-more = Read more here
rule-poster-do = Download poster (A4)

help-line = Need help? { $who }
help-title = Need help?
contact-title = Who helps
contact-note = Name and telephone of whoever helps the people of this office and of those below it. Shown where people sign in, on slips, and at the foot of every page. Leave empty to use that of the office above.
contact-name = Name
contact-telephone = Telephone
contact-save = Save contact
