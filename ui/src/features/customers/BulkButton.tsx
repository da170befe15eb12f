import { Button, type ButtonProps } from "@mantine/core";
import type { RefAttributes } from "react";
import { ChevronDownIcon } from "../../design/icons";

/** A button of the bar that opens a panel above it. */
export function BulkButton(
  props: ButtonProps & RefAttributes<HTMLButtonElement> & { onClick?: () => void; children: string },
) {
  return (
    <Button variant="default" size="compact-sm" rightSection={<ChevronDownIcon size={12} />} {...props} />
  );
}
