import { Button, Menu, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import { Dot, isComposing, useIntent } from "../../design";
import { ChevronDownIcon } from "../../design/icons";
import type { Selection } from "../../ipc";
import { t } from "../../messages";
import { useTags } from "./queries";
import { steps } from "./steps";

/** Puts a tag on all that are chosen, or takes it off; a name that is none yet makes a tag. */
export function TagMenu({ customers }: { customers: Selection }) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const input = useRef<HTMLInputElement>(null);
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
    <Menu
      opened={open}
      onChange={setOpen}
      position="top-end"
      width={240}
      trapFocus={false}
      onOpen={() => setTimeout(() => input.current?.focus(), 0)}
    >
      <Menu.Target>
        <Button variant="default" size="compact-sm" rightSection={<ChevronDownIcon size={12} />}>
          {t("column-tags")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <TextInput
          ref={input}
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
            <Menu.Item key={tag.id} leftSection={<Dot color={tag.color} />} onClick={() => put(tag.name)}>
              {tag.name}
            </Menu.Item>
          ))}
          {isNew && <Menu.Item onClick={() => put(wanted)}>{t("tag-menu-new", { name: wanted })}</Menu.Item>}
        </div>
        {tags.length > 0 && (
          <>
            <Menu.Divider />
            <Menu.Sub>
              <Menu.Sub.Target>
                <Menu.Sub.Item>{t("tag-menu-take-off")}</Menu.Sub.Item>
              </Menu.Sub.Target>
              <Menu.Sub.Dropdown mah={320} style={{ overflowY: "auto" }}>
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
              </Menu.Sub.Dropdown>
            </Menu.Sub>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
