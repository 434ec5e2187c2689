# Words that stand on every page.

page-title = { $title } · Pekan
count-people = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
