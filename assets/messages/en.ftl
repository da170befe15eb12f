## action
action-add-followup = Add a follow-up
action-back = Back
action-cancel = Cancel
action-clear = Clear
action-close = Close
action-edit-tags = Edit tags
action-export-list = Export the list
action-go-calendar = Go to the calendar
action-go-customers = Go to { $customers }
action-go-duplicates = Find duplicates
action-go-import = Go to import
action-go-settings = Go to settings
action-go-trash = Go to trash
action-keys = All keys
action-log-visit = Log a visit
action-manage-fields = Manage fields
action-manage-owners = Manage owners
action-manage-stages = Manage stages
action-manage-tags = Manage tags
action-manage-visit-kinds = Manage kinds of visits
action-new-customer = New { $customer }
action-palette = Find and do
action-plan-next = Go to the next stop
action-redo = Redo
action-remove = Remove
action-row-edit = Edit the name
action-row-next = Next
action-row-open = Open
action-row-previous = Previous
action-row-select = Select
action-save = Save
action-save-segment = Save the filter as a segment
action-search-here = Filter here
action-select-all = Select all that match
action-copy-book = Copy the book…
action-density-compact = Density: compact
action-density-normal = Density: normal
action-go-conflicts = Check whose they are already
action-language-en = Language: English
action-language-zh = Language: 简体中文
action-new-book = New book…
action-open-book = Open a book…
action-open-recent = Open { $book }
action-show-segment = Show segment “{ $name }”
action-text-larger = Text size: larger
action-text-normal = Text size: normal
action-text-smaller = Text size: smaller
action-theme-dark = Appearance: dark
action-theme-light = Appearance: light
action-theme-system = Appearance: as the system
action-trash-here = Move to trash
action-try-again = Try again
action-undo = Undo

## agreement
agreement-differs = another
agreement-near = nearly the same
agreement-same = the same
agreement-same-sound = sounds the same

## app
app-sign = 走
bulk-export = Export
bulk-followup = Follow-up
bulk-followup-do = { $count ->
    [one] Plan it for { $text }
   *[other] Plan it for { $text }
}
bulk-followup-pick = Pick a day
window-title = { $book } · Rounds

## birthday
birthday-day = Day
birthday-in-leap-month = { $day } of the leap month
birthday-leap-month = Leap month
birthday-lunar = { $year ->
    [none] { $day } by the moon
   *[other] { $day } { $year } by the moon
}
birthday-lunar-calendar = Lunar
birthday-month = Month
birthday-solar-calendar = Solar
birthday-year = Year, or none

## bulk
bulk-choose-all = Select all { $text }
bulk-chosen = { $count } selected
bulk-clear = Clear the selection
bulk-label = With the selected { $customers }
bulk-merge = Merge…
bulk-set = Change
bulk-set-changes = { $count ->
    [one] { $text } of them changes
   *[other] { $text } of them change
}
bulk-set-do = Change them
bulk-set-empties = Leave empty to clear it
bulk-set-empty = Empty
bulk-set-none = All of them have it already.
bulk-set-replaces = { $count ->
    [one] { $said }; { $text } has something else now
   *[other] { $said }; { $text } have something else now
}
bulk-set-to = To
bulk-set-what = What
bulk-trash = Move to trash

## card
card-add-fact = Add
card-add-label = Add a label
card-add-phone-of = Add a phone of { $name }
card-address = Address
card-beside = Back beside the list
card-birthday = Birthday
card-cadence = Visit cycle
card-cadence-by = every { $days } days ({ $name })
card-cadence-due = next one due { $day }
card-cadence-hint = how many days
card-cadence-usual = usually every { $days } days
card-call = Call
card-clear = Clear
card-contact = Contact
card-contact-name = Name of the contact
card-contact-role = Role
card-copied = Copied { $value }
card-copy = Copy { $value }
card-email = E-mail
card-extension = { $phone } ext. { $extension }
card-facts = Facts
card-full = Open as a page
card-history = What changed
card-history-empty = Nothing has changed yet.
card-history-more = What changed in it
card-history-taken-back = Taken back
card-history-undo = Take just this step back
card-in-trash = In the trash since { $when }.
card-kind = Kind: { $kind }
card-kind-company = Company
card-kind-person = Person
card-know = Good to know
card-know-created = Added
card-know-last-visit = Last visit
card-know-updated = Last change
card-know-visits = Visits
card-label = Label
card-name = Name
card-next = Next: { $when }
card-next-done = Done
card-next-drop = Drop it
card-next-label = Next follow-up
card-next-move = Next: { $when }, move it
card-next-time = Time of the follow-up
card-next-what = What to do
card-no = No
card-no-stage = No stage yet
card-note = Note
card-open-website = Open { $value } in the browser
card-owner = Owner { $owner }
card-owner-since = Owner { $owner } since { $since }
card-paper = Print, or save as PDF
card-phone = Phone
card-position = Place
card-position-hint = coordinates, a link of a map, or a town
card-place = { $at } of { $total }
card-remove = Remove { $value }
card-restore = Put back
card-save = Save
card-section-about = About
card-section-fields = More
card-section-points = Contact
card-segments = Segments
card-stage = Stage: { $stage }
card-tag-add = Add a tag
card-tag-remove = Remove the tag “{ $name }”
card-tags = Tags
card-to-list = Back to the list
card-tools = For this { $customer }
card-website = Website
card-wechat = WeChat
card-write = Write
card-yes = Yes
contact-with-role = { $name } · { $role }

## change
change-cadence-set = Cadence of { $name }
change-calendar-import = Take { $count } entries out of “{ $file }”
change-book-take = Take over the book “{ $file }”: { $count } { $customers }
change-contact-create = Add a contact to { $name }
change-contact-edit = Edit a contact of { $name }
change-contact-point-create = Add a contact point to { $name }
change-contact-point-edit = Edit a contact point of { $name }
change-contact-point-restore = Restore a contact point of { $name }
change-contact-point-trash = Delete a contact point of { $name }
change-contact-restore = Restore a contact of { $name }
change-contact-trash = Delete a contact of { $name }
change-customer-create = New { $customer } { $name }
change-customer-edit = Edit { $name }
change-customer-place = Place of { $name }
change-customer-merge = Merge { $other } into { $name }
change-customer-unmerge = Take { $other } out of { $name } again
change-customers-import = Import “{ $file }”: { $count } { $customers }
change-customers-merge = Merge { $count } duplicates
change-customers-restore = { $count ->
    [1] Restore { $name }
   *[other] Restore { $count } { $customers }
}
change-customers-sample = Add sample customers
change-customers-set = { $count ->
    [1] Edit { $name }
   *[other] Edit { $count } { $customers }
}
change-customers-set-owner = { $count ->
    [1] { $name } to { $owner }
   *[other] { $count } { $customers } to { $owner }
}
change-customers-set-stage = { $count ->
    [1] { $name } to “{ $to }”
   *[other] { $count } { $customers } to “{ $to }”
}
change-customers-tag = { $count ->
    [1] Tag “{ $tag }” on { $name }
   *[other] Tag “{ $tag }” on { $count } { $customers }
}
change-customers-trash = { $count ->
    [1] Delete { $name }
   *[other] Delete { $count } { $customers }
}
change-duplicates-part = { $name } and { $other } are not the same
change-duplicates-unpart = { $name } and { $other } may be the same
change-export-bi = Export { $count } { $customers } with names for reports to “{ $file }”
change-export-calendar = Export the calendar “{ $file }”
change-export-list = Export { $count } { $customers } to “{ $file }”
change-export-marks = Write marks of { $count } { $customers } to “{ $file }” for comparing
change-export-whole = Export the whole book to “{ $file }”: { $count } { $customers }
change-field-create = New field “{ $item }”
change-field-edit = Edit field “{ $item }”
change-field-option-edit = Edit option “{ $item }”
change-field-option-merge = Merge option “{ $item }” into “{ $to }”
change-field-option-order = Order of options
change-field-option-restore = Restore option “{ $item }”
change-field-option-trash = Delete option “{ $item }”
change-field-order = Order of fields
change-field-restore = Restore field “{ $item }”
change-field-retype = Another type for field “{ $item }”
change-field-trash = Delete field “{ $item }”
change-followup-create = Add a follow-up for { $name }
change-followup-drop = Drop a follow-up of { $name }
change-followup-edit = Edit a follow-up of { $name }
change-followup-finish = Finish a follow-up of { $name }
change-followup-no-show = { $name } did not come
change-followup-reopen = Reopen a follow-up of { $name }
change-followup-restore = Restore a follow-up of { $name }
change-followup-trash = Delete a follow-up of { $name }
change-followups-create = { $count ->
    [1] Add a follow-up for { $name }
   *[other] Add a follow-up for { $count } customers
}
change-followups-move = { $count ->
    [1] Move a follow-up of { $name }
   *[other] Move { $count } follow-ups
}
change-followups-move-of = { $moved ->
    [1] Move one follow-up
   *[other] Move { $moved } follow-ups
}
change-customers-fetch = { $count ->
    [one] Fetch { $name } from a backup
   *[other] Fetch { $count } customers from a backup
}
change-export-file = Save the file “{ $file }” outside of the book
change-file-attach = { $count ->
    [1] Keep “{ $file }” with { $name }
   *[other] Keep { $count } files with { $name }
}
change-file-edit = Change the file “{ $file }” of { $name }
change-file-restore = Restore the file “{ $file }” of { $name }
change-file-trash = Delete the file “{ $file }” of { $name }
change-history-undo-rest = { $back ->
    [yes] Redo the rest of an earlier step: { $what }
   *[no] Undo the rest of an earlier step: { $what }
}
change-history-undo-step = { $back ->
    [yes] Redo an earlier step: { $what }
   *[no] Undo an earlier step: { $what }
}
change-other = A change
change-owner-create = New owner “{ $item }”
change-owner-edit = Edit owner “{ $item }”
change-owner-order = Order of owners
change-owner-restore = Restore owner “{ $item }”
change-owner-trash = Delete owner “{ $item }”
change-pack-take = Take the set “{ $item }”
change-plan-add = Add { $name } to the way on { $day }
change-plan-order = Reorder the way on { $day }
change-plan-reset = Plan the way on { $day } anew
change-plan-skip = Leave { $name } out on { $day }
change-plan-start = Set out on { $day }
change-segment-create = New segment “{ $item }”
change-segment-edit = Edit segment “{ $item }”
change-segment-order = Order of segments
change-segment-restore = Restore segment “{ $item }”
change-segment-trash = Delete segment “{ $item }”
change-settings-edit = Edit settings
change-stage-create = New stage “{ $item }”
change-stage-edit = Edit stage “{ $item }”
change-stage-order = Order of stages
change-stage-restore = Restore stage “{ $item }”
change-stage-trash = Delete stage “{ $item }”
change-tag-create = New tag “{ $tag }”
change-tag-delete = Delete tag “{ $item }” for good
change-tag-edit = Edit tag “{ $item }”
change-tag-group = Group tag “{ $item }”
change-tag-group-put = Tag group “{ $item }”
change-tag-group-restore = Restore tag group “{ $item }”
change-tag-group-trash = Delete tag group “{ $item }”
change-tag-merge = Merge tag “{ $item }” into “{ $to }”
change-tag-order = Order of tags
change-tag-restore = Restore tag “{ $item }”
change-tag-trash = Delete tag “{ $item }”
change-trash-restore = { $count ->
    [1] Restore one thing from the trash
   *[other] Restore { $count } things from the trash
}
change-value-set = Edit { $field } of { $name }
change-visit-edit = Edit a visit of { $name }
change-visit-kind-create = New kind of visit “{ $item }”
change-visit-kind-edit = Edit kind of visit “{ $item }”
change-visit-kind-order = Order of kinds of visits
change-visit-kind-restore = Restore kind of visit “{ $item }”
change-visit-kind-trash = Delete kind of visit “{ $item }”
change-visit-log = Log a visit of { $name }
change-visit-restore = Restore a visit of { $name }
change-visit-trash = Delete a visit of { $name }
change-visits-import = Import “{ $file }”: { $count } visits

## cli
cli-book-made = Made the book: { $path }
cli-check-ok = The book is sound.
cli-check-problems = { $count ->
    [one] { $count } problem:
   *[other] { $count } problems:
}
cli-conflicts = { $listed } looked at: { $here } are here already, { $doubtful } fit several, { $free } are nobody's here
cli-dry-run = Only a look; nothing was written.
cli-duplicates-found = { $count ->
    [one] { $count } pair may be one customer.
   *[other] { $count } pairs may be one customer each.
}
cli-exported = { $count } written to { $path }
cli-exported-bi = { $count } customers written to { $path }, up to change { $change }
cli-exported-plain = The file is not encrypted: whoever has it can read it.
cli-exported-replaced = { $count } characters are not in GBK; a ? stands for each.
cli-found-none = Nobody found.
cli-imported = { $rows } rows: { $taken } taken, { $refused } refused, { $skipped } skipped
cli-imported-known = Of those who were there { $changed } were changed, { $same } stay as they are
cli-imported-nothing = The file brought nothing new: the book stays as it was, and there is nothing to undo.
cli-imported-visits = Visits of “{ $sheet }”: { $rows } rows, { $taken } taken, { $same } there already, { $refused } refused, { $skipped } skipped
cli-marks = Marks of { $count } written to { $path }. The secret: { $secret }
cli-marks-plain = Whoever has the file and the secret can try any phone against it: tell the secret only to whom you compare with.
cli-merged-all = { $count } merged, in { $groups } groups
cli-not-found = There is no “{ $name }”.
cli-not-same = They are not offered as duplicates any more.
cli-not-same-forgotten = They may be the same again.
cli-problem-cell = Row { $row }, { $column }: { $value } ({ $reason })
cli-problem-row = Row { $row }: { $value } ({ $reason })
cli-query-cut = Only the first { $count } rows are shown; --limit shows more.
cli-assistant-off = Assistants are not let in.
cli-assistant-reads = Assistants may read. They are shown: { $shown }
cli-assistant-writes = Assistants may read, log visits and make follow-ups. They are shown: { $shown }
cli-restored = Put back: { $name }
cli-sample-made = Added { $customers } sample customers and { $visits } visits
cli-shown = { $total } in all, { $shown } here
cli-trashed = Moved to the trash: { $name }
cli-undone = undone

## color
color-blue = Blue
color-gray = Grey
color-green = Green
color-lime = Lime
color-orange = Orange
color-pink = Pink
color-red = Red
color-teal = Teal
color-violet = Violet
color-yellow = Yellow

## column
column-contact = Contact
column-created = Added on
column-kind = Kind
column-last-visit = Last visit
column-name = Name
column-next-followup = Next follow-up
column-owner = Owner
column-phone = Phone
column-stage = Stage
column-tags = Tags

## customers
customers-all = All { $customers }
customers-empty-import = Import a list
customers-empty-text = Drop the Excel list you have, or begin with one { $customer }.
customers-empty-title = The book is still empty
customers-few = Add a few more, and the list sorts and filters them for you.
customers-none-text = Loosen a condition, or look at all { $customers }.
customers-none-title = None of the { $customers } fits
customers-title = { CAP($customers) }

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

## drop
drop-attach = Let go to keep it with { $name }
drop-attach-about = Photos and papers of up to 20 MB are kept inside the book.
drop-attach-visit = Let go to keep it with this visit
drop-book = Let go to open the book “{ $file }”
drop-other = “{ $file }” cannot be taken
drop-other-about = Excel and CSV lists and address books (.vcf) can be imported, books (.rounds) can be opened.
drop-table = Let go to look at “{ $file }” before it is imported
drop-table-about = Nothing is imported until you have seen it.
drop-table-later = Let go: “{ $file }” is looked at once your book is made

## duplicates
duplicates-again = Look again
duplicates-found = { $count } pairs may be one, of { $looked } looked at.
duplicates-likely = Very likely
duplicates-looking = Comparing names, phones and addresses …
duplicates-maybe = Perhaps
duplicates-merge = Merge…
duplicates-merge-all = Merge the { $count } that are certain
duplicates-none = Nobody is here twice: { $count } were looked at.
duplicates-part = Not the same
duplicates-reason = { $what } { $how }
duplicates-seen = seen { $day }
duplicates-stopped = Stopped. Nothing was changed.
duplicates-stopped-about = Looking over all of them takes a few seconds.
duplicates-sure = Certain
duplicates-title = Duplicates
duplicates-twins = Perhaps already here

## edit
edit-added = { $what }: { $to }
edit-birthday = Birthday
edit-cadence = Visit cycle
edit-change = { $what }: { $from } → { $to }
edit-contact = Contact
edit-contact-note = Note on { $label }
edit-contact-point = { $label }
edit-contact-point-label = Label of { $label }
edit-contact-role = Role of { $label }
edit-created = New { $customer }
edit-field = { $label }
edit-followup = Follow-up for { $label }
edit-followup-day = Day of the follow-up
edit-followup-place = Place of the follow-up on { $label }
edit-followup-repeat = Follow-up on { $label } comes again
edit-followup-state = Follow-up for { $label }
edit-followup-text = What to do on { $label }
edit-gone = { $what }: removed
edit-hours = Hours for visits
edit-imported = Imported from “{ $file }”, row { $row }
edit-kind = Kind
edit-name = Name
edit-no = no
edit-note = Note
edit-nothing = no words
edit-owner = Owner
edit-place = Place
edit-reading = Reading of the name
edit-removed = { $what }: { $from } removed
edit-restored = Restored from trash
edit-stage = Stage
edit-state-done = done
edit-state-dropped = dropped
edit-state-open = to do
edit-tag = Tag
edit-trashed = Moved to trash
edit-visit = Visit of { $label }
edit-visit-contact = Who was met on { $label }
edit-visit-day = Day of the visit
edit-visit-kind = Kind of the visit of { $label }
edit-visit-outcome = Outcome of the visit of { $label }
edit-visit-text = Text of the visit of { $label }
edit-yes = yes

## error
error-already-there = { $name } is in the book already.
error-ambiguous = More than one customer is called “{ $name }”; pick one.
error-attachment-too-large = “{ $file }” is larger than { $limit } MB and was not added.
error-book-damaged = The book's file is damaged and was left alone. A backup can bring it back.
error-book-exists = There is a book at that place already; it was not replaced.
error-book-missing = The book is not there: { $file }
error-book-newer = This book was written by a newer version of the app. Update the app first.
error-book-not-empty = A whole book can only come into one without customers. Make a new one for it.
error-cancelled = Cancelled; nothing was changed.
error-disk-full = The disk is full, so this step was not done. Make room and try again.
error-duplicate-name = There is a “{ $name }” already.
error-exclusive-tags = { $count ->
    [one] { $count } { $customer } has two tags of this group; take one off first.
   *[other] { $count } { $customers } have two tags of this group; take one off first.
}
error-export-too-many = A workbook holds { $limit } rows at most. Choose CSV, or fewer.
error-file-changed-while-reading = The file changed while it was being read. Wait until it is saved, then import it.
error-file-damaged = The file is incomplete and cannot be opened: { $file }
error-file-empty = The file is empty: { $file }
error-file-is-directory = This is a folder; choose a file in it: { $file }
error-file-missing = The file is not there: { $file }
error-file-not-a-table = There is no table in it: { $file }
error-file-protected = The file has a password; take it off in Excel first: { $file }
error-file-too-large = The file is too large once unpacked and was not read: { $file }
error-file-unknown-encoding = There is no such encoding: { $name }
error-file-unknown-format = This kind of file is not known: { $file }
error-file-unreadable = The file cannot be read: { $file }
error-in-use = The book is open in another window.
error-in-use-by-reader = Another program is reading the book; try again when it is done.
error-internal = Something unexpected got in the way; this step was not done.
error-invalid = This cannot be taken as it stands; please look at it.
error-io = The file could not be read or written, so this step was not done.
error-later-changes = { $count ->
    [0] Later changes rely on it, so this step has to stay for now.
    [one] A later step changed the same thing; take that one back first.
   *[other] { $count } later steps changed the same things; take those back first.
}
error-no-book = No book is open yet.
error-not-a-book = This file is no book: { $file }
error-not-found = It is no longer there; it may just have been deleted.
error-nothing-to-redo = There is nothing to redo.
error-nothing-to-undo = There is nothing to undo.
error-pack-invalid = { $reason ->
    [missing] In the set, “{ $path }” is missing.
    [empty] In the set, “{ $path }” is empty.
    [not_a_text] In the set, “{ $path }” is no text.
    [not_a_list] In the set, “{ $path }” is no list.
    [not_a_field] In the set, “{ $path }” is no field.
    [not_a_type] In the set, “{ $path }” names no type of field that there is.
    [not_a_record] In the set, “{ $path }” is neither customer nor visit.
    [not_a_number] In the set, “{ $path }” is no number.
    [not_yes_or_no] In the set, “{ $path }” is neither true nor false.
    [no_such_field] In the set, “{ $path }” names no field that stands before it.
    [no_such_kind] In the set, “{ $path }” names no kind of visit of the set.
    [too_long] In the set, “{ $path }” is too long; { $limit } characters at most.
    [too_many] In the set, “{ $path }” has { $count } entries; { $limit } at most.
    [twice] In the set, “{ $path }” has a name that stands there already.
    [wrong_type] In the set, “{ $path }” does not fit the type of its field.
   *[other] In the set, “{ $path }” cannot be read.
}
error-pack-newer = This set was saved by a newer version of the app. Update the app first.
error-pack-not-json = This file is no set: it stops making sense in row { $row }, column { $column }.
error-pack-too-large = This file is too large for a set.
error-query-refused = This question is not answered.
error-query-too-long = The question took longer than { $seconds } seconds and was stopped.
error-query-wrong = The question could not be understood: { $detail }
error-sheet-missing = There is no such sheet: { $name }
error-slot-missing = The key file of this book is missing; put it beside the book.
error-too-long = That is too long; { $limit } characters at most.
error-too-many-options = These are { $count } different texts; a choice has { $limit } options at most. Long text or text fits better.
error-unknown-command = This version cannot do that yet.

## evidence
evidence-address = address
evidence-birthday = birthday
evidence-branch = branch or place
evidence-contact = contact
evidence-email = e-mail
evidence-field = number of their own
evidence-name = name
evidence-phone = phone
evidence-wechat = WeChat

## export
export-as = As
export-as-cards = Address book for phones (.vcf)
export-as-csv = CSV, for Excel and most programs
export-as-csv-gbk = CSV in GBK, for older Chinese programs
export-as-lines = Everything of each { $customer }, as JSON lines
export-as-paper = On paper: PDF, printer, address labels
export-as-sheet = Excel workbook (.xlsx)
export-columns-all = All
export-columns-shown = As in the list
export-done = { $count } { $customers } written to { $path }
export-next = Next
export-open = The file is not encrypted: whoever has it can read it. The history notes that it was made.
export-replaced = { $count } characters are not in GBK; a ? stands for each.
export-start = Choose where
export-stopped = Export stopped. Nothing was written.
export-title = Export
export-whom = { $count } { $customers }: { $name }

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
filter-alone = { CAP($text) }
filter-ask-birthday = Within … days
filter-ask-near = Near a place…
filter-ask-overdue = Overdue for … days
filter-ask-slipping = For … days
filter-ask-no-visit = No visit for … days
filter-ask-note = The note says…
filter-ask-span = Days of my own…
filter-ask-times = At least … visits
filter-clear = Clear conditions
filter-cadence = How often seen
filter-days-birthday = Days until the birthday
filter-days-no-visit = Days without a visit
filter-days-overdue = Days overdue
filter-days-slipping = Days slipping away
filter-due-now = Due for a visit
filter-field-between = Between…
filter-field-contains = Contains…
filter-field-equals = Equals…
filter-field-nothing = Left empty
filter-field-something = Filled in
filter-from = { $what }: from
filter-appointment = Appointments
filter-km = Kilometres
filter-near = Distance
filter-near-start = Within { $km } km of where you set out
filter-not-seen-month = Not seen this month
filter-not-seen-quarter = Not seen this quarter
filter-name-begins = Begins with…
filter-name-is = Is exactly…
filter-note = The note says
filter-place = Place, coordinates or a map link
filter-points = Phone, address…
filter-remove = Remove condition: { $what }
filter-tags-all = Has all of them
filter-tags-any = Has any of them
filter-tags-none = Has none of them
filter-text = Filter by name, phone
filter-times = Visits at least
filter-to = { $what }: to
filter-turn-round = Turn round: is not
filter-visit-never = Never visited
filter-visit-over-30 = Not visited for 30 days
filter-visit-over-90 = Not visited for 90 days
filter-visits = Visits

## heading
heading-address = Address
heading-birthday = Birthday
heading-contact = Contact
heading-created = Created on
heading-email = E-mail
heading-kind = Kind
heading-last-visit = Last visit
heading-name = Name
heading-next-followup = Next follow-up
heading-note = Note
heading-owner = Owner
heading-phone = Phone
heading-stage = Stage
heading-tags = Tags
heading-uid = UID
heading-visits = Number of visits
heading-website = Website
heading-wechat = WeChat

## history
history-all = All steps
history-empty = There is nothing to undo yet.
history-page-about = What was done in this book, newest first. Any step can go alone; what was edited since stays.
history-page-customers = { $count ->
    [one] 1 { $customer }
   *[other] { $told } { $customers }
}
history-page-empty = What you do is written down here, and can be taken back.
history-page-erased = { $count } removed for good
history-page-final = can no longer be undone
history-page-title = History
history-title = Latest steps
history-undo-rest = Undo the rest, keep what was edited since
history-undo-step = Take just this step back

## import
import-all-rows = All { $count } rows
import-all-well = Every row and every cell was taken.
import-another-file = Another file
import-as-found = As it was found
import-back-to-look = Back to the preview
import-calm = Nothing to fear
import-calm-text = The whole import is one step: one undo takes all of it back, also after a restart. The { $customers } you have stay as they are.
import-calm-update = The whole import is one step: one undo takes back all of it, what was changed too, even after a restart. Nothing is taken away from anybody: phones and tags are added, notes get another line.
import-cancel-safe = If you cancel, nothing of it stays.
import-cancelled = Cancelled. Nothing was imported.
import-cell = { $column }, row { $row }
import-changed = Changed { $count }
import-choose = Choose a file…
import-choose-filter = Tables
import-choose-title = Choose a table to import
import-column = Column
import-column-goes = { $column } → { $target }; open to change
import-columns = Where the columns go
import-conflicts = Only check who of a list is yours already
import-date-day-first = Day/month/year
import-date-month-first = Month/day/year
import-date-order = Order of dates
import-date-year-first = Year/month/day
import-delimiter = Delimiter
import-delimiter-comma = Comma
import-delimiter-semicolon = Semicolon
import-delimiter-tab = Tab
import-done = { $count ->
    [one] { $count } { $customer } was imported
   *[other] { $count } { $customers } were imported
}
import-done-cells = { $count ->
    [one] { $count } cell could not be read
   *[other] { $count } cells could not be read
}
import-done-changed = { $count ->
    [one] { $count } { $customer } was changed
   *[other] { $count } { $customers } were changed
}
import-done-refused = { $count ->
    [one] { $count } row was not taken
   *[other] { $count } rows were not taken
}
import-done-rows = { $count ->
    [one] { $count } row in all
   *[other] { $count } rows in all
}
import-done-same = { $count ->
    [one] { $count } was here already
   *[other] { $count } were here already
}
import-done-skipped = { $count ->
    [one] { $count } row is no { $customer }
   *[other] { $count } rows are no { $customers }
}
import-done-visits = { $count ->
    [one] { $count } visit of “{ $sheet }” was imported
   *[other] { $count } visits of “{ $sheet }” were imported
}
import-done-visits-same = { $count ->
    [one] { $count } visit was here already
   *[other] { $count } visits were here already
}
import-drop = Drop an Excel or CSV file here, or the address book of a phone (.vcf). Encoding, headings and what each column means are found for you; change what you like, and import when you have seen it.
import-encoding = Encoding
import-known-by = Known by
import-known-by-usual = Whatever fits: UID, phone, e-mail, WeChat, name
import-known-by-uid = UID
import-known-by-phone = Phone
import-known-by-email = E-mail
import-known-by-wechat = WeChat
import-known-by-name = Name
import-known-by-name-and-contact = Name and contact
import-existing = Those who are here already
import-existing-add = Add them once more
import-existing-leave = Leave them as they are
import-existing-update = Change them to what the file says
import-existing-update-only = Only change them, add nobody
import-field-new = New field “{ $label }” of type
import-fields-known = Fields you have
import-file-sheet = { $file } · { $sheet }
import-filter = Rows by what will happen
import-header = Header row
import-header-row = Headings in row { $row }
import-hidden = { $name } (hidden)
import-look-again = Look again
import-look-stopped = Stopped before the end
import-look-stopped-text = Nothing was imported.
import-mark = Decimal mark
import-mark-comma = Comma 1.234,5
import-mark-point = Point 1,234.5
import-new = New { $customers } { $count }
import-new-files = { $count ->
    [one] + { $count } picture
   *[other] + { $count } pictures
}
import-new-visits = New visits { $count }
import-no-header = No header row
import-none-here = There are no such rows.
import-nothing-new = The file brought nothing new
import-of = Import { $file }
import-left = { $file } was not imported yet{ $count ->
    [0] .
    [one] ; { $count } cell put right is kept.
   *[other] ; { $count } cells put right are kept.
}
import-left-go-on = Go on with it
import-left-forget = Forget it
import-left-changed = The file was changed meanwhile: cells put right by hand are not kept.
import-past = Earlier imports
import-past-problems = { $count ->
    [one] { $count } thing left out
   *[other] { $count } things left out
}
import-past-taken = { $count ->
    [one] { $count } { $customer }
   *[other] { $count } { $customers }
}
import-past-visits = { $count ->
    [one] { $count } visit
   *[other] { $count } visits
}
import-paste = Or paste what you have copied from a table:
import-pasted = Pasted table
import-problem-title = { $text }: { $why }
import-problems = To check { $count }
import-problems-label = Rows and cells that were left out
import-reading = { $what }: { $how }
import-reason = Reason
import-refused = Cannot be taken { $count }
import-report-file = import report.csv
import-report-saved = The report is saved
import-row = Row
import-row-left = This row is left out
import-row-same = here already
import-rows-label = Rows to import
import-safe = The file is only read, and only on this computer.
import-same = Here already { $count }
import-save-report = Save the report…
import-see-customers = See the { $customers }
import-sheet = Sheet
import-skipped = Skipped { $count }
import-start = { $count ->
    [one] Import { $count } { $customer }
   *[other] Import { $count } { $customers }
}
import-start-along = { $count ->
    [one] { $start } + { $count } visit
   *[other] { $start } + { $count } visits
}
import-start-visits = { $count ->
    [one] Import { $count } visit
   *[other] Import { $count } visits
}
import-starting = Reading the file…
import-title = Import { $customers }
import-to-contact = Contact
import-to-contact-role = Contact's role
import-to-field = Field “{ $label }”
import-to-uid = UID, as exports write it
import-to-kind = Kind
import-to-last-visit = Last visit
import-to-name = Name
import-to-new = New field
import-to-new-field = New field “{ $label }” ({ $type })
import-to-next-followup = Next follow-up
import-to-owner = Owner
import-to-skip = Leave out
import-to-stage = Stage
import-to-visit-author = Visited by
import-to-visit-day = Day of the visit
import-to-visit-kind = Kind of visit
import-to-visit-text = Visit, what was said
import-type-choice = choice
import-type-date = date
import-type-fits = { $type } (fits)
import-type-link = link
import-type-long-text = long text
import-type-money = amount
import-type-multi-choice = several choices
import-type-number = number
import-type-text = text
import-type-yes-no = yes or no
import-uncorrect = Take back
import-undo = Undo this import
import-undone = Taken back. The book is as it was before.
import-unit = Unit of the numbers
import-unit-hundred-million = Hundred million
import-unit-million = Million
import-unit-one = As they stand
import-unit-ten-thousand = Ten thousand
import-unit-thousand = Thousand
import-unreadable = Could not be read
import-value = As written
import-whole-row = The whole row
import-will = What will happen
import-will-change = { $count ->
    [one] { $count } { $customer } will be changed.
   *[other] { $count } { $customers } will be changed.
}
import-will-contacts = { $count ->
    [one] { $count } contact is added.
   *[other] { $count } contacts are added.
}
import-will-corrected = { $count ->
    [one] You put { $count } cell right.
   *[other] You put { $count } cells right.
}
import-will-fields = { $count ->
    [one] { $count } new field is made.
   *[other] { $count } new fields are made.
}
import-will-leave = { $count ->
    [one] { $count } is here already and stays as it is.
   *[other] { $count } are here already and stay as they are.
}
import-will-make = { $count ->
    [one] { $count } new { $customer } with { $phones } phones.
   *[other] { $count } new { $customers } with { $phones } phones.
}
import-will-problems = { $count ->
    [one] { $count } row has a phone, date or amount that cannot be read: click it to put it right, or press Del to leave it out. The report keeps what was written.
   *[other] { $count } rows have a phone, date or amount that cannot be read: click it to put it right, or press Del to leave it out. The report keeps what was written.
}
import-will-refuse = { $count ->
    [one] { $count } row has no name or does not fit the headings. It stays out and is in the report.
   *[other] { $count } rows have no name or do not fit the headings. They stay out and are in the report.
}
import-will-same = { $count ->
    [one] { $count } is here already, just as the file says.
   *[other] { $count } are here already, just as the file says.
}
import-will-skip = { $count ->
    [one] { $count } row is no { $customer } (empty, a total, headings once more) and is skipped.
   *[other] { $count } rows are no { $customers } (empty, totals, headings once more) and are skipped.
}
import-will-tags = { $count ->
    [one] { $count } new tag is made.
   *[other] { $count } new tags are made.
}
import-will-visits = { $count ->
    [one] { $count } visit is added.
   *[other] { $count } visits are added.
}
import-with-visits = Take the { $count } rows of “{ $sheet }” along as visits
import-with-visits-refused = { $count ->
    [one] { $count } visit fits nobody and stays out.
   *[other] { $count } visits fit nobody and stay out.
}
import-with-visits-shown = Which sheet is shown

## job
job-attach = Adding files
job-book-rebuild = Working out totals and search anew
job-conflicts = Comparing
job-customers-merge = Merging duplicates
job-customers-restore = Restoring
job-customers-set = Editing
job-customers-set-owner = Setting the owner
job-customers-set-stage = Setting the stage
job-customers-tag = Tagging
job-customers-trash = Moving to trash
job-done-part = { $percent } %
job-duplicates = Looking for duplicates
job-export = Exporting
job-history-undo-rest = Taking the rest of the step back
job-trash-empty = Emptying the trash
job-customers-fetch = Fetching customers from the backup
job-book-renew-key = Encrypting the book anew
job-history-undo-step = Taking the step back
job-import = Importing
job-import-look = Looking at the file
job-progress = { $what }: progress
job-redo = Redoing
job-sample = Adding sample customers
job-undo = Undoing

## keys
keys-anywhere = Anywhere
keys-card = On the card of one { $customer }
keys-list = In the list

## kind
kind-company = Company
kind-person = Person

## kept
kept-birthday = Birthday
kept-contact = Contact
kept-contact-point = Phone or address
kept-customer = The whole customer
kept-field = Field
kept-followup = Follow-up
kept-kind = Person or company
kept-name = Name
kept-note = Note
kept-other = List or setting
kept-owner = Owner
kept-reading = Reading of the name
kept-stage = Stage
kept-tag = Tag
kept-visit = Visit

## later-changes
later-changes-named = { $told } ({ $what })

## list
list-column-size = Width of “{ $column }”: drag, double-click to reset
list-columns = Columns
list-columns-keys = Alt + ↑↓ moves, Alt + ←→ changes the width; or drag the heads.
list-columns-reset = Back to the usual
list-comma = { ", " }
list-group = Group
list-group-coverage = Seen this month
list-group-seen = { $name }: { $seen } of { $count } seen this month
list-group-none = Not grouped
list-group-without = None
list-grouped-by = Grouped by { $column }
list-groups = Groups
list-more-fields = More fields
list-sort-down = Last first
list-sort-up = First first
list-sort-birthday = Birthday
list-sort-visits = Number of visits
list-sort-updated = Last edited
list-sort-then = Then by
list-sort-key = { $column }, { $direction }
list-sort-remove = Do not sort by { $column }
list-sort-keys = Click a heading to sort, again to turn it round; Shift+click adds another.
list-sorted-by = By { $column }

## merge
merge-about = Choose what holds where they differ. Everything else of both stays, and a merge can be taken apart at any time.
merge-all-kept = All of this is kept
merge-do = Merge { $count } into one
merge-followups = Open follow-ups
merge-keep = Keep this one
merge-one = One alone cannot be merged
merge-one-about = Choose two or more in the list, then Merge.
merge-title = Merge

## merges
merges-about = Taking one apart gives both back. What was added since stays with the one that was kept.
merges-apart = Take apart
merges-left = { $count } things stay as they are: they were changed since.
merges-title = Merged

## reminder: what comes due
reminder-appointment = An appointment
reminder-followup = Something to be done
reminder-many = { $count } reminders came
reminder-many-text = They stand in Today.
reminder-plain = { $when } · open Rounds to see what
reminder-locked = A reminder
reminder-locked-text = Open your book to see what it is about.
reminder-open = Open
reminder-snooze = In 10 minutes
reminder-title = Reminders
reminder-snooze-minutes = In { $count } minutes
reminder-snooze-hour = In an hour
reminder-seen-of = Noted: { $name }
reminder-later = Remind me later: { $name }
reminder-when = Reminder
reminder-none = no reminder
reminder-usual = as usual
reminder-at-time = at the time
reminder-before = { $minutes ->
    [60] an hour before
    [120] two hours before
    [1440] a day before
   *[other] { $minutes } minutes before
}
reminder-of-day = in the morning at nine
reminder-of-eve = the evening before at six

## tray: the icon in the system's tray, and what else the desktop does
tray-today = { $due ->
    [0] Nothing is due today
    [one] { $due } thing is due today
   *[other] { $due } things are due today
}
tray-overdue = { $count } overdue
tray-locked = The book is locked
tray-open = Open Rounds
tray-log = Log a visit
tray-quit = Quit

## review
review-copied = This week's summary is copied; paste it into your report
review-copied-day = Today's summary is copied
review-copy = Copy this week's summary
review-copy-day = Copy today
review-counts = { $visits ->
    [one] { $visits } visit
   *[other] { $visits } visits
}, { $count ->
    [one] { $count } { $customer }
   *[other] { $count } { $customers }
}{ $open ->
    [0] ; all have a next step
   *[other] ; { $open } without a next step
}
review-cut = Only the first { $count } are listed
review-day = The day in short
review-day-about = { $visits ->
    [one] { $visits } visit,
   *[other] { $visits } visits,
} { $done ->
    [one] { $done } thing done,
   *[other] { $done } things done,
} { $moved } moved
review-done = { $count } done
review-moved = moved
review-next = - Next { $day }: { $what }
review-next-day = - Next { $day }
review-no-next = - No next step
review-open = no next step
review-plan = Plan a day
review-put-off = { $count } moved
review-step = - { $name } { $day }
review-step-what = - { $name } { $day }: { $what }
review-title = Visits from { $from } to { $to }
review-visit = - { $day } { $kind }: { $text }

## today
action-go-today = Today
rail-today = Today
today-about = { $due ->
    [0] Nothing is due today,
    [one] { $due } thing is due today,
   *[other] { $due } things are due today,
} { $overdue ->
    [0] nothing is overdue;
   *[other] { $overdue } overdue;
} { $visits ->
    [one] { $visits } visit so far today.
   *[other] { $visits } visits so far today.
}
today-all-day = All day
today-appointment = appointment
today-birthday = Birthday
today-birthday-lunar = Birthday by the lunar calendar
today-birthdays = Birthdays
today-done = Done: { $name }
today-drop = Drop: { $name }
today-due = Today
today-empty-text = Log a visit with the day of the next one, and it comes up here.
today-empty-title = Nothing is planned for today
today-late = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
today-log = Log a visit: { $name }
today-more = { $count ->
    [one] { $count } more is not shown
   *[other] { $count } more are not shown
}
today-move = Move: { $name }
today-move-all = Move all
today-moved = moved { $count } times
today-no-show = Did not come: { $name }
today-overdue = Overdue
today-plan = Plan a day: { $name }
today-print = Print the day
today-see-all = See all of them in the list
today-slipping = Slipping away
today-slipping-about = how often they used to come, and how long it has been
today-slipping-away = no visit for { $days } days
today-slipping-days = { $days } days
today-slipping-said = { $why }; last time: { $said }
today-slipping-usual = every { $usual } days as a rule, now { $days } days
today-week = The next seven days
today-yesterday = { $open ->
    [0] { $count } visited yesterday, all with a next step.
   *[other] { $count } visited yesterday, { $open } without a next step.
}

## one line
line-ambiguous = Which one?
line-as-text = Keep “{ $text }” as text
line-hint = Log a visit: called Lin re prices, wants 20 pumps, back Wed 3pm
line-label = Log in one line
line-makes-followup = Only what is to be done, no visit
line-missing = Whom was it with? Type a name or the end of a phone.
line-new = New: { $name }
line-next = Next { $when }
line-not-this = Not { $name }
line-note = Note: { $text }
line-now = Now
line-part-afternoon = afternoon
line-part-evening = evening
line-part-morning = morning
line-part-night = before dawn
line-part-noon = noon
line-logged = Saved for { $name }
line-unread = { $reason ->
    [no_such_day] There is no “{ $text }”; the words stay in the note.
    [no_such_time] There is no such time as “{ $text }”; the words stay in the note.
    [next_in_the_past] “{ $text }” is over.
   *[other] “{ $text }” is yet to come.
}

## log
log-add-tag = + tag
log-contact = With whom
log-hint = Talked about pumps, back Wed 3pm…
log-kind = Kind of visit
log-label = Log a visit
log-next = Next
log-next-none = No next step
log-next-on = Next { $day }
log-next-time = Time of the next step
log-next-what = What to do, or nothing
log-no-contact = With nobody in particular
log-other-kind = Another kind
log-placeholder = What was said…
log-save = Save
log-saved = Logged
log-saved-closing = { $count ->
    [one] Logged; { $count } follow-up that was due is done
   *[other] Logged; { $count } follow-ups that were due are done
}
log-somewhere-find = Which { $customer }? Type a name or a phone
log-somewhere-none = No { $customer } by that name.
log-somewhere-other = Somebody else
log-time = Time
log-time-placeholder = Time
log-when = When: { $when }

## manage
manage-add = Add
manage-cadence = How often to visit
manage-cadence-every = every { $days } days
manage-cadence-none = Nothing said
manage-color = Colour of { $name }
manage-count = { $count ->
    [one] { $count } { $customer }
   *[other] { $count } { $customers }
}
manage-field-all-kinds = All kinds
manage-field-always = Always
manage-field-anything = Anything
manage-field-default = Begins with
manage-field-help = Hint
manage-field-in-lists = Offer it in lists
manage-field-kinds = Kinds of visits
manage-field-required = Mark it when empty
manage-field-section = Heading
manage-field-shown-if = Only with
manage-field-unit = Unit
manage-fields-about = Columns without a home become fields; rename and order them here.
manage-fields-new = Name of the new field
manage-fields-of = Fields of
manage-fields-of-customers = { CAP($customers) }
manage-fields-of-visits = Visits
manage-group-none = No group
manage-group-to = Put into a group
manage-groups = Groups of tags
manage-groups-about = Puts tags together; a group can allow each { $customer } only one of its tags.
manage-groups-exclusive = One for each { $customer }
manage-groups-exclusive-of = One of “{ $name }” for each { $customer }
manage-groups-new = Name of the new group
manage-me = you
manage-merge = Merge into…
manage-more = More for { $name }
manage-move-down = Move down
manage-move-up = Move up
manage-name = Name
manage-none = None yet.
manage-options-add = Add options…
manage-options-new = New option
manage-options-of = Options of “{ $name }”
manage-owners-about = Who looks after which { $customer }. When it changes, the past stays on record.
manage-owners-new = Name of the new owner
manage-stages-about = Where the relation stands. New { $customers } begin in the first stage.
manage-stages-new = Name of the new stage
manage-tags-about = Labels on { $customers }, in colours of your own.
manage-tags-new = Name of the new tag
manage-trash = Move to trash
manage-type-kept = { $count ->
    [one] { $count } value fits.
   *[other] { $count } values fit.
}
manage-type-lost = { $count ->
    [one] { $count } value does not fit and goes; undo brings it back:
   *[other] { $count } values do not fit and go; undo brings them back:
}
manage-type-take = Make it { $type }
manage-visit-kinds-about = What you choose from when you log a visit; the first ones come first.
manage-visit-kinds-new = Name of the new kind

## new
new-kind-guess = By the name
new-name = Name or company
new-name-example = Green Acres Farm
new-phone = Phone

## opening: when one is open
opening-about = You are told when something is booked outside of these hours, and may book it anyway.
opening-add = Add a time
opening-as-monday = Weekdays as on Monday
opening-closed = Closed
opening-day = That day is closed: { $name }.
opening-day-unnamed = That day is closed.
opening-days = Closed days
opening-days-add = Add
opening-days-from = From
opening-days-name = What for (may be empty)
opening-days-to = To
opening-from = { $day }: opens at
opening-holiday = That day is off for { $name }.
opening-holidays = Closed on Chinese public holidays
opening-holidays-about = Open on the days that are worked for them. Holidays are known up to { $year }.
opening-hours = That day is open { $hours }.
opening-never = That day of the week is closed.
opening-none = No closed days yet.
opening-remove = Take off { $what }
opening-unset = Not set yet: any time will do. With hours, an appointment outside of them gets a word.
opening-until = { $day }: closes at

## pack
pack-choose = From a file…
pack-filter = Set of fields
pack-save = Save my own as a file…
pack-saved = Saved to { $path }
pack-take = Take a trade's set
pack-taken = { $fields ->
    [0] Taken; nothing was missing
    [one] Taken, with { $fields } new field
   *[other] Taken, with { $fields } new fields
}

## palette
menu-book = Book
menu-edit = Edit
menu-go = Go
menu-help = Help
menu-label = Menu
menu-quit = Quit Rounds
palette-actions = Actions
palette-customers = { CAP($customers) }
palette-none = Nothing found for “{ $text }”
palette-placeholder = Find { $customers }, last digits, pinyin, or type a command

## pane
pane-detail = { CAP($customer) } card
pane-resize-detail = Width of the card
pane-resize-side = Width of the side
pane-side = Side

## outside, place, diagnostics
diagnostics-about = What may help to find a fault: no names, no texts, no paths. Nothing is sent; only what you see is saved.
diagnostics-save = Save as a file
diagnostics-saved = Saved
outside-about = This opens outside of Rounds:
outside-open = Open
place-advice = Keep the book on this computer's own disk, and let its backups go there.
place-backups = Let the backups go there
place-backups-go = Backups also go to { $folder }
place-backups-set = Backups go there, too
place-network = This folder is on another computer ({ $service }). A book that is open there can be damaged.
place-synced = { $service } copies this folder. It can damage a book that is open.
prefs-clipboard = Clear what was copied
prefs-clipboard-about = Phones and addresses leave the clipboard again
prefs-clipboard-seconds = { $seconds ->
    [0] Never
    [one] After { $seconds } second
    [60] After 1 minute
    [300] After 5 minutes
   *[other] After { $seconds } seconds
  }
settings-diagnostics = Diagnostics

## phone
phone-extension = ext. { $extension }

## pick
pick-next-month = Next month
pick-one-week = 1 week
pick-other-day = Pick a day…
pick-previous-month = Previous month
pick-time = Time
pick-tomorrow = Tomorrow
pick-two-weeks = 2 weeks

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
rail-calendar = Calendar
rail-customers = { CAP($customers) }
rail-import = Import
rail-label = Main places
rail-settings = Settings
rail-trash = Trash

## reason
reason-another-secret = That is not the secret of these marks.
reason-circle = These would wait for each other.
reason-column-too-narrow = the column was too narrow in the sheet, only ### was kept
reason-empty = This cannot be left empty.
reason-link-without-coordinates = This link has no coordinates in it.
reason-short-link = A short link tells where it leads only online. Open it in the map and copy the long link, or the coordinates.
reason-off-the-earth = There is no such latitude or longitude.
reason-one-coordinate = Latitude or longitude is missing.
reason-open-twice = Two of these times overlap.
reason-not-coordinates = There are no coordinates in this.
reason-repeat-not-kept = Rules of this kind cannot be kept.
reason-repeats-too-often = Once a day at most.
reason-not-a-repeat = This does not read as a rule of repetition.
reason-no-beginning = Please say first when it begins.
reason-ends-before-it-begins = It has to end after it begins.
reason-closed = It is done or dropped already, so there is nothing to move.
reason-in-the-future = The date lies in the future.
reason-in-the-past = The date lies in the past.
reason-is-me = You always stay.
reason-last-one = At least one has to stay.
reason-no-area-code = The area code is missing.
reason-no-such-day = There is no such day.
reason-no-such-field = There is no such field any more.
reason-no-such-segment = There is no such segment any more.
reason-no-year = The year is missing.
reason-not-a-country = There is no such country.
reason-not-a-currency = There is no such currency.
reason-not-a-date = This does not read as a date.
reason-not-a-link = This does not read as a web address.
reason-not-a-number = This does not read as a number.
reason-not-a-phone = This does not read as a phone number.
reason-not-a-reading = One syllable of pinyin for each Chinese character, please.
reason-not-a-record = Fields belong to customers or to visits.
reason-not-a-secret = A secret has 32 digits from 0 to 9 and a to f.
reason-not-a-time = This does not read as a time.
reason-not-an-email = This does not read as an e-mail address.
reason-not-so-many = This number is too large or too small.
reason-nothing-to-show = There is nothing of this name to be shown.
reason-not-in-plan = No number begins like this.
reason-not-of-visits = Only fields of visits go with kinds of visits.
reason-not-the-shape = This is no rule that could be understood.
reason-not-yes-or-no = This does not read as yes or no.
reason-other-currency = It is in another currency.
reason-other-field = These options are not of one field.
reason-out-of-range = The year is too early or too late.
reason-query-parameter = There are no parameters here.
reason-query-several = One SELECT at a time.
reason-query-table = Only the views can be read; --tables lets it read the tables, nothing lets it write.
reason-query-writes = It must be a SELECT.
reason-range = It is a range, not one number.
reason-rounded-by-spreadsheet = The spreadsheet has rounded the last digits away.
reason-same-customer = This is the same one.
reason-several = There is more than one.
reason-several-phones = There is more than one phone.
reason-spreadsheet-error = The cell holds a spreadsheet error.
reason-text-too-long = The text is too long.
reason-too-deep = Too many groups stand in one another.
reason-too-large = The number is too large.
reason-too-long = It has too many digits.
reason-too-many = These are too many conditions.
reason-too-precise = It has more digits behind the point than fit.
reason-too-short = It has too few digits.
reason-wrong-type = It does not fit the type of the field.

## report
report-column = Column
report-reason = Reason
report-row = Row
report-value = Value

## row-reason
row-reason-empty = Empty row
row-reason-hidden = Hidden row
row-reason-matches-several = fits several
row-reason-no-name = No name
row-reason-no-visit-day = No day that can be read: put it right
row-reason-nobody-fits = No such customer: add them first
row-reason-not-known = not in the book
row-reason-remark = A remark
row-reason-repeated-header = Headings once more
row-reason-too-few-cells = Fewer cells than headings
row-reason-too-many-cells = More cells than headings
row-reason-total = A total

## rule
rule-all-tags = has all of the tags { $names }
rule-and = { $a } and { $b }
rule-any-time = at any time
rule-birthday = birthday { $days }
rule-changed = changed { $days }
rule-created = added { $days }
rule-day-ago = { $count ->
    [1] yesterday
   *[other] { $count } days ago
}
rule-day-ahead = { $count ->
    [1] tomorrow
   *[other] in { $count } days
}
rule-day-today = today
rule-days-between = from { $from } to { $to }
rule-days-from = { $from } or later
rule-days-last = in the last { $count } days
rule-days-next = within { $count } days
rule-days-on = { $day }
rule-days-period = { $period ->
    [this_week] this week
    [last_week] last week
    [next_week] next week
    [this_month] this month
    [last_month] last month
    [next_month] next month
    [this_quarter] this quarter
    [last_quarter] last quarter
    [last_year] last year
   *[this_year] this year
}
rule-days-to = { $to } or earlier
rule-everybody = everybody
rule-field-between = { $field } from { $from } to { $to }
rule-field-contains = { $field } contains “{ $text }”
rule-field-days = { $field } { $days }
rule-field-empty = { $field } is empty
rule-field-filled = { $field } is filled in
rule-field-from = { $field } at least { $from }
rule-field-is = { $field } is { $value }
rule-field-is-not = { $field } is not { $value }
rule-field-to = { $field } at most { $to }
rule-followup = a follow-up is due { $days }
rule-appointment = an appointment { $days }
rule-gone = (deleted)
rule-group = ({ $what })
rule-has = has { $what ->
    [phone] a phone
    [email] an e-mail address
    [wechat] WeChat
    [address] an address
    [website] a website
    [tag] a tag
    [stage] a stage
    [owner] an owner
    [visit] a visit
    [followup] an open follow-up
    [birthday] a birthday
    [contact] a contact
    [note] a note
    [place] a place
    [cadence] a cadence
   *[other] another contact point
}
rule-kind = { $kind ->
    [company] is a company
   *[person] is a person
}
rule-lacks = has no { $what ->
    [phone] phone
    [email] e-mail address
    [wechat] WeChat
    [address] address
    [website] website
    [tag] tag
    [stage] stage
    [owner] owner
    [visit] visit yet
    [followup] open follow-up
    [birthday] birthday
    [contact] contact
    [note] note
    [place] place
    [cadence] cadence
   *[other] other contact point
}
rule-last-visit = last visit { $days }
rule-name-begins = name begins with “{ $text }”
rule-name-is = is called “{ $text }”
rule-near = within { $far } of { $place }
rule-next-followup = next follow-up { $days }
rule-no = no
rule-no-visit-for = { $count ->
    [1] no visit for a day
   *[other] no visit for { $count } days
}
rule-nobody = nobody
rule-not = not: { $what }
rule-nothing = nothing
rule-or = { $a } or { $b }
rule-overdue = { $count ->
    [1] follow-up overdue
   *[other] follow-up overdue for { $count } days or more
}
rule-owner = belongs to { $names }
rule-owner-not = does not belong to { $names }
rule-segment = is in “{ $name }”
rule-several = { $what }
rule-slipping = { $count ->
    [0] slipping away
    [1] slipping away for a day
   *[other] slipping away for { $count } days
}
rule-stage = stage is { $names }
rule-stage-not = stage is not { $names }
rule-tag = has the tag { $names }
rule-tag-not = does not have the tag { $names }
rule-text = found by “{ $text }”
rule-visit-due = due for a visit { $days }
rule-visit-field = on a visit: { $what }
rule-visit-text = a visit's note says “{ $text }”
rule-visits-between = { $from } to { $to } visits
rule-visits-in = { $what }, { $days }
rule-visits-least = { $count ->
    [1] at least 1 visit
   *[other] at least { $count } visits
}
rule-visits-most = { $count ->
    [0] no visit
    [1] at most 1 visit
   *[other] at most { $count } visits
}
rule-visits-of = { $what } of the kind { $names }
rule-yes = yes

## followup: follow-ups and appointments
followup-all-the-same = Book it anyway
followup-closed = Noted
followup-ends = until
followup-meanwhile = At the same time: { $name } { $what }
followup-more = More
followup-moved = Moved to { $day }: { $count }
followup-overlap = { $name } is booked then, too ({ $time }).
followup-place = Place
followup-planned = Planned for { $day } (id { $id })
followup-priority = How much it matters
followup-priority-high = Matters
followup-priority-low = No hurry
followup-priority-normal = As usual
followup-repeat = Comes again
followup-repeat-daily = every day
followup-repeat-fortnightly = every two weeks
followup-repeat-monthly = every month
followup-repeat-none = does not repeat
followup-repeat-weekdays = Monday to Friday
followup-repeat-weekly = every week
followup-repeat-yearly = every year

## plan: the way of a day
plan-add = Add { $name } to today's way
plan-add-again = Go there after all
plan-by-hand = In your own order, straight line × { $factor }
plan-by-program = By agreed times and the shortest way, straight line × { $factor }
plan-by-the-way = on the way
plan-days-later = +{ $days } d
plan-empty = Nowhere to go on this day
plan-first = The first stop, about { $km } km away
plan-fixed = Agreed on for { $time }
plan-heading = Today's way
plan-late = { $count ->
    [1] a minute late
   *[other] { $count } minutes late
}
plan-leg = ↓ { $km } km
plan-more = { $count ->
    [1] One more customer is due; another day will do
   *[other] { $count } more customers are due; another day will do
}
plan-move = Move { $name }: ↑ ↓
plan-next = Next stop
plan-no-place = Not known where it is, so not part of the way
plan-no-start = Say in the settings where you set out from, and the way is reckoned better.
plan-no-time = The day is too short
plan-not-today = Not today
plan-on-way = About { $km } km from the stop before
plan-open = Only from { $from } to { $until }
plan-over = { $days ->
    [0] Done at about { $time }
    [1] Done at about { $time } tomorrow: too far for one day
   *[other] Done at about { $time }, { $days } days later: too far for one day
}
plan-overdue = { $count ->
    [1] overdue for a day
   *[other] overdue for { $count } days
}
plan-reset = Plan anew
plan-skip = Leave { $name } out today
plan-skipped = { $name }: not today
plan-start = Set out
plan-title = The way on { $day }, about { $km } km
plan-too-far = Too far for one day: about { $km } km away
plan-too-many = Too many stops for one day
plan-total = About { $km } km on the road.
plan-urgent = matters
plan-way = straight line × { $factor }

## place: how exactly it is known where somebody is
place-city = only the city is known
place-district = only the district is known
place-province = only the province is known
place-town = only the town is known

## past-day: a day that is over is picked
past-day-asked = That day is over, so nothing was changed.
past-day-meant = It is meant

## calendar: days, weeks, months
calendar-back = Back
calendar-birthday = Birthday of { $name }
calendar-birthday-age = { $name } turns { $age }
calendar-turns = Birthday, turns { $age }
calendar-book = Book
calendar-comes-again = comes again
calendar-empty = Nothing planned for these days
calendar-closed = Closed
calendar-export-all = Save follow-ups and appointments…
calendar-export-appointments = Save appointments only…
calendar-file = Calendar
calendar-file-menu = Calendar files
calendar-give = All are with one { $customer }…
calendar-give-whom = Whose are they? Type a name or a phone of a { $customer }
calendar-import = Take from an .ics file…
calendar-imported = Taken from the file
calendar-ends-before-it-begins = it ends before it begins, so its end was left out
calendar-ends-without-beginning = an end without a beginning
calendar-exceptions = some of its turns are exceptions; only the rule was taken
calendar-forth = Forth
calendar-holidays-until = Chinese holidays are known up to { $year }
calendar-left-out = Row { $line } was left out: { $day } { $text }; it names none of your { $customers }
calendar-mark-off = off
calendar-mark-worked = work
calendar-more-rules = it has several rules; only the first was taken
calendar-never-ends = it never ends
calendar-new = Something new
calendar-new-whom = Which { $customer } is it with? Type a name or a phone
calendar-no-appointment = this is no appointment
calendar-no-show = Nobody came
calendar-no-start = it does not say when
calendar-no-such-time = there is no such day or time
calendar-not-a-property = this line does not read
calendar-off = { $name }, a day off
calendar-rule = a rule that cannot be kept; only the first time was taken
calendar-taken = { $made } taken, { $changed } brought up to date, { $same } as they were
calendar-today = Today
calendar-too-many = too many; the rest was not taken
calendar-unknown-zone = an unknown zone, taken for local time
calendar-unread = Row { $line } { $text }: { $reason }
calendar-view = View
calendar-view-agenda = Agenda
calendar-view-day = Day
calendar-view-month = Month
calendar-view-week = Week
calendar-worked = Worked for { $name }
calendar-written = { $count } entries written

## holiday: public holidays of China
holiday-dragon-boat = Dragon Boat Festival
holiday-labour-day = Labour Day
holiday-mid-autumn = Mid-Autumn Festival
holiday-national-day = National Day
holiday-national-day-and-mid-autumn = National Day and Mid-Autumn
holiday-new-year = New Year
holiday-qingming = Qingming
holiday-spring-festival = Spring Festival
holiday-victory-day = Victory Day

## coverage: how many were seen
coverage-all = { $seen } of { $count } seen
coverage-none = none

## repeat: rules of repetition, in sentences
repeat-and = { $a } and { $b }
repeat-daily = { $count ->
    [1] every day
   *[other] every { $count } days
}
repeat-monthly-day = { $count ->
    [1] every month on day { $day }
   *[other] every { $count } months on day { $day }
}
repeat-monthly-last-day = { $count ->
    [1] on the last day of every month
   *[other] every { $count } months on the last day
}
repeat-monthly-last-weekday = { $count ->
    [1] on the last { $day } of every month
   *[other] every { $count } months on the last { $day }
}
repeat-monthly-weekday = { $count ->
    [1] on the { $nth } { $day } of every month
   *[other] every { $count } months on the { $nth } { $day }
}
repeat-nth = { $nth ->
    [1] first
    [2] second
    [3] third
   *[other] fourth
}
repeat-other = by a rule of its own
repeat-times = { $count ->
    [1] { $what }, once
   *[other] { $what }, { $count } times
}
repeat-until = { $what }, until { $day }
repeat-weekday = { $day ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[other] Sunday
}
repeat-weekdays = Monday to Friday
repeat-weekly = { $count ->
    [1] every week
   *[other] every { $count } weeks
}
repeat-weekly-on = { $count ->
    [1] every week on { $days }
   *[other] every { $count } weeks on { $days }
}
repeat-yearly = { $count ->
    [1] every year on { $month }/{ $day }
   *[other] every { $count } years on { $month }/{ $day }
}

## safety
action-go-safety = Go to safety and backups
action-lock = Lock
backup-fetch = Fetch back
backup-fetch-of = Fetch { $name } back
backup-bad = This backup is not good and cannot be restored.
backup-due = There are changes that no backup has yet. One is made after half an hour of work, and on leaving.
backup-holds = { $count ->
    [one] 1 customer
   *[other] { $count } customers
  }
backup-last = Backed up { $when }
backup-look = Look
backup-look-gone = Only in this backup, or in the trash now
backup-look-holds = It holds { $people } customers and { $visits } visits.
backup-look-newer = { $count ->
    [0] The book has not changed since.
    [one] 1 step is newer and would be taken back.
   *[other] { $count } steps are newer and would be taken back.
  }
backup-looking = Looking into it …
backup-made = Backed up and proven
backup-make = Back up now
backup-none = Not backed up yet
backup-none-about = The first backup is made after half an hour of work, and on leaving.
backup-proven-about = The last backup was opened and compared row by row: it can be restored.
backup-restore = Restore
backup-restore-about = The present book is kept as a backup.
backup-restored = Restored. The book of before is among the backups.
backup-second = Second place…
backup-second-off = No second place
backups-about = Encrypted copies are made by themselves: while you work, on leaving, before imports and large changes. Each is opened and compared before it counts.
backups-folder = Kept in { $folder }
backups-second-away = The second place { $folder } is not there now; it is used when it is.
backups-second-none = A second place, such as a stick, keeps a copy when it is plugged in.
backups-second-there = And in the second place { $folder }
backups-title = Backups
backup-proven = proven
backup-reason-asked = asked for
backup-reason-bulk = before a change of many
backup-reason-found = found in the folder
backup-reason-import = before an import
backup-reason-lock = before locking
backup-reason-merge = before a merge
backup-reason-migration = before an update
backup-reason-quit = on leaving
backup-reason-restore = before a restore
backup-reason-work = while working
backup-unproven = not proven
cli-anonymised = The person is gone; visits stay under the neutral name. Receipt { $receipt }
cli-ask-new-password = New password:
cli-ask-new-password-again = New password once more:
cli-ask-password = Password:
cli-backup-made = Backed up and proven: { $path }
cli-backups-none = There are no backups yet.
cli-erase-ask = This cannot be undone. Type the name to erase { $name }:
cli-erase-missed = This backup could not be reached; it forgets the customer when it is restored: { $path }
cli-erased = Gone, and no trace found. Receipt { $receipt }
cli-fetched = Fetched { $count } customers with { $rows } rows; { $left } rows were there already.
cli-key-missed = This backup keeps the old key, because it could not be reached: { $path }
cli-key-renewed = The book has a new key, and { $count } backups, too.
cli-password-missed = { $count } backups could not be reached; they still open as before.
cli-password-removed = The book has no password any more.
cli-password-set = The password is set. Write this recovery code down, it is shown only now: { $code }
cli-restored-book = The book is again as in { $from }.
cli-salvage-unreadable = Not readable: { $table }, numbers { $from } to { $to }
cli-salvaged = { $people } customers and { $visits } visits were saved into { $path }.
cli-set-aside = The book that was there is kept: { $path }
cli-trash-emptied = Removed for good: { $customers } customers, { $records } other records.
cli-unlocked = The book opens.
cli-verify-backup = This backup is not good: { $path }
cli-verify-found = Something is not as it should be:
cli-verify-ok = Everything is as it should be; nothing was found.
erase-about = This is the one step that cannot be undone. The customer goes from the book, its history, the search and the backups.
erase-drop-backups = Drop the backups made by themselves, instead of writing them anew
erase-gone = Gone. No trace was found.
erase-mentions = Mentioned elsewhere
erase-mentions-about = These texts belong to others and stay. Clear them first if the name should go there, too.
erase-not-gone = The rows are gone, but a trace was found
erase-next = Next ({ $count } to go)
erase-receipt-about = The receipt names nobody. With it an older backup forgets this customer, too, when it is restored.
erase-record-contact = Contacts
erase-record-contact-point = Phones and addresses
erase-record-customer-detail = Note and birthday
erase-record-customer-tag = Tags
erase-record-customer-value = Fields
erase-record-followup = Follow-ups
erase-record-other = Other entries
erase-record-ownership = Owners
erase-record-stage-entry = Stages
erase-record-visit = Visits
erase-record-visit-value = Fields of visits
erase-still-mentioned = { $count ->
    [one] 1 text of others still mentions them.
   *[other] { $count } texts of others still mention them.
  }
erase-title = Erase { $name } for good
erase-type-name = Type the name to confirm: { $name }
erase-way-anonymise = Make anonymous
erase-way-anonymise-about = The person goes; visits, their days and what can be counted stay under a neutral name.
erase-way-erase = Erase for good
erase-way-erase-about = Everything goes.
erase-what-goes = What goes
lock-after = Lock by itself
lock-after-minutes = { $minutes ->
    [0] Never
    [one] after 1 minute
   *[other] after { $minutes } minutes
  }
lock-by-keyring = Open with the system keyring
lock-by-password = Use the password
lock-forgotten = Forgot the password?
lock-open = Unlock
lock-other-book = Open another book
lock-password = Password
lock-recovery-code = Recovery code
lock-title = { $book } is locked
keyring-remember = Let this computer remember the key
keyring-remember-about = The system keyring keeps the key. Whoever sits at this computer while you are signed in can open the book without the password. The password and the recovery code still work.
keyring-remember-do = Remember
password-about-off = Without a password, whoever has this folder can read the book.
password-about-on = The book opens only with the password or the recovery code.
password-again = New password once more
password-change = Change the password
password-code-about = Write this recovery code down and keep it away from the computer. It is shown only now, and opens the book if the password is forgotten.
password-code-kept = I have kept it
password-code-new = New recovery code
password-code-new-made = The old recovery code no longer opens the book
password-code-print = Print
password-is-off = The book has no password any more
password-is-set = The password is set
password-new = New password
password-present = Present password
password-remove = Take the password off
password-set = Set a password
password-strength = { $strength ->
    [0] Too easy to guess
    [1] Weak
    [2] Fair
    [3] Good
   *[other] Strong
  }
password-title = Password
receipt-anonymised = made anonymous
receipt-erased = erased
receipts-about = Who was erased is not kept; the numbers make older backups forget them, too.
receipts-title = Receipts of erasures
recovery-about = Nothing is lost by going back to a backup: the damaged file is kept.
recovery-open-salvaged = Open the saved book
recovery-salvage = Save what can still be read into a new book
recovery-title = The book does not open
retention-about = Here are those { $customers } whom you have not visited for so long, and with whom nothing is planned. Whether to erase them is up to you.
retention-after = Suggest after
retention-choose = Choose { $name }
retention-erase = Erase or anonymise { $count }
retention-found = Not heard of for { $years ->
    [one] a year
   *[other] { $years } years
  }: { $count }
retention-last = last { $day }
retention-never = Never
retention-none = Nobody at present.
retention-title = Out of touch
retention-unseen = never visited
retention-years = { $years ->
    [one] { $years } year
   *[other] { $years } years
  }
safety-title = Safety
error-backup-damaged = This backup is damaged and was not used: { $file }
error-backup-unproven = The backup could not be proven and was not kept: { $file }
error-file-exists = There is a file of that name already: { $file }
error-font-missing = No font on this computer has these letters: { $letters }. Install one that has them (Noto Sans CJK has Chinese), and try again.
error-keyring-empty = The system keyring no longer has the key of this book. Please use the password.
error-keyring-failed = The system keyring does not answer. The password still works.
error-keyring-missing = This computer has no system keyring.
error-keyring-stale = The key in the system keyring does not open this book. Please use the password.
error-keyring-unforgotten = The system keyring does not answer; the key may still be in it. It will not be used again.
error-labels-no-address = None of them has an address, so there is no label to print.
error-locked = The book is locked.
cli-assistant-not-let-in = This book lets no assistants in. Its owner can allow it in the settings, or with: rounds-cli assistant BOOK --allow read
cli-assistant-reads-only = The assistant may read this book, but not change it.
cli-assistant-not-shown = The book's owner does not show this to assistants.
error-no-password = The book has no password.
error-not-confirmed = That is not the name; nothing was erased.
error-other-book = This is a backup of another book: { $file }
error-paper-too-many = At most { $limit } cards go on paper at once.
error-was-erased = That customer was erased for good; no backup brings them back.
error-wrong-password = That is not the password.
error-wrong-recovery-code = That is not the recovery code of this book.

erase-neutral-name = Anonymous { $number }
erase-record-file = Photos and papers
job-backup = Backing up
job-erase = Erasing
job-paper = Making the pages
job-restore = Restoring
job-salvage = Saving what can be read
job-verify = Looking through everything
reason-no-such-folder = There is no such folder.
reason-not-a-recovery-code = A letter is missing or wrong.
reason-not-the-same = The two are not the same.
subject-drafts = Drafts
subject-imports = Came from these files
subject-records = All records
subject-timeline = Timeline

## sample
sample-leave = Leave the sample
sample-note = This is a sample book

## segment
segment-name = Name of the segment
segment-problem = “{ $name }” does not work just now
segment-problem-about = { $why } Put back what was deleted and it works again, or let the segment go.
segment-rename = Rename
segment-save = Save as segment
segment-save-other = Save as another
segment-trash = Delete the segment
segment-update = Update “{ $name }”

## settings
settings-book = Book
settings-book-choose = Choose a file…
settings-book-copied = Copied to { $path }
settings-book-copy = Copy the book
settings-book-open = Open another
settings-book-place = Place
settings-country = Home country
settings-country-about = Phones without a country code are read as this country's.
settings-currency = Currency
settings-customer = What you call them
settings-customer-about = One, and several: member, members. The whole window says it.
settings-customer-one = One
settings-customer-several = Several
settings-day-from = Visits begin at
settings-day-place = Where you set out from
settings-day-place-about = The way of a day begins and ends here.
settings-fields = Fields
settings-general = General
settings-minutes = { $count } minutes
settings-opening = Opening hours
settings-owners = Owners
settings-reminders = Reminders
settings-remind = Remind me
settings-remind-about = By notifications of the system, while Rounds runs. Without them, reminders stand in Today.
settings-remind-names = Name the customer
settings-remind-names-about = Others may read it on your screen. Without it, a notification says only when.
settings-remind-before = What has a time
settings-remind-before-about = Unless you say something else for one of them.
settings-remind-none = This system shows no notifications. Reminders stand in Today.
settings-outside = Beside the window

settings-assistants = Assistants
assistant-about = A program on this machine that answers your questions, such as an AI assistant, can look things up in this book. Nothing goes over a network from here; what it does with what it reads is up to it.
assistant-access = Let assistants in
assistant-off = No
assistant-off-about = No program gets anything to read.
assistant-read = They may read
assistant-read-about = They look things up and change nothing.
assistant-write = They may read and write
assistant-write-about = They also log visits and plan follow-ups. You can undo each of them.
assistant-shows = What they are shown of a customer
assistant-shows-followups = Follow-ups
assistant-shows-visits = Visits and what was said
assistant-shows-phones = Phones
assistant-shows-emails = E-mail
assistant-shows-messengers = WeChat and other
assistant-shows-addresses = Addresses
assistant-shows-contacts = Contacts
assistant-shows-birthday = Birthday
assistant-shows-note = Note
assistant-command = For the assistant
assistant-command-about = Put this in its settings as a server for MCP.
assistant-copy = Copy
assistant-copied = Copied.
settings-tray = Icon in the tray
settings-tray-about = With how much is due today.
settings-tray-none = This desktop has no tray.
settings-stay = Go on in the tray when the window is closed
settings-stay-about = So that reminders still come.
settings-autostart = Start with the system
settings-autostart-about = So that reminders come without opening Rounds first.
settings-shortcut = Log a visit from anywhere
settings-shortcut-about = Works while another program is in front.
settings-shortcut-none = no shortcut
settings-shortcut-wayland = This desktop (Wayland) lets no program take keys from others. Add a shortcut in its own settings that starts "rounds --log".
settings-shortcut-taken = Another program has this shortcut already.
settings-stages = Stages
settings-tags = Tags
settings-title = Settings
settings-visit-kinds = Kinds of visits
settings-visit-minutes = How long a visit takes
settings-trash = The trash is emptied
settings-trash-about = Customers, contacts, visits, follow-ups and files that have lain there so long go for good; backups keep them for a while.
settings-trash-days = after { $count } days
settings-trash-never = never
settings-week-monday = Monday
settings-week-start = Week starts on
settings-week-sunday = Sunday

## side
side-label = Which { $customers }
side-segments = Segments
side-stages = Stages
side-tags = Tags

## start
start-book-text = Everything lives in this one encrypted file, on this computer only.
start-book-title = Make your book
start-country = Phones without a country code are from
start-empty-text = Begin with the first customer.
start-empty-title = Start empty
start-fill-title = Where to begin?
start-import-text = Bring in an Excel or CSV list, or your phone's contacts.
start-import-title = Import a list
start-language-title = 选择语言 · Choose a language
start-pack = Your trade (fields, tags and stages to begin with)
start-pack-none = None for now
start-password = Set a password first (advised)
start-password-text = A lost laptop without one shows everything to anybody. Import comes after.
start-place = Kept at
start-place-other = Elsewhere…
start-place-usual = Back to the usual place
start-sample-text = Have a look first: 300 made-up customers.
start-sample-title = Look at sample data
start-working = Getting ready…

## starter
starter-book-name = My customers
starter-kind-delivery = Delivery
starter-kind-email = E-mail
starter-kind-in-shop = In shop
starter-kind-message = Message
starter-kind-on-site = On site
starter-kind-other = Other
starter-kind-phone = Phone
starter-me = Me
starter-sample-name = Sample customers
starter-segment-birthday = Birthday soon
starter-segment-due = To visit this week
starter-segment-new = New this month
starter-segment-no-phone = No phone
starter-segment-slipping = Slipping away
starter-segment-unseen = Not seen for 90 days
starter-stage-active = Active
starter-stage-lost = Lost
starter-stage-new = New
starter-stage-quiet = Quiet
starter-stage-quote = Quoted

## tag
tag-menu-new = New tag “{ $name }”
tag-menu-placeholder = Tag name
tag-menu-take-off = Take a tag off
tag-picker-have = on

## tag-picker
tag-picker-new = New tag “{ $name }”
tag-picker-placeholder = Type a tag

## timeline
timeline-add-outcome = Add what came of it
timeline-all = All
timeline-contact = With:
timeline-edits = Edits
timeline-empty = Nothing here yet. Log a visit above and it begins.
timeline-file = Photo or paper
timeline-filter = Show only
timeline-followup-done = Follow-up · done
timeline-followup-dropped = Follow-up · dropped
timeline-followup-no-show = Follow-up · nobody came
timeline-followup-open = Follow-up
timeline-followup-trash = Move this follow-up to the trash
timeline-followups = Follow-ups
timeline-kind = Kind: { $kind }
timeline-label = Timeline
timeline-more = { $count } earlier ones
timeline-no-contact = · with whom?
timeline-no-text = Nothing was noted
timeline-none-of-kind = None of these yet.
timeline-outcome = What came of it
timeline-owner = Owner: { $to }
timeline-owner-from = Owner: { $from } → { $to }
timeline-owners = Owner
timeline-reopen = Open it again
timeline-stage = Stage: { $to }
timeline-stage-from = Stage: { $from } → { $to }
timeline-stages = Stages
timeline-values = What was noted in fields
timeline-visit-text = What was said
timeline-visit-trash = Move this visit to the trash
timeline-visits = Visits
timeline-with = · { $contact }
timeline-with-nobody = With nobody in particular

## trash
trash-about = What was deleted stays here and can be put back at any time.
trash-about-days = What was deleted can be put back from here. Customers, contacts, visits, follow-ups and files go for good after { $count } days.
trash-empty-text = Deleted { $customers }, tags and visits come here first.
trash-empty-title = The trash is empty
trash-more = Show more
trash-record-contact = Contact
trash-record-contact-point = Contact point
trash-record-customer = { CAP($customer) }
trash-record-field = Field
trash-record-field-option = Option
trash-record-followup = Follow-up
trash-record-other = Record
trash-record-owner = Owner
trash-record-segment = Segment
trash-record-stage = Stage
trash-record-tag = Tag
trash-record-tag-group = Tag group
trash-record-visit = Visit
trash-record-visit-kind = Kind of visit
trash-choose = Choose { $title }
trash-choose-all = Choose all
trash-chosen = Restore { $count } chosen
trash-record-file = File
trash-restore = Restore
trash-title = Trash

## undo
redo-what = Redo: { $what }
redone-what = Redone: { $what }
undo-not-latest = { $what }: there are later steps now.
undo-what = Undo: { $what }
undone-what = Undone: { $what }
undone-rest = Undone but for what was edited since: { $what }. Put back: { $back }; kept: { $kept }.
undone-rest-names = { $told } ({ $names })
undone-without-erased = What was removed for good meanwhile was left out.

## word
word-customer = customer
word-customers = customers
word-several = { $one }s

## whole
whole-about = It comes in as one step, with its lists and settings, into a book without customers.
whole-export = Export all…
whole-export-about = Everything as JSON that another book can take. It is not encrypted: whoever has the file can read it.
whole-none = “{ $file }” is no whole book
whole-none-about = A whole book is a .json file that Rounds exported.
whole-take = Take it in
whole-title = “{ $file }” is a whole book

## files
files-add = Add photos or papers
files-attached = { $count } kept.
files-choose = Choose photos or papers
files-count = Photos and papers · { $count }
files-cut = The text goes on; save the file to read all of it.
files-leave-out = Leave out { $file }
files-more = { $count } more
files-name = Name of the file
files-next = Next
files-no-portrait = Do not show it as the portrait
files-no-preview = This kind of file cannot be shown here. Save it to open it with another program.
files-open = Look at { $file }
files-portrait = Show it as the portrait
files-previous = Previous
files-save = Save a copy
files-saved = Saved to { $path }
files-saved-open = Saved to { $path }. There it is not encrypted.
files-title = Photos and papers
files-tools = What can be done with the file
files-trash = Move this file to the trash

## page
page-next = Next page
page-of = Page { $page } of { $pages }
page-previous = Page before

## paper
paper-card = Cards
paper-foot = { $page } / { $pages }
paper-kind = What
paper-labels = Address labels
paper-left-out = { $count } without an address are left out.
paper-list = List
paper-print = Print
paper-print-many = Only the first { $count } pages are printed from here. Save it as PDF to print all.
paper-save = Save as PDF
paper-saved = Saved to { $path } (pages: { $pages }). There it is not encrypted.
paper-sheet = Sheet of labels
paper-sheet-a4-by14 = A4 · 14 labels of 99.1 × 38.1 mm
paper-sheet-a4-by21 = A4 · 21 labels of 63.5 × 38.1 mm
paper-sheet-a4-by24 = A4 · 24 labels of 70 × 37 mm
paper-sheet-letter-by30 = Letter · 30 labels of 2⅝ × 1 inches
paper-size = Paper
paper-size-a4 = A4
paper-size-letter = Letter
paper-skip = Labels already used
paper-title = On paper

## conflicts
conflicts-about = Before a colleague or head office takes somebody on: who of their list is in your book, since when, and when you saw them last.
conflicts-between = , 
conflicts-choose = Choose their list
conflicts-choose-title = Choose the list to check
conflicts-compare = Compare with their marks
conflicts-doubtful = { $count } fit several of yours; look at these rows yourself: { $rows }
conflicts-drop = Let go to check this list
conflicts-exchange = Without showing either list
conflicts-exchange-about = You and the other agree on a secret. Each writes a file of marks with it and sends the file; comparing shows each of you only your own who are in both.
conflicts-found = What was found
conflicts-here = In your book
conflicts-list = With their list
conflicts-list-about = Choose the list, or drop it here: CSV, Excel or an address book. Nobody in it is taken into your book.
conflicts-listed = On their list
conflicts-marks-name = Marks
conflicts-never = Never
conflicts-secret = The secret
conflicts-secret-copied = The secret is on the clipboard.
conflicts-secret-copy = Copy
conflicts-secret-new = Make a new one
conflicts-since = Yours since
conflicts-sum = “{ $file }”: { $listed } listed, { $here } of them yours, { $free } not in your book.
conflicts-title = Are they yours already?
conflicts-warning = Whoever has the secret and your marks can try any phone number and see whether you have it. Share the secret only with somebody you trust with that, and not by the same way as the file.
conflicts-write = Write my marks
conflicts-written = Marks of { $count } written to { $path }. They hold no names and no numbers.
