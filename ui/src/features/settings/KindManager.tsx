import { ErrorNote } from "../../design";
import { t } from "../../messages";
import { AddLine, InlineName } from "./InlineName";
import { OrderedList } from "./OrderedList";
import { kindSteps, useVisitKinds } from "./queries";
import classes from "./Settings.module.css";
import { TrashMenu } from "./TrashMenu";

/** The manager of kinds of visits: names and order. A visit keeps its kind, also one that is trashed. */
export function KindManager() {
  const kinds = useVisitKinds();
  if (kinds.isError) return <ErrorNote error={kinds.error} onRetry={() => void kinds.refetch()} />;
  return (
    <>
      <p className={classes.about}>{t("manage-visit-kinds-about")}</p>
      <OrderedList
        items={kinds.data ?? []}
        nameOf={(kind) => kind.name}
        onOrder={(ids) => void kindSteps.order(ids)}
      >
        {(kind) => (
          <>
            <InlineName
              value={kind.name}
              label={t("manage-name")}
              onSave={(name) => void kindSteps.rename(kind.id, name)}
            />
            <TrashMenu
              name={kind.name}
              disabled={kinds.data?.length === 1}
              onTrash={() => void kindSteps.trash(kind.id)}
            />
          </>
        )}
      </OrderedList>
      <AddLine placeholder={t("manage-visit-kinds-new")} onAdd={kindSteps.create} />
    </>
  );
}
