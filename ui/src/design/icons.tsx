import type { ReactNode } from "react";

/** One stroke of 1.5 on a grid of 20, in the colour of the text. */
function Icon({ children, size = 16 }: { children: ReactNode; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      // In rem, so that it grows with the text size of the settings.
      width={`${size / 16}rem`}
      height={`${size / 16}rem`}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {children}
    </svg>
  );
}

type Props = { size?: number };

export const SearchIcon = (p: Props) => (
  <Icon {...p}>
    <circle cx="9" cy="9" r="5.5" />
    <path d="m13.2 13.2 3.8 3.8" />
  </Icon>
);
export const PeopleIcon = (p: Props) => (
  <Icon {...p}>
    <circle cx="7.5" cy="7" r="2.8" />
    <path d="M2.5 16c.3-3 2.2-4.6 5-4.6s4.7 1.6 5 4.6M13 4.5a2.6 2.6 0 0 1 0 5M14.5 11.8c1.8.5 2.8 2 3 4.2" />
  </Icon>
);
export const ImportIcon = (p: Props) => (
  <Icon {...p}>
    <path d="M10 3v9m0 0 3.2-3.2M10 12 6.8 8.8M3.5 13.5v2a1.5 1.5 0 0 0 1.5 1.5h10a1.5 1.5 0 0 0 1.5-1.5v-2" />
  </Icon>
);
export const ExportIcon = (p: Props) => (
  <Icon {...p}>
    <path d="M10 12.5V3.5m0 0L6.5 7M10 3.5 13.5 7M4 13v2.5A1.5 1.5 0 0 0 5.5 17h9a1.5 1.5 0 0 0 1.5-1.5V13" />
  </Icon>
);
export const TrashIcon = (p: Props) => (
  <Icon {...p}>
    <path d="M3.5 5.5h13M8 5.5V4a1 1 0 0 1 1-1h2a1 1 0 0 1 1 1v1.5M5 5.5l.7 10a1.5 1.5 0 0 0 1.5 1.5h5.6a1.5 1.5 0 0 0 1.5-1.5l.7-10M8.5 9v4.5M11.5 9v4.5" />
  </Icon>
);
export const SlidersIcon = (p: Props) => (
  <Icon {...p}>
    <path d="M3 6h7.5M14.5 6H17M3 14h2.5M9.5 14H17" />
    <circle cx="12.5" cy="6" r="2" />
    <circle cx="7.5" cy="14" r="2" />
  </Icon>
);
export const UndoIcon = (p: Props) => (
  <Icon {...p}>
    <path d="M6.5 4 3.5 7l3 3M3.5 7H12a4.5 4.5 0 0 1 0 9H8" />
  </Icon>
);
export const RedoIcon = (p: Props) => (
  <Icon {...p}>
    <path d="m13.5 4 3 3-3 3M16.5 7H8a4.5 4.5 0 0 0 0 9h4" />
  </Icon>
);
export const PlusIcon = (p: Props) => (
  <Icon {...p}>
    <path d="M10 4.5v11M4.5 10h11" />
  </Icon>
);
export const CloseIcon = (p: Props) => (
  <Icon {...p}>
    <path d="m5.5 5.5 9 9M14.5 5.5l-9 9" />
  </Icon>
);
export const ChevronDownIcon = (p: Props) => (
  <Icon {...p}>
    <path d="m6 8 4 4 4-4" />
  </Icon>
);
export const ClockIcon = (p: Props) => (
  <Icon {...p}>
    <circle cx="10" cy="10" r="6.5" />
    <path d="M10 6.5V10l2.5 1.5" />
  </Icon>
);
export const BellIcon = (p: Props) => (
  <Icon {...p}>
    <path d="M5.5 13.5V9a4.5 4.5 0 0 1 9 0v4.5l1 1.5h-11zM8.5 15a1.5 1.5 0 0 0 3 0" />
  </Icon>
);
export const GripIcon = (p: Props) => (
  <Icon {...p}>
    <path d="M7.5 5h.01M12.5 5h.01M7.5 10h.01M12.5 10h.01M7.5 15h.01M12.5 15h.01" strokeWidth="2" />
  </Icon>
);
export const CheckIcon = (p: Props) => (
  <Icon {...p}>
    <path d="m4.5 10.5 3.5 3.5 7.5-8" />
  </Icon>
);
export const BookIcon = (p: Props) => (
  <Icon {...p}>
    <path d="M4 4.5A1.5 1.5 0 0 1 5.5 3H16v11.5H5.5A1.5 1.5 0 0 0 4 16m0-11.5V16m0 0a1.5 1.5 0 0 0 1.5 1.5H16v-3M7.5 6.5H12" />
  </Icon>
);
export const PersonIcon = (p: Props) => (
  <Icon {...p}>
    <circle cx="10" cy="7" r="3" />
    <path d="M4 16.5c.4-3.3 2.6-5 6-5s5.6 1.7 6 5" />
  </Icon>
);
export const CompanyIcon = (p: Props) => (
  <Icon {...p}>
    <path d="M4 17V4.5A1.5 1.5 0 0 1 5.5 3h6A1.5 1.5 0 0 1 13 4.5V17M13 8h2a1.5 1.5 0 0 1 1.5 1.5V17M2.5 17h15M7 6.5h3M7 10h3M7 13.5h3" />
  </Icon>
);
export const CopyIcon = (p: Props) => (
  <Icon {...p}>
    <rect x="7" y="7" width="9.5" height="9.5" rx="1.5" />
    <path d="M13 7V5a1.5 1.5 0 0 0-1.5-1.5H5A1.5 1.5 0 0 0 3.5 5v6.5A1.5 1.5 0 0 0 5 13h2" />
  </Icon>
);
export const PhoneIcon = (p: Props) => (
  <Icon {...p}>
    <path d="M4.5 3.5h2.7l1.4 3.4-1.8 1.3a9.5 9.5 0 0 0 5 5l1.3-1.8 3.4 1.4v2.7a1.2 1.2 0 0 1-1.3 1.2A13 13 0 0 1 3.3 4.8a1.2 1.2 0 0 1 1.2-1.3Z" />
  </Icon>
);
export const MailIcon = (p: Props) => (
  <Icon {...p}>
    <rect x="3" y="4.5" width="14" height="11" rx="1.5" />
    <path d="m3.5 6 6.5 5 6.5-5" />
  </Icon>
);
export const PencilIcon = (p: Props) => (
  <Icon {...p}>
    <path d="m4 16 .7-3.2L13 4.5l2.5 2.5-8.3 8.3L4 16ZM11.5 6l2.5 2.5" />
  </Icon>
);
export const HistoryIcon = (p: Props) => (
  <Icon {...p}>
    <path d="M3.8 7.5A6.5 6.5 0 1 1 3.5 11M3.5 4v3.5H7M10 6.5V10l2.5 1.5" />
  </Icon>
);
export const FileIcon = (p: Props) => (
  <Icon {...p}>
    <path d="M5 3.5h6.5L15.5 7.5v9H5zM11.5 3.5v4h4M7.5 11h5M7.5 13.5h5" />
  </Icon>
);
export const MoreIcon = (p: Props) => (
  <Icon {...p}>
    <path d="M5 10h.01M10 10h.01M15 10h.01" strokeWidth="2.2" />
  </Icon>
);
export const CalendarIcon = (p: Props) => (
  <Icon {...p}>
    <rect x="3.5" y="4.5" width="13" height="12" rx="1.5" />
    <path d="M3.5 8.5h13M7 3v3M13 3v3" />
  </Icon>
);
export const ChevronUpIcon = (p: Props) => (
  <Icon {...p}>
    <path d="m5.5 12.2 4.5-4.4 4.5 4.4" />
  </Icon>
);
export const BackIcon = (p: Props) => (
  <Icon {...p}>
    <path d="M16.5 10h-13M8 5.5 3.5 10 8 14.5" />
  </Icon>
);
export const ExpandIcon = (p: Props) => (
  <Icon {...p}>
    <path d="M11.5 3.5h5v5M8.5 16.5h-5v-5M16.5 3.5l-5.5 5.5M3.5 16.5 9 11" />
  </Icon>
);
export const BesideIcon = (p: Props) => (
  <Icon {...p}>
    <rect x="3" y="4" width="14" height="12" rx="1.5" />
    <path d="M11.5 4v12" />
  </Icon>
);
export const LabelIcon = (p: Props) => (
  <Icon {...p}>
    <path d="M3.5 4.5v5l7 7 6-6-7-7h-5a1 1 0 0 0-1 1z" />
    <circle cx="7" cy="7.5" r="0.6" />
  </Icon>
);
export const NoEntryIcon = (p: Props) => (
  <Icon {...p}>
    <circle cx="10" cy="10" r="6.5" />
    <path d="m5.5 5.5 9 9" />
  </Icon>
);
export const OpenOutsideIcon = (p: Props) => (
  <Icon {...p}>
    <path d="M11.5 3.5h5v5M16.5 3.5 9 11M14 11.5V15a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 15V7.5A1.5 1.5 0 0 1 5 6h3.5" />
  </Icon>
);
export const LogIcon = (p: Props) => (
  <Icon {...p}>
    <path d="M4 16.5h12M5 13l.5-2.5 7.5-7.5 2 2-7.5 7.5z" />
  </Icon>
);
export const RepeatIcon = (p: Props) => (
  <Icon {...p}>
    <path d="M4 9.5A4.5 4.5 0 0 1 8.5 5H15m0 0-2.5-2.5M15 5l-2.5 2.5M16 10.5a4.5 4.5 0 0 1-4.5 4.5H5m0 0 2.5 2.5M5 15l2.5-2.5" />
  </Icon>
);
export const NobodyIcon = (p: Props) => (
  <Icon {...p}>
    <circle cx="8" cy="6.5" r="2.8" />
    <path d="M3 16c.3-3.2 2.2-4.8 5-4.8 1.2 0 2.2.3 3 .8M13 13l4 4M17 13l-4 4" />
  </Icon>
);
export const PrintIcon = (p: Props) => (
  <Icon {...p}>
    <path d="M6 8V3.5h8V8M6 14H4.5A1.5 1.5 0 0 1 3 12.5V9.5A1.5 1.5 0 0 1 4.5 8h11A1.5 1.5 0 0 1 17 9.5v3a1.5 1.5 0 0 1-1.5 1.5H14M6 11.5h8v5H6z" />
  </Icon>
);
export const RouteIcon = (p: Props) => (
  <Icon {...p}>
    <circle cx="5" cy="15.5" r="1.5" />
    <path d="M6.5 15.5h6a2.75 2.75 0 0 0 0-5.5h-5a2.75 2.75 0 0 1 0-5.5H13" />
    <path d="m13 2.5 2.5 2-2.5 2z" />
  </Icon>
);
export const ChevronLeftIcon = (p: Props) => (
  <Icon {...p}>
    <path d="m12 5-5 5 5 5" />
  </Icon>
);
export const ChevronRightIcon = (p: Props) => (
  <Icon {...p}>
    <path d="m8 5 5 5-5 5" />
  </Icon>
);
export const SunIcon = (p: Props) => (
  <Icon {...p}>
    <circle cx="10" cy="10" r="3.2" />
    <path d="M10 3v1.5M10 15.5V17M3 10h1.5M15.5 10H17M5 5l1.1 1.1M13.9 13.9 15 15M15 5l-1.1 1.1M6.1 13.9 5 15" />
  </Icon>
);
export const ClipIcon = (p: Props) => (
  <Icon {...p}>
    <path d="m15.5 9.5-5.7 5.7a3.4 3.4 0 0 1-4.8-4.8l6.2-6.2a2.2 2.2 0 0 1 3.2 3.2l-6 6a1.1 1.1 0 0 1-1.6-1.6l5.3-5.3" />
  </Icon>
);
