import type { FakeBook, Handlers } from "./book";
import { fieldOf } from "./state";

/** The fields of the stand-in. */
export function fieldAnswers(book: FakeBook): Handlers {
  return {
    fields_list: () => book.state.fields,
    fields_create: ({ label, type, record = "customer" }) => {
      const id = book.nextId++;
      book.change("field.create", { item: label }, (state) => {
        state.fields.push(fieldOf({ id, label, type, record }));
      });
      return { id };
    },
    fields_edit: ({ id, label, add_options = [], ...rest }) => {
      book.change("field.edit", { item: book.item("fields", id), to: label ?? "" }, (state) => {
        state.fields = state.fields.map((field) =>
          field.id === id
            ? {
                ...field,
                ...rest,
                label: label ?? field.label,
                options: [
                  ...field.options,
                  ...add_options.map((name) => ({ id: book.nextId++, label: name, color: "" })),
                ],
              }
            : field,
        );
      });
      return null;
    },
    fields_order: ({ ids }) => {
      book.change("field.order", {}, (state) => {
        state.fields.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
      });
      return null;
    },
    fields_trash: ({ id }) => {
      book.change("field.trash", { item: book.item("fields", id) }, (state) => {
        state.fields = state.fields.filter((field) => field.id !== id);
      });
      return null;
    },
  };
}
