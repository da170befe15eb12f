import type { ReactNode } from "react";

/** One stroke of 1.5 on a grid of 20, in the colour of the text. */
function Icon({ children, size = 16 }: { children: ReactNode; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
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
    <path d="M2.5 16c.3-3 2.2-4.6 5-4.600s4.7 1.6 5 4.600M13 4.500a2.6 2.6 0 0 1 0 5M14.5 11.800c1.8.5 2.8 2 3 4.2" />
  </Icon>
);
export const ImportIcon = (p: Props) => (
  <Icon {...p}>
    <path d="M10 3v9m0 0 3.2-3.200M10 12 6.8 8.800M3.5 13.500v2a1.5 1.5 0 0 0 1.5 1.500h10a1.5 1.5 0 0 0 1.5-1.500v-2" />
  </Icon>
);
export const TrashIcon = (p: Props) => (
  <Icon {...p}>
    <path d="M3.5 5.500h13M8 5.500V4a1 1 0 0 1 1-1h2a1 1 0 0 1 1 1v1.500M5 5.500l.7 10a1.5 1.5 0 0 0 1.5 1.500h5.600a1.5 1.5 0 0 0 1.5-1.500l.7-10M8.5 9v4.500M11.5 9v4.5" />
  </Icon>
);
export const SlidersIcon = (p: Props) => (
  <Icon {...p}>
    <path d="M3 6h7.500M14.5 6H17M3 14h2.500M9.5 14H17" />
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
    <path d="M10 4.500v11M4.5 10h11" />
  </Icon>
);
export const CloseIcon = (p: Props) => (
  <Icon {...p}>
    <path d="m5.5 5.5 9 9M14.5 5.500l-9 9" />
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
    <path d="M10 6.500V10l2.5 1.5" />
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
    <path d="M4 4.500A1.5 1.5 0 0 1 5.5 3H16v11.500H5.500A1.5 1.5 0 0 0 4 16m0-11.500V16m0 0a1.5 1.5 0 0 0 1.5 1.500H16v-3M7.5 6.500H12" />
  </Icon>
);
export const PersonIcon = (p: Props) => (
  <Icon {...p}>
    <circle cx="10" cy="7" r="3" />
    <path d="M4 16.500c.4-3.3 2.6-5 6-5s5.6 1.7 6 5" />
  </Icon>
);
export const CompanyIcon = (p: Props) => (
  <Icon {...p}>
    <path d="M4 17V4.500A1.5 1.5 0 0 1 5.5 3h6A1.5 1.5 0 0 1 13 4.500V17M13 8h2a1.5 1.5 0 0 1 1.5 1.500V17M2.5 17h15M7 6.500h3M7 10h3M7 13.500h3" />
  </Icon>
);
export const CopyIcon = (p: Props) => (
  <Icon {...p}>
    <rect x="7" y="7" width="9.500" height="9.500" rx="1.500" />
    <path d="M13 7V5a1.5 1.5 0 0 0-1.500-1.500H5A1.5 1.5 0 0 0 3.5 5v6.500A1.5 1.5 0 0 0 5 13h2" />
  </Icon>
);
export const PhoneIcon = (p: Props) => (
  <Icon {...p}>
    <path d="M4.5 3.500h2.700l1.400 3.400-1.800 1.300a9.500 9.500 0 0 0 5 5l1.300-1.800 3.400 1.400v2.700a1.2 1.2 0 0 1-1.300 1.200A13 13 0 0 1 3.300 4.800a1.2 1.2 0 0 1 1.200-1.300Z" />
  </Icon>
);
export const MailIcon = (p: Props) => (
  <Icon {...p}>
    <rect x="3" y="4.500" width="14" height="11" rx="1.500" />
    <path d="m3.5 6 6.500 5 6.500-5" />
  </Icon>
);
export const PencilIcon = (p: Props) => (
  <Icon {...p}>
    <path d="m4 16 .7-3.200L13 4.500l2.500 2.500-8.300 8.300L4 16ZM11.500 6l2.500 2.500" />
  </Icon>
);
export const HistoryIcon = (p: Props) => (
  <Icon {...p}>
    <path d="M3.800 7.500A6.500 6.500 0 1 1 3.500 11M3.500 4v3.500H7M10 6.500V10l2.500 1.500" />
  </Icon>
);
export const FileIcon = (p: Props) => (
  <Icon {...p}>
    <path d="M5 3.500h6.500L15.500 7.500v9H5zM11.500 3.500v4h4M7.500 11h5M7.500 13.500h5" />
  </Icon>
);
