import { useQuery } from "@tanstack/react-query";
import { FileTile } from "../../design/FileTile";
import tiles from "../../design/FileTile.module.css";
import { call } from "../../ipc";
import { t } from "../../messages";
import type { PendingFile } from "./entry";

/** The photos and papers that will be kept with the visit. */
export function Attached({ files, onRemove }: { files: PendingFile[]; onRemove: (hash: string) => void }) {
  return (
    <div className={tiles.tiles} role="group" aria-label={t("files-title")}>
      {files.map((file) => (
        <One key={file.hash} file={file} onRemove={() => onRemove(file.hash)} />
      ))}
    </div>
  );
}

function One({ file, onRemove }: { file: PendingFile; onRemove: () => void }) {
  const { data } = useQuery({
    queryKey: ["file-thumb", file.hash],
    queryFn: () => call("files_thumb", { hash: file.hash }),
    enabled: file.has_thumb,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  return (
    <FileTile
      name={file.name}
      picture={data}
      onRemove={onRemove}
      removeLabel={t("files-leave-out", { file: file.name })}
    />
  );
}
