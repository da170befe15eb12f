import { type ReactNode, useRef } from "react";
import { useFileDrop } from "../../design";

/** A part of the screen that takes one file that is dropped on it. */
export function OwnDrop({
  says,
  onFile,
  children,
}: {
  says: () => string;
  onFile: (path: string) => void;
  children: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  useFileDrop(box, says, ([first]) => first && onFile(first));
  return <div ref={box}>{children}</div>;
}
