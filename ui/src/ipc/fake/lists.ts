import type { FakeBook, Handlers } from "./book";

/** Tags with their groups, stages, owners and kinds of visits of the stand-in. */
export function listAnswers(book: FakeBook): Handlers {
  const tagList = listOf(book, "tags");
  const stageList = listOf(book, "stages");
  const ownerList = listOf(book, "owners");
  const kindList = listOf(book, "visit_kinds");
  return {
    tags_list: () => ({
      tags: book.state.tags.map((tag) => ({
        ...tag,
        customers: book.state.customers.filter((row) => row.tags.includes(tag.name)).length,
      })),
      groups: book.state.groups,
    }),
    tags_group: ({ id, group_id }) => {
      book.change("tag.group", { item: book.item("tags", id) }, (state) => {
        state.tags = state.tags.map((tag) => (tag.id === id ? { ...tag, group_id } : tag));
      });
      return null;
    },
    tag_groups_put: ({ id = book.nextId++, name, exclusive }) => {
      const members = book.state.tags.filter((tag) => tag.group_id === id).map((tag) => tag.name);
      const several = book.state.customers.filter(
        (row) => row.tags.filter((tag) => members.includes(tag)).length > 1,
      ).length;
      if (exclusive && several > 0) throw { code: "exclusive_tags", args: { customers: several }, where: {} };
      book.change("tag_group.put", { item: name }, (state) => {
        const known = state.groups.some((group) => group.id === id);
        const next = { id, name, exclusive };
        state.groups = known
          ? state.groups.map((group) => (group.id === id ? next : group))
          : [...state.groups, next];
      });
      return { id };
    },
    tag_groups_trash: ({ id }) => {
      book.change("tag_group.trash", { item: book.item("groups", id) }, (state) => {
        state.groups = state.groups.filter((group) => group.id !== id);
        state.tags = state.tags.map((tag) => (tag.group_id === id ? { ...tag, group_id: null } : tag));
      });
      return null;
    },
    visit_kinds_list: () => book.state.visit_kinds,
    visit_kinds_create: kindList.add,
    visit_kinds_edit: kindList.edit,
    visit_kinds_order: kindList.order,
    visit_kinds_trash: kindList.trash,
    tags_create: tagList.add,
    tags_edit: tagList.edit,
    tags_order: tagList.order,
    tags_trash: tagList.trash,
    tags_merge: ({ from, into }) => {
      const to = book.item("tags", into);
      const names = from.map((id) => book.item("tags", id));
      book.change("tag.merge", { item: names.join(" "), to }, (state) => {
        state.tags = state.tags.filter((tag) => !from.includes(tag.id) || tag.id === into);
        state.customers = state.customers.map((row) => ({
          ...row,
          tags: [...new Set(row.tags.map((tag) => (names.includes(tag) ? to : tag)))],
        }));
      });
      return null;
    },
    stages_list: () =>
      book.state.stages.map((stage) => ({
        ...stage,
        customers: book.state.customers.filter((row) => row.stage_id === stage.id).length,
      })),
    stages_create: stageList.add,
    stages_edit: stageList.edit,
    stages_order: stageList.order,
    stages_trash: stageList.trash,
    owners_list: () =>
      book.state.owners.map((owner) => ({
        ...owner,
        customers: book.state.customers.filter((row) => row.owner === owner.name).length,
      })),
    owners_create: ownerList.add,
    owners_edit: ownerList.edit,
    owners_order: ownerList.order,
    owners_trash: ownerList.trash,
  };
}

/** What every list with names and an order can do. */
function listOf(book: FakeBook, noun: "tags" | "stages" | "owners" | "visit_kinds") {
  const verb = noun.slice(0, -1);
  const add = ({ name, color }: { name: string; color?: string }) => {
    if (book.state[noun].some((one) => one.name === name))
      throw { code: "duplicate_name", args: { record: verb, name }, where: {} };
    const id = book.nextId++;
    const made = {
      id,
      uid: `x${id}`,
      code: "",
      name,
      color: color ?? "",
      customers: 0,
      cadence_days: null,
      group_id: null,
      is_me: false,
    };
    book.change(`${verb}.create`, { item: name }, (state) => {
      (state[noun] as Array<typeof made>).push(made);
    });
    return { id };
  };
  const edit = ({ id, name, color }: { id: number; name?: string; color?: string }) => {
    const item = book.item(noun, id);
    book.change(`${verb}.edit`, { item, to: name ?? item }, (state) => {
      state[noun] = state[noun].map((one) =>
        one.id === id ? { ...one, name: name ?? one.name, ...(color !== undefined && { color }) } : one,
      ) as never;
      if (noun === "tags" && name)
        state.customers = state.customers.map((row) => ({
          ...row,
          tags: row.tags.map((tag) => (tag === item ? name : tag)),
        }));
    });
    return null;
  };
  const order = ({ ids }: { ids: number[] }) => {
    book.change(`${verb}.order`, {}, (state) => {
      state[noun] = ([...state[noun]] as Array<{ id: number }>).sort(
        (a, b) => ids.indexOf(a.id) - ids.indexOf(b.id),
      ) as never;
    });
    return null;
  };
  const trash = ({ id }: { id: number }) => {
    book.change(`${verb}.trash`, { item: book.item(noun, id) }, (state) => {
      state[noun] = (state[noun] as Array<{ id: number }>).filter((one) => one.id !== id) as never;
    });
    return null;
  };
  return { add, edit, order, trash };
}
