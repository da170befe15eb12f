import { Menu, type MenuProps } from "@mantine/core";
import { useMergedRef } from "@mantine/hooks";
import {
  cloneElement,
  type ReactElement,
  type ReactNode,
  type Ref,
  useLayoutEffect,
  useRef,
  useState,
} from "react";

/** What the button of a menu may be given. */
type ButtonElement = ReactElement<React.ComponentProps<"button">>;

/**
 * A menu that is made when its button is first pressed: a page of values has one behind each of them, and nearly all stay
 * closed. `button` is a plain button.
 */
export function LazyMenu({
  button,
  mah,
  startsOpen = false,
  children,
  ...menu
}: { button: ButtonElement; mah?: string; startsOpen?: boolean; children: ReactNode } & Pick<
  MenuProps,
  "position" | "returnFocus" | "width"
>) {
  const [made, setMade] = useState(startsOpen);
  const [opened, setOpened] = useState(false);
  const own = useRef<HTMLButtonElement>(null);
  const ref = useMergedRef(own, button.props.ref as Ref<HTMLButtonElement>);
  useLayoutEffect(() => {
    if (!made) return;
    // The button was put into its menu anew: it goes on where the former was.
    own.current?.focus({ preventScroll: true });
    setOpened(true);
  }, [made]);
  if (!made) {
    return cloneElement(button, {
      ref,
      "aria-haspopup": "menu",
      "aria-expanded": false,
      onClick: () => setMade(true),
    });
  }
  return (
    <Menu position="bottom-start" {...menu} opened={opened} onChange={setOpened}>
      <Menu.Target>{cloneElement(button, { ref })}</Menu.Target>
      <Menu.Dropdown mah={mah} style={mah ? { overflowY: "auto" } : undefined}>
        {children}
      </Menu.Dropdown>
    </Menu>
  );
}
