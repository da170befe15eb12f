import {
  ActionIcon,
  Button,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  Input,
  type MantineColorsTuple,
  Menu,
  Modal,
  NumberInput,
  Popover,
  SegmentedControl,
  Select,
  Slider,
  Textarea,
  TextInput,
  Tooltip,
} from "@mantine/core";

const jade: MantineColorsTuple = [
  "#e5f1ec",
  "#cfe5dc",
  "#a5cfbd",
  "#78b79d",
  "#4dbb93",
  "#35977a",
  "#1f7a5c",
  "#19654c",
  "#13503c",
  "#0c3a2b",
];

/** From text to the deepest ground; Mantine takes its dark borders and fields from here. */
const dark: MantineColorsTuple = [
  "#e7e8ea",
  "#c9ccd0",
  "#a5abb2",
  "#9197a0",
  "#3a3f45",
  "#2b2f33",
  "#1c1f22",
  "#1c1f22",
  "#15171a",
  "#111315",
];

/** Mantine's accessible parts in our calm: jade, 6-px corners, 13-px controls. */
export const theme = createTheme({
  primaryColor: "jade",
  primaryShade: { light: 6, dark: 4 },
  colors: { jade, dark },
  autoContrast: true,
  cursorType: "pointer",
  defaultRadius: "sm",
  radius: { xs: "4px", sm: "6px", md: "8px", lg: "12px" },
  fontFamily: 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.125rem" },
  lineHeights: { xs: "1rem", sm: "1.25rem", md: "1.25rem" },
  spacing: { xs: "0.5rem", sm: "0.75rem", md: "1rem", lg: "1.25rem", xl: "2rem" },
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      defaultProps: { size: "sm" },
      styles: { root: { fontWeight: 500 } },
      vars: (_, { size, variant = "filled" }) => ({
        root: {
          ...(size === "sm" ? { "--button-height": "1.875rem", "--button-padding-x": "0.75rem" } : {}),
          // White on the light jade of the dark scheme could not be read.
          ...(variant === "filled" ? { "--button-color": "var(--on-accent)" } : {}),
        },
      }),
    }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: "subtle", color: "gray" } }),
    Menu: Menu.extend({ defaultProps: { shadow: "md", transitionProps: { duration: 80 } } }),
    Popover: Popover.extend({ defaultProps: { shadow: "md", transitionProps: { duration: 80 } } }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        transitionProps: { duration: 100 },
        overlayProps: { backgroundOpacity: 0.35 },
      },
    }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, transitionProps: { duration: 60 } } }),
    // Grounds of our palette where Mantine has a cool grey.
    SegmentedControl: SegmentedControl.extend({
      styles: { root: { background: "var(--sunken)" }, label: { fontWeight: 500 } },
    }),
    Checkbox: Checkbox.extend({ defaultProps: { radius: "xs" } }),
    Slider: Slider.extend({ styles: { track: { "--slider-track-bg": "var(--line)" } } }),
    InputWrapper: Input.Wrapper.extend({
      styles: { label: { marginBottom: "0.25rem", color: "var(--muted)", fontWeight: 400 } },
    }),
    TextInput: TextInput.extend({ defaultProps: { size: "sm" } }),
    Textarea: Textarea.extend({ defaultProps: { size: "sm" } }),
    NumberInput: NumberInput.extend({ defaultProps: { size: "sm" } }),
    Select: Select.extend({ defaultProps: { size: "sm", allowDeselect: false } }),
  },
});

/** Mantine's own variables point at our palette, so that both schemes have one source: `tokens.css`. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    "--mantine-color-body": "var(--surface)",
    "--mantine-color-text": "var(--text)",
    "--mantine-color-dimmed": "var(--muted)",
    "--mantine-color-placeholder": "var(--faint)",
    "--mantine-color-default": "var(--surface)",
    "--mantine-color-default-hover": "var(--hover)",
    "--mantine-color-default-color": "var(--text)",
    "--mantine-color-default-border": "var(--line-strong)",
    "--mantine-color-error": "var(--late)",
    "--mantine-color-anchor": "var(--accent)",
    "--mantine-primary-color-filled": "var(--accent)",
    "--mantine-primary-color-filled-hover": "var(--accent-strong)",
    "--mantine-primary-color-contrast": "var(--on-accent)",
    "--mantine-primary-color-light": "var(--accent-soft)",
    "--mantine-primary-color-light-hover": "var(--accent-soft)",
    "--mantine-primary-color-light-color": "var(--accent)",
    "--mantine-color-jade-filled": "var(--accent)",
    "--mantine-color-jade-filled-hover": "var(--accent-strong)",
    "--mantine-color-jade-light": "var(--accent-soft)",
    "--mantine-color-jade-light-color": "var(--accent)",
    "--mantine-shadow-md": "var(--shadow)",
  };
  return { variables: {}, light: shared, dark: shared };
};
