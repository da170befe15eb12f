import { Button, type ButtonProps, Menu, Popover, TextInput } from "@mantine/core";
import { type RefAttributes, useState } from "react";
import { Dot, isComposing, useIntent } from "../../design";
import type { Selection } from "../../ipc";
import { t } from "../../messages";
import { BulkButton } from "./BulkButton";
import { useTags } from "./queries";
import { steps } from "./steps";

/** Puts a tag on all that are chosen, or takes it off; a name that is none yet makes a tag. */
export function TagMenu({ customers }: { customers: Selection }) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const tags = useTags().data?.tags ?? [];
  const wanted = text.trim();
  const found = tags.filter((tag) => tag.name.toLowerCase().includes(wanted.toLowerCase()));
  const isNew = wanted !== "" && !tags.some((tag) => tag.name === wanted);
  useIntent("edit-tags", () => setOpen(true));

  function put(name: string) {
    setOpen(false);
    setText("");
    void steps.tag(customers, name);
  }

  return (
    <Popover opened={open} onChange={setOpen} position="top-end" width={240} trapFocus>
      <Popover.Target>
        <BulkButton onClick={() => setOpen(!open)}>{t("column-tags")}</BulkButton>
      </Popover.Target>
      <Popover.Dropdown p={4}>
        <TextInput
          // Typed into at once; by the key as by the mouse.
          data-autofocus
          size="xs"
          m={4}
          value={text}
          placeholder={t("tag-menu-placeholder")}
          aria-label={t("tag-menu-placeholder")}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (isComposing(event) || event.key !== "Enter" || !wanted) return;
            event.preventDefault();
            put(isNew && found.length !== 1 ? wanted : (found[0]?.name ?? wanted));
          }}
        />
        <div style={{ maxHeight: 280, overflowY: "auto" }}>
          {found.map((tag) => (
            <Line key={tag.id} color={tag.color} name={tag.name} onClick={() => put(tag.name)} />
          ))}
          {isNew && <Line name={t("tag-menu-new", { name: wanted })} onClick={() => put(wanted)} />}
        </div>
        {tags.length > 0 && (
          <Menu position="right-end" withinPortal={false}>
            <Menu.Target>
              <Line name={t("tag-menu-take-off")} />
            </Menu.Target>
            <Menu.Dropdown mah={320} style={{ overflowY: "auto" }}>
              {tags.map((tag) => (
                <Menu.Item
                  key={tag.id}
                  leftSection={<Dot color={tag.color} />}
                  onClick={() => {
                    setOpen(false);
                    void steps.untag(customers, tag.name);
                  }}
                >
                  {tag.name}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

/** One tag to put on, or what else can be done, as wide as the menu. */
function Line({
  name,
  color,
  ...rest
}: { name: string; color?: string } & ButtonProps &
  RefAttributes<HTMLButtonElement> & { onClick?: () => void }) {
  return (
    <Button
      variant="subtle"
      color="gray"
      fullWidth
      justify="start"
      size="compact-sm"
      fw={400}
      leftSection={color === undefined ? undefined : <Dot color={color} />}
      {...rest}
    >
      {name}
    </Button>
  );
}
