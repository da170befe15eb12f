## action
action-add-followup = Add a follow-up
action-back = Back
action-cancel = Cancel
action-clear = Clear
action-close = Close
action-edit-tags = Edit tags
action-go-customers = Go to customers
action-go-import = Go to import
action-go-settings = Go to settings
action-go-trash = Go to trash
action-keys = All keys
action-log-visit = Log a visit
action-manage-fields = Manage fields
action-manage-owners = Manage owners
action-manage-stages = Manage stages
action-manage-tags = Manage tags
action-new-customer = New customer
action-palette = Find and do
action-redo = Redo
action-remove = Remove
action-row-next = Next
action-row-open = Open
action-row-previous = Previous
action-row-select = Select
action-save = Save
action-search-here = Filter here
action-select-all = Select all that match
action-trash-here = Move to trash
action-try-again = Try again
action-undo = Undo

## app
app-name = Rounds · 走访

## bulk
bulk-choose-all = Select all { $text }
bulk-chosen = { $count } selected
bulk-clear = Clear the selection
bulk-label = With the selected customers
bulk-trash = Move to trash

## change
change-other = a change

## column
column-kind = Kind
column-last-visit = Last visit
column-name = Name
column-next-followup = Next follow-up
column-owner = Owner
column-phone = Phone
column-stage = Stage
column-tags = Tags

## customers
customers-all = All customers
customers-empty-import = Import a list
customers-empty-text = Drop the Excel list you have, or begin with one customer.
customers-empty-title = The book is still empty
customers-none-text = Loosen a condition, or look at all customers.
customers-none-title = Nobody fits
customers-title = Customers

## day
day-ago = { $days ->
    [one] { $days } day ago
   *[other] { $days } days ago
}
day-late = { $days ->
    [one] { $day } · { $days } day late
   *[other] { $day } · { $days } days late
}
day-today = today
day-tomorrow = tomorrow
day-yesterday = yesterday

## error
error-internal = Something unexpected got in the way; this step was not done. { $detail }
error-invalid = This cannot be taken as it stands.

## failed
failed-data-safe = Everything that was saved is still there.

## field
field-type-choice = Choice
field-type-date = Date
field-type-link = Link
field-type-long-text = Long text
field-type-money = Amount
field-type-multi-choice = Several choices
field-type-number = Number
field-type-phone = Phone
field-type-text = Text
field-type-yes-no = Yes or no

## filter
filter-add = Condition
filter-clear = Clear conditions
filter-followup-late = Follow-up late
filter-followup-none = No follow-up
filter-followup-today = Follow-up by today
filter-followup-week = Follow-up within a week
filter-owner-is = Owner { $name }
filter-remove = Remove condition: { $what }
filter-text = Filter by name, phone
filter-visit-month = Visited within 30 days
filter-visit-never = Never visited
filter-visit-over-30 = Not visited for 30 days
filter-visit-over-90 = Not visited for 90 days
filter-visit-week = Visited within a week

## history
history-empty = There is nothing to undo yet.
history-title = Latest steps

## keys
keys-anywhere = Anywhere
keys-card = On a customer
keys-list = In the list

## kind
kind-company = Company
kind-person = Person

## list
list-columns = Columns

## manage
manage-add = Add
manage-color = Colour of { $name }
manage-color-none = No colour
manage-count = { $count ->
    [one] { $count } customer
   *[other] { $count } customers
}
manage-fields-about = Columns without a home become fields; rename and order them here.
manage-fields-new = Name of the new field
manage-me = you
manage-merge = Merge into…
manage-merge-title = Merge “{ $name }” into
manage-more = More for { $name }
manage-move-down = Move down
manage-move-up = Move up
manage-name = Name
manage-none = None yet.
manage-owners-about = Who looks after a customer. When it changes, the past stays on record.
manage-owners-new = Name of the new owner
manage-stages-about = Where the relation stands. New customers begin in the first stage.
manage-stages-new = Name of the new stage
manage-tags-about = Labels on customers, in colours of your own.
manage-tags-new = Name of the new tag
manage-trash = Move to trash

## new
new-kind-guess = By the name
new-name = Name or company
new-name-example = Green Acres Farm
new-phone = Phone

## palette
palette-actions = Actions
palette-customers = Customers
palette-none = Nothing found for “{ $text }”
palette-placeholder = Find a customer, last digits, pinyin, or type a command

## pane
pane-detail = Customer card
pane-resize-detail = Width of the card
pane-resize-side = Width of the side
pane-side = Side

## prefs
prefs-density = Density
prefs-density-compact = Compact
prefs-density-normal = Normal
prefs-language = Language
prefs-text-size = Text size
prefs-theme = Appearance
prefs-theme-dark = Dark
prefs-theme-light = Light
prefs-theme-system = As the system

## rail
rail-customers = Customers
rail-import = Import
rail-label = Main places
rail-settings = Settings
rail-trash = Trash

## settings
settings-book = Book
settings-book-place = Place
settings-country = Home country
settings-country-about = Phones without a country code are read as this country's.
settings-currency = Currency
settings-fields = Fields
settings-general = General
settings-owners = Owners
settings-stages = Stages
settings-tags = Tags
settings-title = Settings
settings-week-monday = Monday
settings-week-start = Week starts on
settings-week-sunday = Sunday

## side
side-label = Which customers
side-stages = Stages
side-tags = Tags

## start
start-book-default = The usual place
start-book-make = Make the book
start-book-text = Everything lives in this one encrypted file, on this computer only.
start-book-title = Make your book
start-empty-text = Begin with the first customer.
start-empty-title = Start empty
start-fill-title = Where to begin?
start-import-text = Bring in an Excel or CSV list.
start-import-title = Import a list
start-language-title = 选择语言 · Choose a language
start-sample-text = Have a look first: 300 made-up customers.
start-sample-title = Look at sample data
start-working = Getting ready…

## tag
tag-menu-new = New tag “{ $name }”
tag-menu-placeholder = Tag name
tag-menu-take-off = Take a tag off

## trash
trash-about = What was deleted stays here and can be put back at any time.
trash-empty-text = Deleted customers, tags and visits come here first.
trash-empty-title = The trash is empty
trash-record-contact = Contact
trash-record-contact-point = Contact point
trash-record-customer = Customer
trash-record-field = Field
trash-record-followup = Follow-up
trash-record-other = Record
trash-record-owner = Owner
trash-record-stage = Stage
trash-record-tag = Tag
trash-record-visit = Visit
trash-restore = Restore
trash-title = Trash

## undo
redo-what = Redo: { $what }
redone-what = Redone: { $what }
undo-what = Undo: { $what }
undone-what = Undone: { $what }
