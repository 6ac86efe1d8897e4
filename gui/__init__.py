"""The window: pages on top of a few shared pieces. No SQL, no rules of the office.

The pieces, and what each is for:

- `page.Page`: what a page is; `pages.PAGES`: the table of pages; `navigation.Place`: one row of it.
- `desk.Desk`: writes (`do`, `do_later`), permissions (`may`), pages (`go`), sentences (`say`).
- `jobs.Jobs`: work that would hold up the window.
- `tables.view.Table` with `tables.cells.Column`: every list; one model, one painter.
- `forms.form.Form` with `forms.description`: every form, from descriptions of its fields.
- `labels`, `buttons`, `boxes`, `chips`, `choices`, `combo`, `flow`, `empty`: words and boxes.
- `dialogs.window`: a dialog, and `confirm` before something is destroyed or leaves.
- `theme`, `icons`: colours, fonts and icons by token; pages never write a hex value.
"""
