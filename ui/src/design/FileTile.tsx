import classes from "./FileTile.module.css";
import { CloseIcon, FileIcon } from "./icons";

/** A photo or paper, small: its picture, or its ending on a sheet, and its name. */
export function FileTile({
  name,
  picture,
  onOpen,
  onRemove,
  openLabel,
  removeLabel,
}: {
  name: string;
  /** A `data:` address. */
  picture: string | null | undefined;
  onOpen?: () => void;
  onRemove?: () => void;
  openLabel?: string;
  removeLabel?: string;
}) {
  const ending = /\.([^.]{1,5})$/.exec(name)?.[1]?.toUpperCase();
  const shown = (
    <>
      <span className={classes.picture}>
        {picture ? (
          <img src={picture} alt="" />
        ) : (
          <>
            <FileIcon size={22} />
            {ending && <small>{ending}</small>}
          </>
        )}
      </span>
      <span className={classes.name}>{name}</span>
    </>
  );
  return (
    <span className={classes.tile} title={name}>
      {onOpen ? (
        <button type="button" className={classes.open} aria-label={openLabel ?? name} onClick={onOpen}>
          {shown}
        </button>
      ) : (
        <span className={classes.open}>{shown}</span>
      )}
      {onRemove && (
        <button type="button" className={classes.remove} aria-label={removeLabel} onClick={onRemove}>
          <CloseIcon size={10} />
        </button>
      )}
    </span>
  );
}
