/** A text with the parts marked that matched; `marks` are start and length in UTF-16 units. */
export function Marked({ text, marks }: { text: string; marks: ReadonlyArray<readonly [number, number]> }) {
  const parts: Array<{ text: string; on: boolean; at: number }> = [];
  let at = 0;
  for (const [start, length] of [...marks].sort((a, b) => a[0] - b[0])) {
    if (start < at) continue;
    if (start > at) parts.push({ text: text.slice(at, start), on: false, at });
    parts.push({ text: text.slice(start, start + length), on: true, at: start });
    at = start + length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), on: false, at });
  return (
    <>
      {parts.map((part) =>
        part.on ? <mark key={part.at}>{part.text}</mark> : <span key={part.at}>{part.text}</span>,
      )}
    </>
  );
}
