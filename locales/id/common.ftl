# Words that stand on every page.

page-title = { $title } · Pekan
count-people = { $count } orang
